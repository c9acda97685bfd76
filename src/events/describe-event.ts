import { formatInstant } from '../core/civil.js';
import { oneLine } from '../core/text.js';
import type { EpochMs } from '../core/time.js';
import { explainReason } from '../explain/index.js';
import type { Cause, EventType, RevokeCause, RoutingEvent } from '../router/index.js';

type Sentence<T extends EventType> = (event: RoutingEvent<T>) => string;

const after: { readonly [cause in Cause]: string } = {
  route: '',
  retry: ' after waiting',
  breach: ' after a breach',
  decline: ' after a decline',
  release: ' after being released',
  manual: ' by hand',
  back: ' after its rest',
  accept: ' by accepting it',
  lapse: ' after an offer ran out',
};

type Picked = Exclude<RoutingEvent<'lead_assigned'>['method'], 'manual' | 'accepted'>;

const because: { readonly [method in Picked]: string } = {
  sole: 'the only one eligible',
  deficit: 'who is owed most',
  quota_guard: 'who would otherwise fall a lead behind first',
  deadline: 'who is due soonest',
  least_load: 'who has the least open work',
  best_match: 'who fits best among those owed about as much',
  ledgers: 'who is owed most over several ledgers',
  sticky: 'whose key it has',
  batch: 'as planned for the batch',
  custom: 'as the custom strategy picks',
  owner: 'its owner',
  earliest_owner: 'who had it first, since nobody new can take it',
};

const ordinals: { readonly [round: number]: string } = { 2: 'nd', 3: 'rd' };

const revoked: { readonly [cause in RevokeCause]: string } = {
  accept: 'somebody else accepted',
  manual: 'assigned by hand',
  release: 'released',
  reject: 'rejected',
  nurture: 'put to rest',
  recycle: 'put to rest',
  close: 'closed',
};

const list = (repIds: readonly string[]): string => repIds.map((repId) => `\`${repId}\``).join(', ');
const one = (text: string): string => oneLine(text).trim();
const why = (text: string | null): string => (text === null || one(text) === '' ? '' : `: ${one(text)}`);
const until = (at: EpochMs | null, otherwise: string): string => (at === null ? otherwise : formatInstant(at));

/** The earliest instant at which something falls due. */
function firstDue(due: RoutingEvent<'lead_assigned'>['due']): EpochMs | null {
  const all = due.flat().filter((at): at is EpochMs => at !== null);
  return all.length === 0 ? null : all.reduce((a, b) => Math.min(a, b));
}

