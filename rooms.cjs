// One table: room -> rooms it may import and npm packages it may use. Everything else is forbidden.
const base = ['core', 'lead'];
const stages = [...base, 'condition', 'calendar', 'score', 'match', 'distribute', 'sla'];
const kernel = [...stages, 'policy', 'router'];
const library = [
  ...kernel,
  'normalize',
  'account',
  'calibrate',
  'explain',
  'events',
  'metrics',
  'analyze',
  'simulate',
  'schema',
  'runtime',
];

module.exports = {
  core: { rooms: [] },
  lead: { rooms: ['core'] },
  condition: { rooms: base },
  calendar: { rooms: ['core'] },
  // the packages only in the adapter entries `phone` and `domains`
  normalize: { rooms: [...base, 'calendar'], npm: ['libphonenumber-js', 'tldts'] },
  account: { rooms: [...base, 'normalize'] },
  score: { rooms: [...base, 'condition'] },
  calibrate: { rooms: [...base, 'condition', 'score'] },
  match: { rooms: [...base, 'condition', 'calendar'] },
  distribute: { rooms: ['core'] },
  sla: { rooms: ['core', 'calendar'] },
  policy: { rooms: stages },
  router: { rooms: [...stages, 'policy'] },
  explain: { rooms: [...base, 'router'] },
  events: { rooms: ['core', 'router', 'explain'] },
  metrics: { rooms: ['core', 'router'] },
  analyze: { rooms: [...base, 'condition', 'calendar', 'policy'] },
  simulate: { rooms: [...base, 'policy', 'router', 'metrics'] },
  schema: { rooms: [...base, 'policy', 'router'], npm: ['zod'] },
  runtime: { rooms: [...base, 'policy', 'router'] },
  testing: { rooms: library, npm: ['fast-check'] },
  cli: { rooms: [...library, 'testing'], npm: ['csv-parse', 'date-fns-tz'], node: true },
};
