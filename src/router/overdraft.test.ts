import { expect, test } from 'vitest';
import { hour, leadWith, monday, officeHours, policyWith, routerWith } from '../../test/support/samples.js';
import { explain } from '../explain/index.js';
import type { Queue, RuleAction } from '../policy/index.js';
import { advance, initialState, type RoutingState, route } from './index.js';

const facts = { accountByDomain: { 'acme.example': { accountId: 'acme', ownerRepId: 'ana' } } };
const acme = (id: string) => leadWith({ id, emailDomain: 'acme.example', emailClass: 'business' });
const routerFor = (
  overdraft: number | undefined,
  pool: Partial<Queue> = {},
  ownerAbsent: Extract<RuleAction, { owner: unknown }>['ownerAbsent'] = { type: 'cover', queueId: 'pool' },
) => {
  const then = { owner: 'account', ownerAbsent, ...(overdraft !== undefined && { overdraft }) } as const;
  const own = { id: 'own', when: { field: 'accountOwner', op: 'exists' }, then } as const;
  return routerWith({
    calendars: [officeHours('office', 'UTC')],
    reps: [{ id: 'ana', calendarId: 'office' }, 'ben'],
    pool,
    rules: [own, ...policyWith().rules],
  });
};

/** Who gets so many leads of the owner's account, one after another. */
function owners(router: ReturnType<typeof routerFor>, count: number): readonly (string | null)[] {
  let state: RoutingState = initialState(router);
  return Array.from({ length: count }, (_, n) => {
    const { record, state: next } = route(router, state, acme(`l${n}`), monday, { facts });
    state = next;
    return record.repId;
  });
}

test('an owner gets its leads until it is too far ahead, and then its share', () => {
  expect(owners(routerFor(undefined), 6)).toEqual(Array(6).fill('ana'));
  // every lead of the owner's costs half a lead: 0.5, 1, 1.5 ahead
  expect(owners(routerFor(1), 6)).toEqual(['ana', 'ana', 'ben', 'ana', 'ben', 'ana']);
  expect(owners(routerFor(1.49), 3)).toEqual(['ana', 'ana', 'ben']);
  expect(owners(routerFor(1.5), 4)).toEqual(['ana', 'ana', 'ana', 'ben']);
  expect(owners(routerFor(0), 2)[0]).not.toBeNull();
});

test('what an owner does not pay for it may always have', () => {
  expect(owners(routerFor(0, { ownerHits: 'free' }), 5)).toEqual(Array(5).fill('ana'));
  expect(owners(routerFor(0, { repIds: ['ben'] }), 5)).toEqual(Array(5).fill('ana'));
});

test('trace and text say who gave way, and why', () => {
  const router = routerFor(0.5);
  const first = route(router, initialState(router), acme('l1'), monday, { facts });
  expect(first.decision.trace.passedOver).toBeUndefined();
  const { decision } = route(router, first.state, acme('l2'), monday, { facts });
  expect(decision).toMatchObject({
    repId: 'ben',
    trace: {
      passedOver: { repId: 'ana', reason: { code: 'match.overdrawn', owedMilli: -1_000, overdraftMilli: 500 } },
    },
  });
  expect(explain(decision)).toContain('owner `ana` passed over: would be 1 leads ahead, overdraft 0.5');
});

test('an owner who was waited for gives way, too', () => {
  const router = routerFor(0.5, {}, { type: 'wait', minutes: 60 * 24, queueId: 'pool' });
  const evening = monday + 12 * hour;
  const early = route(router, initialState(router), acme('l1'), monday, { facts });
  const held = route(router, early.state, acme('l2'), evening, { facts });
  expect(held.record).toMatchObject({ status: 'held', awaitedOwner: { repId: 'ana' } });
  const next = advance(router, held.state, held.record, { type: 'tick' }, held.record.wakeAt!);
  expect(next.record.repId).toBe('ben');
  expect(next.decision!.trace.passedOver).toMatchObject({ repId: 'ana' });
});
