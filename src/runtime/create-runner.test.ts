import { expect, test } from 'vitest';
import { leadOf, smallRouter } from '../../test/support/small-router.js';
import { decisionOf } from '../router/index.js';
import { createRunner, isRunnerError, memoryStore, type RunnerError, type RunnerOptions, type Store } from './index.js';

const scope = 'emea';
const router = smallRouter();
const clock = { now: () => 1_000 };

/** A store in memory that counts calls, some of its methods replaced. */
function watched(breakIt: (store: Store) => Partial<Store> = () => ({})) {
  const inner = memoryStore();
  const counts = { load: 0, commit: 0 };
  const broken = { ...inner, ...breakIt(inner) };
  const store: Store = {
    ...broken,
    load: (...args) => {
      counts.load += 1;
      return broken.load(...args);
    },
    commit: (...args) => {
      counts.commit += 1;
      return broken.commit(...args);
    },
  };
  return { inner, store, counts };
}

const runnerOn = (store: Store, more: Partial<RunnerOptions> = {}) => createRunner({ router, store, clock, ...more });

const caught = async (promise: Promise<unknown>): Promise<RunnerError> => {
  const error = await promise.then(
    () => expect.unreachable('expected a rejection'),
    (reason: unknown) => reason,
  );
  if (!isRunnerError(error)) throw error;
  expect(error.message).not.toContain('\n');
  return error;
};

const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `lead-${i}`);

test('routes a lead and stores state, record and events together', async () => {
  const { inner, store } = watched();
  const { decision, record, events, state } = await runnerOn(store).route(scope, leadOf('l1'));
  expect(decision.type).toBe('assigned');
  const stored = await inner.load(scope, ['l1']);
  expect(stored).toEqual({ state, revision: '1', records: [record] });
  expect(await inner.events(scope, 0, 10)).toEqual(events);
});

test('gives the stored decision to a lead routed again, and writes nothing', async () => {
  const { store, counts } = watched();
  const runner = runnerOn(store);
  const first = await runner.route(scope, leadOf('l1'));
  const again = await runner.route(scope, leadOf('l1', { country: 'DE' }));
  expect(again).toEqual({ ...first, decision: decisionOf(first.record), events: [] });
  expect(counts.commit).toBe(1);
});

test('decides calls together that come while another is under way', async () => {
  const { store, counts } = watched();
  const runner = runnerOn(store);
  const first = runner.route(scope, leadOf('first'));
  await Promise.resolve().then(() => {});
  const others = ids(100).map((id) => runner.route(scope, leadOf(id)));
  await Promise.all([first, ...others]);
  expect(counts).toEqual({ load: 2, commit: 2 });
});

test('holds at most batchMax calls in one commit', async () => {
  const { store, counts } = watched();
  const runner = runnerOn(store, { batchMax: 10 });
  await Promise.all(ids(25).map((id) => runner.route(scope, leadOf(id))));
  expect(counts.commit).toBe(3);
});

test('keeps scopes apart', async () => {
  const { inner, store } = watched();
  const runner = runnerOn(store);
  await Promise.all(['a', 'b'].map((name) => runner.route(name, leadOf('l1'))));
  for (const name of ['a', 'b']) expect((await inner.load(name, ['l1'])).records).toHaveLength(1);
});

test('applies inputs in order with the calls before them', async () => {
  const { store, counts } = watched();
  const runner = runnerOn(store);
  const [routed, paused] = await Promise.all([
    runner.route(scope, leadOf('l1')),
    runner.advance(scope, 'l1', { type: 'close', outcome: 'lost' }),
  ]);
  expect(routed.record.status).toBe('assigned');
  expect(paused.record.status).toBe('closed');
  expect(counts.commit).toBe(1);
});

test('rejects an input to an unknown lead, and only that', async () => {
  const { store } = watched();
  const runner = runnerOn(store);
  const lost = runner.advance(scope, 'nobody', { type: 'tick' });
  const routed = runner.route(scope, leadOf('l1'));
  const error = await caught(lost);
  expect([error.code, error.message]).toEqual(['runner.unknown_lead', 'there is no record of lead `nobody`']);
  expect((await routed).decision.type).toBe('assigned');
});

