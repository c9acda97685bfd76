import { formatInstant } from '../core/civil.js';
import type { Reason, ReasonCode, ReasonParams } from '../core/reason.js';
import type { EpochMs } from '../core/time.js';

type Message<C extends ReasonCode> = (params: ReasonParams[C]) => string;

const since = (at: EpochMs | null, word: string): string => (at === null ? '' : `, ${word} ${formatInstant(at)}`);

/** One English text per reason code: lower case, on one line, user text in backticks. */
export const messages: { readonly [C in ReasonCode]: Message<C> } = {
  'lead.invalid_field': ({ field, expected }) => `field \`${field}\` cannot be used: expected ${expected}`,
  'lead.duplicate': ({ ofLeadId }) => `the same person as lead \`${ofLeadId}\``,
  'lead.disqualified': ({ ruleId }) => `rule \`${ruleId}\` says so`,
  'match.requirement_unmet': ({ requirement }) => `does not meet: ${requirement}`,
  'match.skill_missing': ({ skill, needed, has }) => `skill \`${skill}\` at level ${has}, needed ${needed}`,
  'match.off_shift': ({ nextShiftAt }) => `off shift${since(nextShiftAt, 'next')}`,
  'match.on_leave': ({ until }) => `on leave${since(until, 'until')}`,
  'match.offline': () => 'offline',
  'match.at_capacity': ({ open, capacity }) => `at capacity ${open}/${capacity}`,
  'match.at_cap': ({ per, count, cap, resetsAt }) => `at cap ${count}/${cap} per ${per}${since(resetsAt, 'resets')}`,
  'match.excluded_owner': ({ since: at }) => `lost this lead${since(at, 'at')}`,
  'match.overdrawn': ({ owedMilli, overdraftMilli }) =>
    `would be ${-owedMilli / 1_000} leads ahead, overdraft ${overdraftMilli / 1_000}`,
  'match.already_declined': ({ at }) => `declined${since(at, 'at')}`,
  'match.custom': ({ filterId, message }) => `filter \`${filterId}\`: ${message}`,
  'input.ignored': ({ type, because }) => `\`${type}\` ignored: ${because}`,
  'clock.went_back': ({ given, readAs }) =>
    `the clock went back to ${formatInstant(given)}, read as ${formatInstant(readAs)}`,
  'rule.faulted': ({ ruleId, message }) => `\`${ruleId}\` threw and was skipped: ${message}`,
};

/** What a count of reps with this reason is called: `3 off shift`. */
export const counted: { readonly [C in ReasonCode]: string } = {
  'lead.invalid_field': 'with a field that cannot be used',
  'lead.duplicate': 'duplicate',
  'lead.disqualified': 'disqualified',
  'match.requirement_unmet': 'not meeting a requirement',
  'match.skill_missing': 'lacking a skill',
  'match.off_shift': 'off shift',
  'match.on_leave': 'on leave',
  'match.offline': 'offline',
  'match.at_capacity': 'at capacity',
  'match.at_cap': 'at a cap',
  'match.excluded_owner': 'excluded as an earlier owner',
  'match.overdrawn': 'overdrawn',
  'match.already_declined': 'declined',
  'match.custom': 'refused by a filter',
  'input.ignored': 'ignored',
  'clock.went_back': 'with a clock that went back',
  'rule.faulted': 'faulted',
};

/** One reason as text. */
export const explainReason = (reason: Reason): string => (messages[reason.code] as (params: Reason) => string)(reason);
