// Purpose: who gets the next lead, fairly, and what that costs whom.
// In: a ledger (columns of integers indexed by member), the eligible members, their weights, the lead's value.
// Out: a pick with its reason; charges written into the draft ledger it is given.
// Never: know leads, reps, time or queues; lose a unit (balances always sum to exactly 0); depend on list order.

export { accrualOf, guardedMax } from './accrual.js';
export { assignBatch } from './assign-batch.js';
export { chargeFixed } from './charge-fixed.js';
export { chargeLead } from './charge-lead.js';
export { chargeManual } from './charge-manual.js';
export { createLedger } from './create-ledger.js';
export { createScratch } from './create-scratch.js';
export { agesDiffer, createFixedPool, type FixedPool, settle } from './fixed-pool.js';
export { ledgerUnit } from './ledger-unit.js';
export { accruingPool, type MakeUp, pickWithMakeUp } from './make-up.js';
export { pickBestMatch } from './pick-best-match.js';
export { pickBestMatchGuarded } from './pick-best-match-guarded.js';
export { type LedgerPart, pickByLedgers } from './pick-by-ledgers.js';
export { pickFairShare } from './pick-fair-share.js';
export { pickFixed } from './pick-fixed.js';
export { pickLeastLoaded } from './pick-least-loaded.js';
export { pickSticky } from './pick-sticky.js';
export { postCredit } from './post-credit.js';
export { thousandths } from './thousandths.js';
export { transferCharge } from './transfer-charge.js';
export type { Draw, Ledger, Load, Pick, PickMethod, Pool, Scratch } from './types.js';
export { undoCharge } from './undo-charge.js';
export { withinOverdraft } from './within-overdraft.js';
