/** An option of the command line; without `value` it is a switch. */
export interface OptionRow {
  readonly name: string;
  readonly value?: string;
  readonly multiple?: true;
  readonly commands: readonly ('route' | 'check' | 'calibrate')[];
  readonly text: string;
}

/** Every option, in the order in which `--help` lists them. */
export const optionRows: readonly OptionRow[] = [
  {
    name: 'policy',
    value: 'file',
    commands: ['route', 'check', 'calibrate'],
    text: 'the policy, JSON; // and /* */ comments are allowed',
  },
  {
    name: 'leads',
    value: 'file',
    commands: ['route'],
    text: 'the leads, CSV in UTF-8 with a header line; - reads stdin',
  },
  {
    name: 'map',
    value: 'field=column',
    multiple: true,
    commands: ['route', 'calibrate'],
    text: 'which column holds a lead field; may be repeated',
  },
  {
    name: 'accounts',
    value: 'file',
    commands: ['route'],
    text: 'known accounts, CSV with the columns domain, account_id, owner',
  },
  { name: 'now', value: 'instant', commands: ['route'], text: 'when the leads are routed; default: the current time' },
  {
    name: 'zone',
    value: 'zone',
    commands: ['route'],
    text: 'IANA zone of local times in --now and in a --clock column',
  },
  { name: 'clock', value: 'column', commands: ['route'], text: 'replay: route each row at the instant in this column' },
  {
    name: 'out',
    value: 'file',
    commands: ['route', 'calibrate'],
    text: 'one JSON line per decision and per bad row, - is stdout; calibrate: the proposal, as JSON',
  },
  { name: 'explain', value: 'id', commands: ['route'], text: 'print why the lead with this id went where it went' },
  { name: 'state', value: 'file', commands: ['route'], text: 'start from this state instead of a fresh one' },
  { name: 'save-state', value: 'file', commands: ['route'], text: 'write the state after the last lead' },
  {
    name: 'outcomes',
    value: 'file',
    commands: ['calibrate'],
    text: 'leads with how they ended, CSV; - reads stdin',
  },
  { name: 'won', value: 'column=value', commands: ['calibrate'], text: 'which leads were won' },
  {
    name: 'lost',
    value: 'column=value',
    commands: ['calibrate'],
    text: 'which were lost; default: the column’s other value, or the one that says so',
  },
  {
    name: 'join',
    value: 'file',
    multiple: true,
    commands: ['calibrate'],
    text: 'more columns, CSV with one column in common with the outcomes; may be repeated',
  },
  {
    name: 'ignore',
    value: 'column',
    multiple: true,
    commands: ['calibrate'],
    text: 'a column to learn nothing from, such as one filled in afterwards; may be repeated',
  },
  { name: 'model', value: 'name', commands: ['calibrate'], text: 'naive_bayes (default) or logistic' },
  { name: 'seed', value: 'text', commands: ['calibrate'], text: 'key of the split; another one holds out other leads' },
  { name: 'help', commands: ['route', 'check', 'calibrate'], text: 'print this text' },
  { name: 'version', commands: ['route', 'check', 'calibrate'], text: 'print the version' },
];
