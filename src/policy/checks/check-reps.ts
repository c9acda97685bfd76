import type { Cap, Rep } from '../../match/index.js';
import { type Path, quote, type Report } from '../diagnostic.js';
import type { Extensions } from '../extensions.js';
import type { Policy, Queue, Tier } from '../types.js';

function checkCaps(caps: readonly Cap[], path: Path, report: Report): void {
  const ids = new Set<string>();
  for (const [row, { id, when }] of caps.entries()) {
    const place = [...path, row, 'id'];
    if (id === undefined && when !== undefined) {
      report.error('policy.shape', place, 'expected an id, because the cap has a `when`');
    }
    if (id === undefined) continue;
    if (ids.has(id)) report.error('policy.duplicate_id', place, `${quote(id)} is used twice`);
    ids.add(id);
  }
}

function checkRep(rep: Rep, path: Path, report: Report): void {
  if (rep.ramp !== undefined && rep.startsAt === undefined) {
    report.error('policy.shape', [...path, 'startsAt'], 'expected the first day, because there is a `ramp`');
  }
  for (const [row, { from, to }] of (rep.leave ?? []).entries()) {
    if (to >= from.slice(0, to.length)) continue;
    report.error(
      'policy.shape',
      [...path, 'leave', row, 'to'],
      `expected an end after ${quote(from)}, found ${quote(to)}`,
    );
  }
  checkCaps(rep.caps ?? [], [...path, 'caps'], report);
}

/** What the shape of one value cannot say of reps: dates in order, caps that are named. */
export function checkReps(policy: Policy, report: Report): void {
  for (const [index, rep] of policy.reps.entries()) checkRep(rep, ['reps', index], report);
}

/** Each member of the queue is in one tier. */
function checkTiers(repIds: readonly string[], tiers: readonly Tier[], path: Path, report: Report): void {
  const rest = new Set(repIds);
  for (const [row, tier] of tiers.entries()) {
    for (const [place, repId] of tier.repIds.entries()) {
      if (rest.delete(repId)) continue;
      const stranger = !repIds.includes(repId);
      const message = stranger ? 'is not a member of the queue' : 'is in two tiers';
      const code = stranger ? 'policy.unknown_id' : 'policy.duplicate_id';
      report.error(code, [...path, 'tiers', row, 'repIds', place], `${quote(repId)} ${message}`);
    }
  }
  for (const repId of rest) report.error('policy.shape', [...path, 'tiers'], `member ${quote(repId)} is in no tier`);
}

/** What a fair share cannot have at once, and teams that members belong to. */
function checkFairShare(
  { repIds, strategy }: Queue,
  teamOf: ReadonlyMap<string, string | undefined>,
  path: Path,
  report: Report,
): void {
  if (strategy.type !== 'fair_share') return;
  const { teams, makeUp = 'none', ledgers = [] } = strategy;
  if (makeUp !== 'none' && ledgers.length > 1) {
    report.error('policy.shape', [...path, 'makeUp'], 'expected one ledger, because absence is made up for');
  }
  if (teams === undefined) return;
  if (makeUp !== 'none' || ledgers.length > 1) {
    report.error('policy.shape', [...path, 'teams'], 'expected one ledger and no make-up beside teams');
  }
  const ids = teams.map(({ id }) => id);
  for (const [row, id] of ids.entries()) {
    if (ids.indexOf(id) === row) continue;
    report.error('policy.duplicate_id', [...path, 'teams', row, 'id'], `${quote(id)} is listed twice`);
  }
  for (const repId of repIds) {
    if (ids.includes(teamOf.get(repId) ?? '')) continue;
    report.error(
      'policy.shape',
      [...path, 'teams'],
      `member ${quote(repId)} is in none of the teams: give its \`teamId\``,
    );
  }
}

/** Custom strategies that queues name were given, and no two filters go by one id. */
export function checkExtensions(policy: Policy, { strategies = [], filters = [] }: Extensions, report: Report): void {
  for (const [index, { id }] of filters.entries()) {
    if (filters.findIndex((other) => other.id === id) === index) continue;
    report.error('policy.duplicate_id', [], `two filters have the id ${quote(id)}`);
  }
  const given = new Set(strategies.map(({ id }) => id));
  const teamOf = new Map(policy.reps.map(({ id, teamId }) => [id, teamId]));
  for (const [index, queue] of policy.queues.entries()) {
    const { strategy, repIds } = queue;
    checkFairShare(queue, teamOf, ['queues', index, 'strategy'], report);
    if (strategy.type === 'priority_tiers') checkTiers(repIds, strategy.tiers, ['queues', index, 'strategy'], report);
    if (strategy.type !== 'custom' || given.has(strategy.strategyId)) continue;
    const path = ['queues', index, 'strategy', 'strategyId'];
    report.error('policy.unknown_id', path, `no strategy ${quote(strategy.strategyId)} was given to \`compile\``);
  }
}
