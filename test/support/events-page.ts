// docs/events.md, made from the table in src/events/event-guide.ts.
import { type Audience, eventGuide } from '../../src/events/index.js';
import type { EventType } from '../../src/index.js';

const names: { readonly [audience in Audience]: string } = {
  rep: 'the rep (`repId`)',
  manager: 'whoever leads the reps',
  lead: 'the person behind the lead',
  marketing: 'marketing',
  named: 'those in `to`',
};

const rows = Object.entries(eventGuide) as readonly (readonly [EventType, (typeof eventGuide)[EventType]])[];

const toldLine = ([type, { tell, say, means }]: (typeof rows)[number]): string =>
  `| \`${type}\` | ${means} | ${tell.map((audience) => names[audience]).join(', ')} | ${say} |`;

const restLine = ([type, { means }]: (typeof rows)[number]): string => `| \`${type}\` | ${means} |`;

const intro = `# Events

\`route\`, \`advance\` and the others return what happened as events: plain JSON, in the past tense, numbered by \`seq\` without a gap
within one state. Folding them gives state and record; sending them on tells people. \`fairlead/events\` has what that needs:

\`\`\`ts
import { compileOrThrow, initialState, route } from 'fairlead';
import { describeEvent, eventGuide, toCloudEvent } from 'fairlead/events';
import { normalizeLead } from 'fairlead/normalize';

const router = compileOrThrow({
  behavior: 1,
  reps: [{ id: 'ana' }, { id: 'bo' }],
  queues: [{ id: 'smb', repIds: ['ana', 'bo'], strategy: { type: 'fair_share' } }],
  rules: [{ id: 'everyone', when: true, then: { queueId: 'smb' } }],
});
const { events } = route(router, initialState(router), normalizeLead({ id: 'l-1' }), 1_780_000_000_000);

events.map(describeEvent);
//=> ['lead \`l-1\` comes in and falls under rule \`everyone\`', '\`bo\`, who is owed most, gets lead \`l-1\` in \`smb\`']
eventGuide.lead_assigned.tell; //=> ['rep']
const { data, ...envelope } = toCloudEvent(events[1]!, { source: '/crm/routing', scope: 'team-a' });
envelope;
//=> { specversion: '1.0', id: 'team-a:2', source: '/crm/routing', type: 'fairlead.lead_assigned', subject: 'l-1',
//     time: '2026-05-28T20:26:40Z', datacontenttype: 'application/json' }
data === events[1]; //=> true
\`\`\`

**Told once.** An event happens once, also when ticks come late, twice or out of order. \`source\` and \`id\` of the envelope name it for
ever, so that a receiver can drop what is delivered twice. Send from an outbox: \`Store.events(scope, afterSeq, limit)\` gives what
was committed, in order.

**What is inside.** \`data\` is the event as it is stored. \`lead_received\`, \`lead_returned\` and \`lead_merged\` carry the lead, with whatever personal data it
has; no other event names a value of one of its fields, except the type of an activity. Reasons that people typed in stand as they were given.

`;

/** The whole page. */
export const eventsPage = (): string =>
  [
    `${intro}## Events that somebody should hear of`,
    '',
    '| event | what happened | whom to tell | what |',
    '|---|---|---|---|',
    ...rows.filter(([, { tell }]) => tell.length > 0).map(toldLine),
    '',
    '## All other events',
    '',
    '| event | what happened |',
    '|---|---|',
    ...rows.filter(([, { tell }]) => tell.length === 0).map(restLine),
    '',
    'Tables made by `npm run docs:events` from `src/events/event-guide.ts`.',
    '',
  ].join('\n');
