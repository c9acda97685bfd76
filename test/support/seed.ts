import fc from 'fast-check';

// The same cases in every run, so that a red run is about the change at hand; FAIRLEAD_SEED=random looks further.
const asked = process.env['FAIRLEAD_SEED'];
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked ?? 20_261_122) });
