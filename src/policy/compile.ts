import { buildRuleIndex } from '../condition/index.js';
import { err, ok, type Result } from '../core/result.js';
import { dayMs, minuteMs } from '../core/time.js';
import { leadReader } from '../lead/index.js';
import { compileRoster, leadTest } from '../match/index.js';
import { compileScoring } from '../score/index.js';
import { compileTargets } from '../sla/index.js';
import { checkCalendars } from './checks/check-calendars.js';
import { checkIds } from './checks/check-ids.js';
import { checkQueues } from './checks/check-queues.js';
import { checkReferences } from './checks/check-references.js';
import { checkExtensions, checkReps } from './checks/check-reps.js';
import { checkRules } from './checks/check-rules.js';
import { checkSlas } from './checks/check-slas.js';
import { compileLedgers, compileQueue } from './compile-queues.js';
import { compileCalendars, compileReps, type ZonedCalendar } from './compile-reps.js';
import { compileTeamLedgers } from './compile-teams.js';
import type { CompiledPolicy, CompiledSla, CompiledTrack, SlaTargets } from './compiled.js';
import type { Diagnostic, Report } from './diagnostic.js';
import type { Extensions } from './extensions.js';
import { fingerprintOf, ownPolicy } from './fingerprint-of.js';
import { findUnreadable } from './measure.js';
import { makeRouter, type Router } from './router.js';
import { policyShape } from './shape/policy-shape.js';
import { type SoundRules, soundRules } from './sound-rules.js';
import type { Policy, PolicyDocument, Sla, SlaTier, Track } from './types.js';

const tierMinutes = (tier: SlaTier, targetId: string): number | undefined =>
  Object.hasOwn(tier, targetId) ? (tier[targetId] as { readonly minutes: number }).minutes : undefined;

function slaTargets(sla: Sla, minutesOf: (targetId: string) => number | undefined): SlaTargets {
  const all = compileTargets(sla.targets, minutesOf);
  return {
    targets: all.filter(({ until }) => until !== 'assign'),
    delivery: all.filter(({ until }) => until === 'assign'),
  };
}

const compileSla = (sla: Sla): CompiledSla => ({
  spec: sla,
  tiers: (sla.tiers ?? []).map((tier) => ({
    applies: leadTest(tier.when),
    ...slaTargets(sla, (targetId) => tierMinutes(tier, targetId)),
  })),
  ...slaTargets(sla, () => undefined),
});

const compileTrack = (track: Track, calendars: ReadonlyMap<string, ZonedCalendar>): CompiledTrack => ({
  spec: track,
  coolDown: track.coolDownDays * dayMs,
  coolDownOpen:
    track.coolDownOpen === undefined
      ? null
      : {
          calendar: calendars.get(track.coolDownOpen.calendarId)!.calendar,
          duration: track.coolDownOpen.minutes * minuteMs,
        },
  back: track.backWhen === undefined ? null : leadTest(track.backWhen),
});

/** Null where a limit was exceeded that shows only now; the report says which. */
function compilePolicy(policy: Policy, extensions: Extensions, report: Report): CompiledPolicy | null {
  const calendars = compileCalendars(policy, extensions);
  const reps = compileReps(policy, calendars, extensions);
  const repIndex = new Map(reps.map(({ spec }, index) => [spec.id, index]));
  const sources = { reps, repIndex, calendars, extensions, report };
  const ledgers = compileLedgers(policy, sources);
  const teamLedgers = compileTeamLedgers(policy, report);
  if (ledgers === null || teamLedgers === null) return null;
  return {
    roster: compileRoster(reps, extensions.filters ?? []),
    repIndex,
    ledgers,
    teamLedgers,
    queues: new Map(policy.queues.map((queue) => [queue.id, compileQueue(queue, ledgers, teamLedgers, sources)])),
    rules: policy.rules,
    ruleIndex: buildRuleIndex(
      policy.rules.map((rule) => rule.when),
      leadReader,
    ),
    scoring: compileScoring(policy),
    bothOpen: new Map(),
    slas: new Map((policy.slas ?? []).map((sla) => [sla.id, compileSla(sla)])),
    tracks: new Map((policy.recycling?.tracks ?? []).map((track) => [track.id, compileTrack(track, calendars)])),
  };
}

/** Codes of problems inside a value whose own shape is right. */
const inner: ReadonlySet<string> = new Set(['policy.condition', 'policy.calendar']);

/** @param sound - the policy's rules where nothing is wrong with them by themselves */
function checkPolicy(
  policy: Policy,
  sound: SoundRules | null,
  extensions: Extensions,
  report: Report,
  misshapen: () => boolean,
): void {
  // one sound rule stands for all of them
  const rest = sound === null ? policy : { ...policy, rules: sound.rules.slice(0, 1) };
  const unreadable = findUnreadable(policy, rest, sound?.valuesMax);
  if (unreadable !== null) return report.error(unreadable.code, unreadable.path, unreadable.message);
  policyShape(rest, [], report);
  if (misshapen()) return;
  checkIds(policy, report);
  checkReferences(policy, report);
  checkCalendars(policy, extensions, report);
  checkRules(policy, report);
  checkQueues(policy, report);
  checkSlas(policy, report);
  checkReps(policy, report);
  checkExtensions(policy, extensions, report);
}

const failed = (found: readonly Diagnostic[]): boolean => found.some(({ severity }) => severity === 'error');

const errorsFirst = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
  [...found].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));

/**
 * Checks a policy and makes it ready to route with. Lists everything that is wrong at once, and never throws on data.
 *
 * @param policy - plain JSON; anything else gives diagnostics
 * @param extensions - filters and strategies that the policy names, and the source of time zones
 * @returns the router, with doubtful points in `warnings`; or the diagnostics, of which at least one is an error
 * @example
 * compile({ behavior: 1, reps: [], queues: [], rules: [] }).ok; //=> false
 */
export function compile(policy: PolicyDocument, extensions: Extensions = {}): Result<Router, readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  const add =
    (severity: Diagnostic['severity']): Report['error'] =>
    (code, path, message) => {
      // the path may be a trail that goes on from here
      found.push({ severity, code, path: [...path], message });
    };
  const report: Report = { error: add('error'), warning: add('warning') };
  // conditions and calendars may be wrong inside; everything else must have its shape before the rest can be read
  const misshapen = (): boolean => found.some(({ severity, code }) => severity === 'error' && !inner.has(code));
  const sound = soundRules(policy);
  const read = sound === null ? (policy as Policy) : { ...(policy as Policy), rules: sound.rules };
  checkPolicy(read, sound, extensions, report, misshapen);
  if (failed(found)) return err(errorsFirst(found));
  // a copy of its own: what the caller does to the document afterwards changes no decision
  const own = ownPolicy(read, sound?.rules ?? null);
  const compiled = compilePolicy(own.policy, extensions, report);
  if (compiled === null) return err(errorsFirst(found));
  return ok(makeRouter(own.policy, fingerprintOf(own, extensions), found, compiled));
}
