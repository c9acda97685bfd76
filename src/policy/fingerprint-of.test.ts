import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policyWith } from '../../test/support/samples.js';
import type { Condition } from '../condition/index.js';
import { canonicalJson } from '../core/canonical-json.js';
import { fingerprintText } from '../core/hash.js';
import { fingerprintOf, ownPolicy } from './fingerprint-of.js';
import type { Policy } from './index.js';

const atom = fc.constantFrom<Condition>(
  { field: 'country', op: 'in', value: ['US', 'a "{" b'] },
  { op: 'exists', field: 'region' },
  { value: 3, field: 'points', op: 'gte' },
  { field: 'employeesMin', value: [1, 5], op: 'between' },
  true,
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc.array(tie('condition'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('condition'), { maxLength: 3 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
}));

test('is the fingerprint of the canonical JSON of all', () => {
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 4 }), fc.jsonValue(), fc.boolean(), (whens, more, noted) => {
      const rules = whens.map((when, i) => {
        const then = { slaId: 'b', queueId: 'pool' };
        return noted ? { note: 'é', when, then, id: `r${i}` } : { id: `r${i}`, when, then };
      });
      const policy = JSON.parse(JSON.stringify({ ...policyWith({ rules }), normalize: more })) as Policy;
      const filters = [{ id: 'near', admits: () => true }] as never;
      const own = ownPolicy(policy, null);
      expect(own.policy).toEqual(policy);
      expect(fingerprintOf(own, {})).toBe(fingerprintText(canonicalJson([policy, null, [], []])));
      expect(fingerprintOf(own, { filters })).toBe(fingerprintText(canonicalJson([policy, null, ['near'], []])));
    }),
  );
});
