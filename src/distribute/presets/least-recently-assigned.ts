import { firstBy } from './first-by.js';
import type { Preset } from './types.js';

/**
 * Who has waited longest wins: a queue whose first eligible member gets the lead and moves to its end. Knows no
 * weights. Sources: Chatwoot, `inbox_round_robin_service`; NC Squared Distribution Engine's round robin.
 */
export const leastRecentlyAssigned: Preset<{ readonly assignedAt: number[]; readonly clock: { leads: number } }> = {
  id: 'least recently assigned',
  start: (members) => ({ assignedAt: new Array<number>(members).fill(0), clock: { leads: 0 } }),
  pick: ({ assignedAt }, { eligible }) => firstBy(eligible, (member) => assignedAt[member]!),
  charge: ({ assignedAt, clock }, _draw, member) => {
    assignedAt[member] = ++clock.leads;
  },
};