test('rejects what is no lead before it touches the store', async () => {
  const { store, counts } = watched();
  for (const lead of [null, {}, { id: '' }, { id: 7 }])
    expect((await caught(runnerOn(store).route(scope, lead as never))).code).toBe('runner.bad_lead');
  expect(counts.load).toBe(0);
});

test('a lead that cannot be decided on does not fail its neighbours', async () => {
  const { store } = watched();
  const runner = runnerOn(store);
  const broken = leadOf('broken');
  Object.defineProperty(broken, 'email', {
    enumerable: true,
    get: () => {
      throw new Error('two\nlines');
    },
  });
  const calls = [leadOf('l1'), broken, leadOf('l2')].map((lead) => runner.route(scope, lead));
  const [first, error, last] = await Promise.all([calls[0], caught(calls[1]!), calls[2]]);
  expect([error.code, error.message]).toEqual(['runner.lead_failed', 'deciding on lead `broken` failed: two']);
  expect([first?.decision.type, last?.decision.type]).toEqual(['assigned', 'assigned']);
});

test('a lead that the store will not hold does not fail its neighbours', async () => {
  const { inner, store } = watched((kept) => ({
    commit: async (name, expected, change) => {
      if (JSON.stringify(change.records).includes('poison')) throw new Error('unsupported Unicode escape sequence');
      return kept.commit(name, expected, change);
    },
  }));
  const runner = runnerOn(store);
  const leads = ids(50).map((id, i) => leadOf(id, i === 17 || i === 18 ? { company: 'poison' } : {}));
  const results = await Promise.allSettled(leads.map((lead) => runner.route(scope, lead)));
  const failed = results.flatMap((result, i) => (result.status === 'rejected' ? [[i, result.reason.code]] : []));
  expect(failed).toEqual([
    [17, 'runner.outcome_unknown'],
    [18, 'runner.outcome_unknown'],
  ]);
  expect((await inner.load(scope, ids(50))).records).toHaveLength(48);
});

test('a store that writes nothing any more is not asked for ever', async () => {
  const { store, counts } = watched(() => ({ commit: () => Promise.reject(new Error('disk full')) }));
  const runner = runnerOn(store);
  const results = await Promise.allSettled(ids(200).map((id) => runner.route(scope, leadOf(id))));
  expect(results.every((result) => result.status === 'rejected')).toBe(true);
  expect(counts.commit).toBeLessThan(250);
});

test('decides again on the fresh state where another commit was first', async () => {
  let rival = true;
  const { inner, store } = watched((kept) => ({
    commit: async (name, expected, change) => {
      if (rival) {
        rival = false;
        await createRunner({ router, store: kept, clock }).route(name, leadOf('rival'));
      }
      return kept.commit(name, expected, change);
    },
  }));
  const { decision, state } = await runnerOn(store).route(scope, leadOf('l1'));
  const [other] = (await inner.load(scope, ['rival'])).records;
  expect(decision.type === 'assigned' && decision.repId).not.toBe(other?.repId);
  expect(state.reps.assigned.reduce((a, b) => a + b)).toBe(2);
});

test('gives up after the allowed conflicts, with nothing written, and waits between tries', async () => {
  const { inner, store, counts } = watched(() => ({
    commit: async () => ({ ok: false, error: { code: 'store.revision_conflict' } }),
  }));
  const waits: number[] = [];
  const sleep = async (attempt: number): Promise<void> => {
    waits.push(attempt);
  };
  const error = await caught(runnerOn(store, { attempts: 4, sleep }).route(scope, leadOf('l1')));
  expect([error.code, error.message]).toEqual([
    'runner.conflict',
    'others committed to scope `emea` first, 4 times in a row',
  ]);
  expect([counts.commit, waits]).toEqual([4, [1, 2, 3]]);
  expect(await inner.events(scope, 0, 1)).toEqual([]);
});

