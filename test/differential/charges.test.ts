// Whether charges move on a decline or a breach, beside the reference router: leads change hands often, and little else
// happens to them.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Policy } from '../../src/policy/index.js';
import { type History, history } from '../support/arbitraries.js';
import { sides } from '../support/compare.js';
import { play } from '../support/play.js';
import { runs, runsFactor } from '../support/runs.js';

vi.setConfig({ testTimeout: 240_000 * Math.max(1, runsFactor) });

const keptOrMoved = fc.constantFrom('keep' as const, 'move' as const);
const changing = new Set(['tick', 'decline', 'release', 'assign']);

/** The history with charges of its own, one plain target, and only inputs that hand leads on. */
function handedOn({ policy, steps, ...rest }: History, charges: Policy['queues'][number]['charges']): History {
  const milestones = [{ atFraction: 1, do: ['reassign' as const] }];
  const slas = policy.slas?.map(({ id }) => ({ id, targets: [{ id: 'first_response', minutes: 20, milestones }] }));
  const queues = policy.queues.map((queue) => ({ ...queue, charges }));
  return {
    ...rest,
    policy: { ...policy, queues, ...(slas && { slas }) } as Policy,
    steps: steps.filter((step) => step.type !== 'input' || changing.has(step.input.type)),
  };
}

test('charges are kept or moved as the reference router does', () => {
  const given = fc.record({ decline: keptOrMoved, breach: keptOrMoved });
  const seen = new Set<string>();
  fc.assert(
    fc.property(history(), given, (one, charges) => {
      play(handedOn(one, charges), (played) => {
        const { actual, wanted } = sides(played);
        expect(actual, `step ${played.number}`).toEqual(wanted);
        for (const event of played.events) {
          if (event.type === 'lead_assigned') seen.add(`${event.cause} ${event.charge}`);
        }
      });
    }),
    runs(250),
  );
  for (const one of ['decline new', 'decline moved', 'breach new', 'breach moved']) expect(seen).toContain(one);
});