const leads = (milli: number): string => {
  const size = Math.abs(milli);
  const rest = String(size % 1_000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${Math.floor(size / 1_000)}${rest === '' ? '' : `.${rest}`}`;
};

const having = (repId: string | null): string => (repId === null ? ', which nobody has' : `, with \`${repId}\``);

const sentences: { readonly [T in EventType]: Sentence<T> } = {
  lead_received: ({ leadId, ruleId }) =>
    `lead \`${leadId}\` comes in${ruleId === null ? ' and cannot be routed' : ` and falls under rule \`${ruleId}\``}`,
  lead_returned: ({ leadId, ruleId }) =>
    `lead \`${leadId}\` comes back${ruleId === null ? '' : ` and falls under rule \`${ruleId}\``}`,
  lead_assigned: ({ leadId, repId, queueId, cause, method, by, due }) => {
    const first = firstDue(due);
    const hand = by === null ? '' : ` (\`${one(by)}\`)`;
    const next = first === null ? '' : `; next due ${formatInstant(first)}`;
    const picked = method === 'manual' || method === 'accepted' ? '' : `, ${because[method]},`;
    return `\`${repId}\`${picked} gets lead \`${leadId}\` in \`${queueId}\`${after[cause]}${hand}${next}`;
  },
  lead_offered: ({ leadId, repIds, queueId, cause, round, expiresAt }) => {
    const last = expiresAt.reduce((a, b) => Math.max(a, b), 0);
    const times = round === 1 ? '' : `, for the ${round}${ordinals[round] ?? 'th'} time`;
    return `lead \`${leadId}\` is offered to ${list(repIds)} in \`${queueId}\`${after[cause]}${times}, until ${formatInstant(last)}`;
  },
  offer_declined: ({ leadId, repId, because: given }) =>
    `\`${repId}\` declines the offer of lead \`${leadId}\`${why(given)}`,
  offer_lapsed: ({ leadId, repId }) => `\`${repId}\` lets the offer of lead \`${leadId}\` run out`,
  offers_revoked: ({ leadId, repIds, cause }) =>
    `the offer of lead \`${leadId}\` to ${list(repIds)} ends: ${revoked[cause]}`,
  offers_exhausted: ({ leadId, queueId, rounds }) =>
    `everybody in \`${queueId}\` was asked ${rounds === 1 ? 'once' : `${rounds} times`} and nobody took lead \`${leadId}\``,
  lead_held: ({ leadId, queueId, retryAt, awaitedOwner, afterHours }) => {
    const whom = awaitedOwner === null ? 'somebody free' : `its owner \`${awaitedOwner.repId}\``;
    const closed = afterHours ? ', after hours' : '';
    return `lead \`${leadId}\` waits in \`${queueId}\` for ${whom}${closed}; next try ${until(retryAt, 'when a rep comes free')}`;
  },
  lead_rejected: ({ leadId, reason, disposition, because: given }) =>
    `lead \`${leadId}\` is ${disposition === 'duplicate' ? 'a duplicate' : 'rejected'}${
      reason === null ? why(given) : `: ${explainReason(reason)}`
    }`,
  lead_nurtured: ({ leadId, at, track, wakeAt, restUntil, because: given }) => {
    const where = track === null ? '' : ` on track \`${track}\``;
    const rest = restUntil === null || restUntil <= at ? '' : `, at least until ${formatInstant(restUntil)}`;
    const back = wakeAt === null && restUntil !== null ? ', until something brings it back' : '';
    return `lead \`${leadId}\` rests${where}${rest}${back}${why(given)}`;
  },
  lead_taken_back: ({ leadId, repId, cause, because: given }) =>
    `\`${repId}\` loses lead \`${leadId}\`${after[cause]}${why(given)}`,
  lead_declined: ({ leadId, repId, because: given }) => `\`${repId}\` declines lead \`${leadId}\`${why(given)}`,
  declines_forgotten: ({ leadId }) => `everybody has declined lead \`${leadId}\`: all are asked again`,
  lead_accepted: ({ leadId, repId }) => `\`${repId}\` accepts lead \`${leadId}\``,
  lead_responded: ({ leadId, repId }) => `\`${repId}\` answers lead \`${leadId}\``,
  attempt_recorded: ({ leadId, repId, targetId, attempts, left }) =>
    `attempt ${attempts} of \`${repId}\` on lead \`${leadId}\` for \`${targetId}\`, ${left} to go`,
  lead_merged: ({ leadId }) => `lead \`${leadId}\` takes on what a duplicate adds`,
  activity_recorded: ({ leadId, activity }) => `activity \`${one(activity.type)}\` on lead \`${leadId}\``,
  sla_reminded: ({ leadId, repId, targetId }) => `\`${repId}\` is reminded of \`${targetId}\` of lead \`${leadId}\``,
  sla_notified: ({ leadId, repId, targetId, to }) =>
    `${to.map((name) => `\`${one(name)}\``).join(', ')} are told of \`${targetId}\` of lead \`${leadId}\`${having(repId)}`,
  sla_escalated: ({ leadId, repId, targetId, to }) => {
    const manager = to === undefined ? 'the manager' : `manager \`${one(to)}\``;
    return `\`${targetId}\` of lead \`${leadId}\`${having(repId)}, goes to ${manager}`;
  },
  sla_switched_off: ({ leadId, repId, targetId }) =>
    `\`${repId}\` is to be offline, for \`${targetId}\` of lead \`${leadId}\``,
  sla_breached: ({ leadId, repId, targetId }) =>
    repId === null
      ? `nobody has lead \`${leadId}\` by the end of \`${targetId}\``
      : `\`${repId}\` misses \`${targetId}\` of lead \`${leadId}\``,
  sla_paused: ({ leadId }) => `the clocks of lead \`${leadId}\` stand still`,
  sla_resumed: ({ leadId }) => `the clocks of lead \`${leadId}\` run again`,
  lead_closed: ({ leadId, outcome, value }) =>
    `lead \`${leadId}\` is closed: ${outcome}${value === null ? '' : `, worth ${value}`}`,
  credit_posted: ({ queueId, repId, leadsMilli, reason, by, expiresAt }) => {
    const word = leadsMilli < 0 ? 'less' : 'more';
    const end = expiresAt === null ? '' : `, until ${formatInstant(expiresAt)}`;
    return `\`${repId}\` is owed ${leads(leadsMilli)} leads ${word} in \`${queueId}\` (\`${one(by)}\`)${end}${why(reason)}`;
  },
  credit_expired: ({ repId, credit }) => `the credit of \`${repId}\` from event ${credit} has run out`,
  rep_switched: ({ repId, online }) => `\`${repId}\` goes ${online ? 'online' : 'offline'}`,
};

/**
 * An event as one English sentence: who, what, why. Ids, reasons given and instants in UTC, on one line; no field
 * values of the lead. An event of a type that this version does not know, as a newer one may write, is told by its type.
 *
 * @example
 * describeEvent(events[1]!); //=> '`ana`, who is owed most, gets lead `l-7` in `smb`'
 */
export const describeEvent = (event: RoutingEvent): string =>
  Object.hasOwn(sentences, event.type)
    ? (sentences[event.type] as Sentence<EventType>)(event)
    : describeUnknown(event as { readonly [member: string]: unknown });

const describeUnknown = ({ type, leadId, repId }: { readonly [member: string]: unknown }): string => {
  const lead = typeof leadId === 'string' && leadId !== '' ? ` of lead \`${leadId}\`` : '';
  const rep = typeof repId === 'string' ? ` with \`${repId}\`` : '';
  return `an event${lead}${rep} of a type that this version does not know: \`${one(String(type))}\``;
};
