// Counts the leads that laws of fairness have seen handed out: the reporter prints the sum.
import { afterEach } from 'vitest';
import { chargeLead as charge, chargeManual as chargeByHand } from '../../src/distribute/index.js';
import type { CreateSubject } from '../../src/testing/fairness/types.js';

declare module 'vitest' {
  interface TaskMeta {
    steps?: number;
  }
}

let steps = 0;
afterEach(({ task }) => {
  task.meta.steps = steps;
  steps = 0;
});

export const chargeLead: typeof charge = (...args) => {
  steps++;
  return charge(...args);
};
export const chargeManual: typeof chargeByHand = (...args) => {
  steps++;
  return chargeByHand(...args);
};
/** A router under test whose picks are counted. */
export const counted =
  (create: CreateSubject): CreateSubject =>
  (members) => {
    const { pick } = create(members);
    return {
      pick: (...args) => {
        steps++;
        return pick(...args);
      },
    };
  };
