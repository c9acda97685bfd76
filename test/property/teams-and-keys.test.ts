import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashText } from '../../src/core/hash.js';
import { createLedger, type Draw, pickFairShare, pickSticky } from '../../src/distribute/index.js';
import { compileOrThrow, initialState, type Policy, route, setAvailability } from '../../src/index.js';
import { enough, runs } from '../support/runs.js';
import { leadOf } from '../support/small-router.js';
import { chargeLead } from '../support/steps.js';

// Two levels, and leads that stay with whoever has their key. Exact integers: shares are counted in 27,720ths of a lead.

const whole = 27_720;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

interface Side {
  readonly weight: number;
  readonly members: readonly number[];
}
/** Weights of teams sum to 12 at most, and so do those within a team. */
const sides: fc.Arbitrary<readonly Side[]> = fc.array(
  fc.record({
    weight: fc.integer({ min: 1, max: 3 }),
    members: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 4 },
);
const policyOf = (teams: readonly Side[]): Policy => {
  const reps = teams.flatMap(({ members }, t) =>
    members.map((weight, m) => ({ id: `rep-${t}-${m}`, teamId: `team-${t}`, weight })),
  );
  const strategy = { type: 'fair_share' as const, teams: teams.map(({ weight }, t) => ({ id: `team-${t}`, weight })) };
  return {
    behavior: 1,
    reps,
    queues: [{ id: 'pool', repIds: reps.map(({ id }) => id), strategy }],
    rules: [{ id: 'all', when: true, then: { queueId: 'pool' } }],
  };
};
/** Plays leads, teams going and coming as a whole, and says after each what each rep is owed in 27,720ths of 27,720ths. */
function playTeams(
  teams: readonly Side[],
  masks: readonly number[],
  visit: (owed: readonly number[], shares: readonly number[], teamsOwed: readonly number[]) => void,
): void {
  const router = compileOrThrow(policyOf(teams));
  const ids = router.policy.reps.map(({ id }) => id);
  const shares = teams.flatMap(({ members }) => members.map((weight) => (whole * weight) / sum(members)));
  const owed = ids.map(() => 0);
  const teamsOwed = teams.map(() => 0);
  let state = initialState(router);
  for (const [n, mask] of masks.entries()) {
    const chosen = teams.map((_, t) => (mask >> t) % 2 === 1);
    const present = chosen.includes(true) ? chosen : teams.map(() => true);
    for (const [member, id] of ids.entries()) {
      const online = present[Number(id.split('-')[1])]!;
      if ((state.reps.online[member] === 1) !== online) state = setAvailability(router, state, id, online, n).state;
    }
    const { record, state: next } = route(router, state, leadOf(`l${n}`), n);
    state = next;
    const total = sum(teams.map(({ weight }, t) => (present[t] ? weight : 0)));
    for (const [t, { weight }] of teams.entries()) if (present[t]) teamsOwed[t]! += (whole * weight) / total;
    for (const [member, id] of ids.entries()) {
      const t = Number(id.split('-')[1]);
      if (present[t]) owed[member]! += ((whole * teams[t]!.weight) / total) * shares[member]!;
    }
    owed[ids.indexOf(record.repId!)]! -= whole * whole;
    teamsOwed[Number(record.repId!.split('-')[1])]! -= whole;
    visit(owed, shares, teamsOwed);
  }
}

test('teams that stay: every team and every rep within it less than a lead off, a rep overall less than 1 + p', () => {
  fc.assert(
    fc.property(sides, (teams) => {
      playTeams(teams, new Array(120).fill(15), (owed, shares, teamsOwed) => {
        for (const each of teamsOwed) expect(Math.abs(each)).toBeLessThan(whole);
        for (const [member, each] of owed.entries()) {
          expect(Math.abs(each)).toBeLessThan(whole * whole + whole * shares[member]!);
        }
      });
    }),
    runs(40),
  );
});

test('teams that come and go: a rep is off by less than 1 + p · floor(m/2), m the number of teams', () => {
  const masks = fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 120, size: 'max' });
  fc.assert(
    fc.property(sides, masks, (teams, list) => {
      playTeams(teams, list, (owed, shares, teamsOwed) => {
        const bound = Math.max(1, Math.floor(teams.length / 2));
        for (const each of teamsOwed) expect(Math.abs(each)).toBeLessThanOrEqual(whole * bound);
        for (const [member, each] of owed.entries()) {
          expect(Math.abs(each)).toBeLessThan(whole * whole + whole * shares[member]! * bound);
        }
      });
    }),
    runs(40),
  );
});

test('keys: at most max(1, overdraft) · floor(n/2) leads off under any schedule, whatever the keys', () => {
  const lead = fc.record({ mask: fc.integer({ min: 1, max: 1_023 }), key: fc.nat(4), kept: fc.boolean() });
  const unit = 80_313_433_200;
  let kept = 0;
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 2, maxLength: 10 }),
      fc.array(lead, { minLength: 1, maxLength: 200, size: 'max' }),
      fc.constantFrom(0, 500, 1_000, 2_500, 10_000),
      (weights, leads, overdraft) => {
        const n = weights.length;
        const ledger = createLedger(n);
        for (const [index, { mask, key, kept: hasKey }] of leads.entries()) {
          const shown = weights.map((_, member) => member).filter((member) => (mask >> member) % 2 === 1);
          const eligible = shown.length > 0 ? shown : [mask % n];
          const tieKey = (member: number): number => member;
          const draw: Draw = { eligible, count: eligible.length, weights, value: 1, unit, tieKey };
          const hashOf = (member: number): number => hashText(`rep-${member}`, hashText(`key-${key}`));
          const home = hasKey ? pickSticky(ledger, draw, hashOf, overdraft) : null;
          if (home?.method === 'sticky') kept++;
          chargeLead(ledger, draw, (home ?? pickFairShare(ledger, draw)).member, index + 1);
          const worst = Math.max(...ledger.balance.map(Math.abs));
          expect(worst * 1_000).toBeLessThanOrEqual(Math.max(1_000, overdraft) * Math.floor(n / 2) * unit);
        }
      },
    ),
    runs(150),
  );
  expect(kept).toBeGreaterThan(enough(1_000));
});
