/** Section 3 for one rep: what the rep may do with a lead at an instant. */
import type { ScoredLead } from '../../src/lead/index.js';
import type { Policy, Queue, Rep, Requirement } from '../../src/policy/index.js';
import { holds } from './reference-lead.js';
import { day, isOpen, leaveOf, minute, nextOpen, periodOf } from './reference-time.js';

export interface RepState {
  open: number;
  online: boolean;
  /** Per cap: the start of the calendar period each assignment counts in, or its instant where the window rolls. */
  counted: number[][];
  /** Per cap: open offers that will count if accepted. */
  offered: number[];
}
export interface Verdict {
  readonly type: 'eligible' | 'unavailable' | 'ineligible';
  readonly code: string | null;
  readonly until: number | null;
}
/** What of a lead's past matters to a verdict. */
export interface Past {
  readonly joinedAt: number;
  readonly excluded: readonly string[];
  readonly declined: readonly string[];
}
const rollingMs = { hour: 60 * minute, day, week: 7 * day, month: 30 * day };

export const calendarOf = (policy: Policy, id: string | undefined) => policy.calendars?.find((one) => one.id === id);
export const zoneOf = (policy: Policy, rep: Rep): string => calendarOf(policy, rep.calendarId)?.timeZone ?? 'UTC';

/** Index of the step that applies, and when it ends. */
export function stepOf(queue: Queue, joinedAt: number, now: number): { index: number; endsAt: number | null } {
  let endsAt = joinedAt;
  const steps = queue.requirements ?? [];
  for (const [index, step] of steps.entries()) {
    endsAt += (step.forMinutes ?? 0) * minute;
    if (index < steps.length - 1 && now < endsAt) return { index, endsAt };
  }
  return { index: steps.length - 1, endsAt: null };
}

export function isMet(need: Requirement, rep: Rep, lead: ScoredLead): boolean {
  if ('skill' in need) return (rep.skills?.[need.skill] ?? 0) >= (need.min ?? 1);
  if ('seniority' in need) return (rep.seniority ?? 0) >= need.seniority;
  if ('tag' in need) return (rep.tags ?? []).includes(need.tag);
  if ('industry' in need) {
    const wanted = need.industry === 'lead' ? lead.industry : need.industry;
    return wanted === null || (rep.industries ?? []).includes(wanted);
  }
  if ('product' in need) {
    const wanted = need.product === 'lead' ? lead.products : [need.product];
    return wanted.length === 0 || wanted.some((product) => (rep.products ?? []).includes(product));
  }
  if ('language' in need) {
    const wanted = (need.language === 'lead' ? lead.language : need.language)?.toLowerCase();
    const fits = (tag: string): boolean => `${tag}-`.startsWith(`${wanted}-`) || `${wanted}-`.startsWith(`${tag}-`);
    return wanted === undefined || (rep.languages ?? []).some((tag) => fits(tag.toLowerCase()));
  }
  const plain = (text: string | null): string => (text ?? '').replaceAll(' ', '').toLowerCase();
  return (rep.territories ?? []).some(
    ({ country, region, postalPrefix }) =>
      (country === undefined || country === lead.country) &&
      (region === undefined || region === lead.region) &&
      (postalPrefix === undefined ||
        (lead.postalCode !== null && plain(lead.postalCode).startsWith(plain(postalPrefix)))),
  );
}

/** The period an assignment at `now` counts in: never an earlier one than was counted last. */
export function capPeriod(
  policy: Policy,
  rep: Rep,
  cap: number,
  state: RepState,
  now: number,
): readonly [number, number] {
  const { per } = rep.caps![cap]!;
  return periodOf(per, zoneOf(policy, rep), Math.max(now, ...state.counted[cap]!));
}

function capVerdict(policy: Policy, rep: Rep, state: RepState, lead: ScoredLead, now: number): Verdict | null {
  for (const [index, { per, max, window, when }] of (rep.caps ?? []).entries()) {
    if (!holds(when, lead)) continue;
    const counted = state.counted[index]!;
    const [from, to] =
      window === 'rolling' ? [now - rollingMs[per] + 1, null] : capPeriod(policy, rep, index, state, now);
    const inside = counted.filter((at) => at >= from).sort((a, b) => a - b);
    const room = max - state.offered[index]!;
    if (inside.length < room) continue;
    const oldest = room > 0 ? inside[inside.length - room] : undefined;
    const freedAt = oldest === undefined ? null : oldest + rollingMs[per];
    return { type: 'unavailable', code: 'match.at_cap', until: window === 'rolling' ? freedAt : room <= 0 ? null : to };
  }
  return null;
}

/** Capacity units of a lead in a queue. */
export const unitsOf = ({ units, unitsWhen }: Queue, lead: ScoredLead): number =>
  unitsWhen?.find(({ when }) => holds(when, lead))?.units ?? units ?? 1;

export type Ignorable = 'requirements' | 'shift';
/** The first row of the table in section 3 that applies. */
export function verdictOf(
  policy: Policy,
  queue: Queue,
  rep: Rep,
  state: RepState,
  lead: ScoredLead,
  past: Past,
  now: number,
  ignored?: Ignorable,
): Verdict {
  const no = (code: string, until: number | null = null): Verdict => ({ type: 'unavailable', code, until });
  if (ignored !== 'requirements') {
    if (past.excluded.includes(rep.id)) return { ...no('match.excluded_owner'), type: 'ineligible' };
    const step = queue.requirements?.[stepOf(queue, past.joinedAt, now).index];
    const unmet = step?.all.find((need) => holds(need.when, lead) && !isMet(need, rep, lead));
    const code = unmet && 'skill' in unmet ? 'match.skill_missing' : 'match.requirement_unmet';
    if (unmet !== undefined) return { ...no(code), type: 'ineligible' };
    if (past.declined.includes(rep.id)) return no('match.already_declined');
  }
  const zone = zoneOf(policy, rep);
  const leave = leaveOf(rep, zone).find(([from, to]) => now >= from && now < to);
  if (leave !== undefined) return no('match.on_leave', leave[1]);
  const calendar = calendarOf(policy, rep.calendarId);
  if (ignored !== 'shift' && !isOpen(calendar, now)) return no('match.off_shift', nextOpen(calendar, now));
  if (!state.online) return no('match.offline');
  const capped = capVerdict(policy, rep, state, lead, now);
  if (capped !== null) return capped;
  const full = state.open + unitsOf(queue, lead) > (rep.capacity ?? Number.POSITIVE_INFINITY);
  return full ? no('match.at_capacity') : { type: 'eligible', code: null, until: null };
}