test('tries a hundred times against others, and five times against a store that throws', async () => {
  const busy = watched(() => ({ commit: async () => ({ ok: false, error: { code: 'store.revision_conflict' } }) }));
  await caught(runnerOn(busy.store).route(scope, leadOf('l1')));
  expect(busy.counts.commit).toBe(100);
  const down = watched(() => ({ load: () => Promise.reject(new Error('connection refused')) }));
  const error = await caught(runnerOn(down.store).route(scope, leadOf('l1')));
  expect([error.code, error.message]).toEqual([
    'runner.store_failed',
    'the store failed in scope `emea`, nothing was written: connection refused',
  ]);
  expect((error.cause as Error).message).toBe('connection refused');
  // a sixth load looks a last time whether anything was written
  expect(down.counts.load).toBe(6);
});

test('finds out that a commit that threw was written', async () => {
  let faults = 1;
  const { inner, store, counts } = watched((kept) => ({
    commit: async (...args) => {
      const result = await kept.commit(...args);
      if (faults-- > 0) throw new Error('connection lost');
      return result;
    },
  }));
  const runner = runnerOn(store);
  const { events } = await runner.route(scope, leadOf('l1'));
  expect(events.length).toBeGreaterThan(0);
  expect(await inner.events(scope, 0, 10)).toEqual(events);
  faults = 1;
  const visit = { type: 'activity', activity: { type: 'visit', at: 1_000 } } as const;
  const { record } = await runner.advance(scope, 'l1', visit);
  expect(record.lead.activities).toHaveLength(1);
  expect((await inner.load(scope, ['l1'])).records).toEqual([record]);
  expect(counts.commit).toBe(2);
});

test('finds out also after the last try', async () => {
  const { store } = watched((kept) => ({
    commit: async (...args) => {
      await kept.commit(...args);
      throw new Error('connection lost');
    },
  }));
  expect((await runnerOn(store, { attempts: 1 }).route(scope, leadOf('l1'))).decision.type).toBe('assigned');
});

test('says so where the outcome cannot be found out', async () => {
  let down = false;
  const { store } = watched((kept) => ({
    load: (...args) => (down ? Promise.reject(new Error('connection refused')) : kept.load(...args)),
    commit: () => {
      down = true;
      return Promise.reject(new Error('connection lost'));
    },
  }));
  const error = await caught(runnerOn(store).route(scope, leadOf('l1')));
  expect([error.code, error.message]).toEqual([
    'runner.outcome_unknown',
    'the store failed in scope `emea`, whether a commit was written is not known: connection refused',
  ]);
});

test('names the column of a stored state that is wrong', async () => {
  const { inner, store } = watched();
  const { state, revision } = await runnerOn(store)
    .route(scope, leadOf('l1'))
    .then(() => inner.load(scope, []));
  const reps = { ...state!.reps, open: [1, 0] };
  await inner.commit(scope, revision, { state: { ...state!, reps }, records: [], events: [] });
  const error = await caught(runnerOn(store).route(scope, leadOf('l2')));
  expect([error.code, error.message]).toEqual([
    'runner.bad_state',
    'the stored state is not one: `reps.open`: expected a list of 3, one entry per id, found a list of 2',
  ]);
});

test('refuses a record of another version', async () => {
  const { inner, store } = watched();
  const { state, record } = await runnerOn(store).route(scope, leadOf('l1'));
  await inner.commit(scope, '1', { state, records: [{ ...record, version: 2 as never }], events: [] });
  const error = await caught(runnerOn(store).advance(scope, 'l1', { type: 'tick' }));
  expect([error.code, error.message]).toEqual(['runner.bad_record', 'the record of lead `l1` is not of version 1']);
});

