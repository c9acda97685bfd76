// Purpose: how other products hand out leads, to compare against.
// In: eligible members, weights.
// Out: the pick these products document, from their own state.
// Never: be reachable from the library's own entry; be better than the original.

export { calComShortfall, luckyUnweighted, type ShortfallState, shortfalls } from './cal-com-shortfall.js';
export { calibrateToAverage, chiliPiperLevel, type LevelState } from './chili-piper-level.js';
export { deadlineQueue, deadlineQueueByIndex } from './deadline-queue.js';
export { hubSpotRotate } from './hub-spot-rotate.js';
export { interleavedWrr } from './interleaved-wrr.js';
export { leanDataPointer } from './lean-data-pointer.js';
export { leastRecentlyAssigned } from './least-recently-assigned.js';
export { nextAfter } from './next-after.js';
export { catchUpQuota, dailyQuota, odooQuota, type QuotaState, quotaOrder } from './odoo-quota.js';
export { pickTier } from './pick-tier.js';
export { smoothWrr } from './smooth-wrr.js';
export type { Preset, PresetDraw } from './types.js';
export { websterStride } from './webster-stride.js';
