import { exitCodes } from './exit-codes.js';
import { optionRows } from './options.js';

const exitTexts: { readonly [K in keyof typeof exitCodes]: string } = {
  done: 'every row was read and decided; check: the policy is valid',
  incomplete: 'done, but some rows were bad, or the lead to explain was not found',
  usage: 'the command line is wrong',
  policy: 'the policy is not valid',
  input: 'an input file could not be read',
  output: 'the output could not be written',
  fault: 'a fault in fairlead itself',
};

/** What `fairlead --help` prints. */
export function helpText(): string {
  const names = optionRows.map((row) => `--${row.name}${row.value === undefined ? '' : ` <${row.value}>`}`);
  const width = names.reduce((widest, name) => Math.max(widest, name.length), 0);
  return [
    'fairlead: routes leads to reps, fairly, and says why',
    '',
    'usage',
    '  fairlead route --policy policy.json --leads leads.csv [options]',
    '  fairlead check --policy policy.json',
    '  fairlead calibrate --outcomes deals.csv --won stage=Won [--policy policy.json] [options]',
    '',
    'options',
    ...optionRows.map((row, index) => `  ${names[index]!.padEnd(width)}  ${row.text}`),
    '',
    'A lead field is named by --map, or found by the name of its column (email, company, country, employees ...). Columns',
    'that are no lead field are kept, and a policy reads them as fields.<column>. A lead is named by its id column (id,',
    'lead_id, opportunity_id ...), or else by its line. Leads are routed in file order. A file without --map in which no',
    'column but the id is a lead field is refused.',
    '',
    'An instant is ISO 8601 with an offset, such as 2026-03-02T09:00:00Z, or a local time, such as 2026-03-02T09:00, with',
    '--zone. Where clocks are put forward a local time that does not exist is moved on; where they are put back the',
    'earlier of the two is taken.',
    '',
    'exit status',
    ...Object.entries(exitCodes).map(
      ([name, code]) => `  ${String(code).padEnd(2)}  ${exitTexts[name as keyof typeof exitCodes]}`,
    ),
    '',
  ].join('\n');
}