test('carries the state onto an edited policy', async () => {
  const { store } = watched();
  const before = await runnerOn(store).route(scope, leadOf('l1'));
  const edited = smallRouter({ reps: 4 });
  const after = await createRunner({ router: edited, store, clock }).route(scope, leadOf('l2'));
  expect(after.state.fingerprint).toBe(edited.fingerprint);
  expect(after.state.reps.ids).toHaveLength(4);
  expect(after.state.ledgers['pool']?.received.reduce((a, b) => a + b)).toBe(2);
  expect(after.decision.type === 'assigned' && after.decision.repId).not.toBe(before.record.repId);
});

test('loads the facts of a batch in one call', async () => {
  const needs: unknown[] = [];
  const { store } = watched();
  const runner = runnerOn(store, {
    loadFacts: async (asked) => {
      needs.push(asked);
      return { accountByDomain: { 'acme.test': { accountId: 'acme', ownerRepId: null } } };
    },
  });
  const known = { emailClass: 'business', emailDomain: 'acme.test' } as const;
  const [first] = await Promise.all([
    runner.route(scope, leadOf('l1', { ...known, email: 'a@acme.test' })),
    runner.route(scope, leadOf('l2', { ...known, email: 'b@acme.test' })),
  ]);
  expect(first.record.lead.accountId).toBe('acme');
  expect(needs).toEqual([{ domains: ['acme.test'], dedupeKeys: ['email:a@acme.test', 'email:b@acme.test'] }]);
  await runner.route(scope, leadOf('l1', { email: 'a@acme.test' }));
  expect(needs).toHaveLength(1);
});

test('a look-up that fails for one lead does not fail the others', async () => {
  const { store } = watched();
  const runner = runnerOn(store, {
    loadFacts: async ({ dedupeKeys }) => {
      if (dedupeKeys.includes('email:bad@acme.test')) throw new Error('no such index');
      return {};
    },
  });
  const route = (id: string, email: string) => runner.route(scope, leadOf(id, { email }));
  const [good, error] = await Promise.all([route('l1', 'good@acme.test'), caught(route('l2', 'bad@acme.test'))]);
  expect(good.decision.type).toBe('assigned');
  expect([error.code, error.message]).toEqual(['runner.facts_failed', 'loading facts failed: no such index']);
});

test('a lead is found to be the duplicate of one routed at the same time', async () => {
  const { inner, store } = watched();
  const runner = runnerOn(store, {
    loadFacts: async () => {
      const { records } = await inner.load(scope, ['l1']);
      return {
        leadByDedupeKey: Object.fromEntries(
          records.map(({ leadId, repId }) => ['email:a@acme.test', { leadId, repId }]),
        ),
      };
    },
  });
  const email = 'a@acme.test';
  const outcomes = await Promise.all(['l1', 'l2'].map((id) => runner.route(scope, leadOf(id, { email }))));
  expect(outcomes.map(({ decision }) => decision.type)).toEqual(['assigned', 'disposed']);
});

test('a clock that throws fails the calls and not the process', async () => {
  const { store } = watched();
  const now = (): number => {
    throw new Error('no clock');
  };
  const error = await caught(createRunner({ router, store, clock: { now } }).route(scope, leadOf('l1')));
  expect([error.code, error.message]).toEqual(['runner.lead_failed', 'a port of the runner failed: no clock']);
});

test('a sleep that throws fails the calls and not the runner', async () => {
  const { store } = watched((kept) => {
    let conflicts = 1;
    return {
      commit: async (...args) =>
        conflicts-- > 0 ? { ok: false, error: { code: 'store.revision_conflict' } } : kept.commit(...args),
    };
  });
  const runner = runnerOn(store, { sleep: () => Promise.reject(new Error('woken')) });
  const error = await caught(runner.route(scope, leadOf('l1')));
  expect([error.code, error.message]).toEqual(['runner.lead_failed', 'a port of the runner failed: woken']);
  expect((await runner.route(scope, leadOf('l1'))).decision.type).toBe('assigned');
});

test('passes the wanted detail of traces on', async () => {
  const { decision } = await runnerOn(memoryStore(), { trace: 'full' }).route(scope, leadOf('l1'));
  expect(decision.trace.candidates).toHaveLength(3);
});
