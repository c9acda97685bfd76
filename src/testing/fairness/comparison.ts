import {
  calComShortfall,
  chiliPiperLevel,
  deadlineQueue,
  hubSpotRotate,
  leanDataPointer,
  leastRecentlyAssigned,
  nextAfter,
  odooQuota,
  type Preset,
  smoothWrr,
} from '../../distribute/presets/index.js';
import type { CreateSubject } from './types.js';

const asSubject =
  <State>({ start, pick, charge }: Preset<State>): CreateSubject =>
  (members) => {
    const state = start(members);
    return {
      pick: (eligible, weights) => {
        const member = pick(state, { eligible, weights });
        charge(state, { eligible, weights }, member);
        return member;
      },
    };
  };

/**
 * How other products hand out leads, by name, as routers under test: their documented pick rules, without the rest of
 * the products. They know nothing of values.
 *
 * @example
 * const broken = fairnessConformance(comparisonSubjects['nginx smooth WRR']!).filter(({ violation }) => violation !== null);
 * broken.some(({ theorem }) => theorem === 'T5'); //=> true
 */
export const comparisonSubjects: Readonly<Record<string, CreateSubject>> = {
  [smoothWrr.id]: asSubject(smoothWrr),
  [deadlineQueue.id]: asSubject(deadlineQueue),
  [calComShortfall.id]: asSubject(calComShortfall),
  [leanDataPointer.id]: asSubject(leanDataPointer),
  [chiliPiperLevel.id]: asSubject(chiliPiperLevel),
  [odooQuota.id]: asSubject(odooQuota),
  [hubSpotRotate.id]: asSubject(hubSpotRotate),
  [leastRecentlyAssigned.id]: asSubject(leastRecentlyAssigned),
  [nextAfter.id]: asSubject(nextAfter),
};
