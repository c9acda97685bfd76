import { assert } from '../core/assert.js';
import { limits } from '../core/limits.js';
import type { Reason } from '../core/reason.js';
import type { EpochMs } from '../core/time.js';
import { type CompiledQueue, compiledOf, type Router } from '../policy/index.js';
import { closeDraft, type Draft, openDraft, readLedger } from './draft.js';
import type { RoutingEvent } from './event.js';
import { expireCredits } from './expire-credits.js';
import { assertBelongs } from './route.js';
import { emit, type Run, startRun } from './run.js';
import type { RoutingState } from './state.js';

/** A correction: a rep is owed more, or less, than the ledger says. */
export interface CreditRequest {
  readonly queueId: string;
  readonly repId: string;
  /** Leads that the rep is owed more, with at most three decimals; below 0: less. Points where the ledger counts those. */
  readonly leads: number;
  readonly reason: string;
  readonly by: string;
  /** When it is taken back; null: never. */
  readonly expiresAt: EpochMs | null;
  /** Ids of ledgers of the queue's strategy; default: those that count every lead, as the first does. */
  readonly ledgers?: readonly string[];
}

/** Beyond this, one more lead could take a balance out of the safe integers. */
const balanceMax = 4_503_599_627_370_496;

function refusal({ draft }: Run, ledgerIds: readonly string[], before: Draft): string | null {
  const balanceOf = (of: Draft, ledgerId: string): readonly number[] => readLedger(of, ledgerId).balance;
  if (draft.credits.length > limits.creditsMax) return `${limits.creditsMax} credits have not run out yet`;
  if (ledgerIds.some((id) => balanceOf(draft, id).some((units) => Math.abs(units) > balanceMax)))
    return 'the balance would be too large';
  // a queue's ledgers have one unit and the same members: a credit changes all of them or none
  const [id] = ledgerIds as readonly [string];
  const old = balanceOf(before, id);
  return balanceOf(draft, id).every((units, index) => units === old[index]) ? 'nobody else shares the ledger' : null;
}

/** The ledgers of a queue that a credit corrects. */
function ledgersOf({ spec, ledgers }: CompiledQueue, names: readonly string[] | undefined): readonly string[] {
  const rows = spec.strategy.type === 'fair_share' ? (spec.strategy.ledgers ?? []) : [];
  for (const name of names ?? []) {
    assert(
      rows.some(({ id }) => id === name),
      `queue \`${spec.id}\` has no ledger \`${name}\``,
    );
  }
  assert(names === undefined || names.length > 0, 'expected the id of a ledger, found none');
  const { measure } = ledgers[0]!;
  const like = (index: number): boolean => rows[index]?.when === undefined && ledgers[index]!.measure === measure;
  return ledgers.flatMap(({ ledger }, index) =>
    (names === undefined ? like(index) : names.includes(rows[index]!.id)) ? [ledger.id] : [],
  );
}

/**
 * Corrects a queue's ledger: the rep is owed so much more, and the other members so much less together, by their
 * weights. At `expiresAt` it is taken back to the unit, by the first decision or credit at or after it. Balances go on
 * summing to 0. With several ledgers those that count every lead are corrected, or those that are named; in a queue
 * with tiers or teams, those of the rep's tier or team give.
 *
 * @param request - at most 1,000 leads either way, and 1,000 credits at a time that have yet to run out
 * @returns the events and the state after them; `ignored` says why nothing was posted
 * @throws Error for a queue or rep that the policy does not have, a rep who is not in the queue, or `leads` that are 0,
 *   too many or finer than a thousandth
 * @example
 * const request = { queueId: 'pool', repId: 'ana', leads: 1.5, reason: 'bad data', by: 'kim', expiresAt: null };
 * credit(router, state, request, now).events[0]?.type; //=> 'credit_posted'
 */
export function credit(
  router: Router,
  state: RoutingState,
  request: CreditRequest,
  now: EpochMs,
): {
  readonly state: RoutingState;
  readonly events: readonly RoutingEvent[];
  readonly ignored: Reason<'input.ignored'> | null;
} {
  assertBelongs(router, state, now);
  const { queueId, repId, leads, reason, by, expiresAt, ledgers } = request;
  const policy = compiledOf(router);
  const queue = policy.queues.get(queueId);
  assert(queue !== undefined, `the policy has no queue \`${queueId}\``);
  const member = queue.members.reps.indexOf(policy.repIndex.get(repId) ?? -1);
  assert(member >= 0, `queue \`${queueId}\` has no rep \`${repId}\``);
  const leadsMilli = Math.round(leads * 1_000);
  assert(
    leadsMilli !== 0 && leadsMilli / 1_000 === leads && Math.abs(leads) <= limits.creditMax,
    `expected \`leads\` other than 0, in thousandths, at most ${limits.creditMax}, found \`${leads}\``,
  );
  assert(
    expiresAt === null || (Number.isSafeInteger(expiresAt) && expiresAt > now),
    `expected \`expiresAt\` after \`now\` or null, found \`${expiresAt}\``,
  );
  const run = startRun(router, openDraft(state), '', null, now, {});
  expireCredits(run);
  const settled = { state: run.events.length === 0 ? state : closeDraft(run.draft), events: [...run.events] };
  const ledgerIds = ledgersOf(queue, ledgers);
  const beside = ledgerIds.length === 1 && ledgerIds[0] === queue.ledgers[0]!.ledger.id ? {} : { ledgerIds };
  const posting = startRun(router, openDraft(settled.state), '', null, now, {});
  emit(posting, 'credit_posted', { queueId, repId, leadsMilli, ...beside, reason, by, expiresAt });
  const because = refusal(posting, ledgerIds, openDraft(settled.state));
  if (because !== null) return { ...settled, ignored: { code: 'input.ignored', type: 'credit', because } };
  return { state: closeDraft(posting.draft), events: [...settled.events, ...posting.events], ignored: null };
}
