// docs/lifecycle.md, made from the graph in src/events/status-graph.ts.
import { statusGraph } from '../../src/events/index.js';

const { statuses, edges } = statusGraph;
const node = (status: string): string => (status === 'new' ? '[*]' : status);
const over = Object.keys(statuses).filter(
  (status) => edges.some(({ to }) => to === status) && !edges.some(({ from }) => from === status),
);
const present = Object.entries(statuses).filter(([status]) =>
  edges.some(({ from, to }) => from === status || to === status),
);

/** The whole page. */
export const lifecyclePage = (): string =>
  [
    '# The life of a lead',
    '',
    'What status a lead can have, and every way from one to another. `statusGraph` of `fairlead/events` is the same as data.',
    '`tick` stands for whatever falls due: a milestone, a retry, the end of a rest; any input performs what is due before it. An input',
    'that fits no way out of the status changes nothing, and `ignored` says why. `merge`, `pause` and `resume` change no status, `accept` and `respond` that of an offered lead only.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...edges.map(({ from, to, by }) => `  ${node(from)} --> ${to}: ${by.join(', ')}`),
    ...over.map((status) => `  ${status} --> [*]`),
    '```',
    '',
    '| status | means |',
    '|---|---|',
    ...present.map(([status, means]) => `| \`${status}\` | ${means} |`),
    '',
    '| from | to | by | when |',
    '|---|---|---|---|',
    ...edges.map(
      ({ from, to, by, when }) =>
        `| ${from === 'new' ? '–' : `\`${from}\``} | \`${to}\` | ${by.map((one) => `\`${one}\``).join(', ')} | ${when} |`,
    ),
    '',
    'Made by `npm run docs:events` from `src/events/status-graph.ts`; `test/property/status-graph.test.ts` holds it against random histories.',
    '',
  ].join('\n');
