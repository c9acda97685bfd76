import type { Preset } from './types.js';

/**
 * Plain rotation: the first eligible member after the last one who was served, else the first. Who follows an absent
 * member gets that one's turns as well. Sources: Frappe assignment rules, EspoCRM lead distribution, the Salesforce
 * round-robin assigners, Azure Job Router.
 */
export const nextAfter: Preset<{ cursor: number | null }> = {
  id: 'rotation (next after last)',
  start: () => ({ cursor: null }),
  pick: ({ cursor }, { eligible }) => eligible.find((member) => cursor === null || member > cursor) ?? eligible[0]!,
  charge: (state, _draw, member) => {
    state.cursor = member;
  },
};
