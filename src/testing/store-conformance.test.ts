import { expect, test } from 'vitest';
import { canonicalJson } from '../core/canonical-json.js';
import { type Commit, memoryStore, type Store } from '../runtime/index.js';
import { storeConformance } from './store-conformance.js';

const failuresOf = async (makeStore: () => Store): Promise<readonly string[]> => {
  const failures: string[] = [];
  for (const { name, run } of storeConformance(makeStore)) await run().catch(() => failures.push(name));
  return failures;
};

/** A store in memory with some of its methods replaced. */
const broken = (breakIt: (store: Store) => Partial<Store>) => (): Store => {
  const store = memoryStore();
  return { ...store, ...breakIt(store) };
};

for (const { name, run } of storeConformance(() => memoryStore())) test(`memory store: ${name}`, run);

test('there are at least 20 checks, each with a name of its own', () => {
  const names = storeConformance(() => memoryStore()).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(20);
});

test('each check makes its own store, which may take time', async () => {
  let made = 0;
  const [first, second] = storeConformance(async () => {
    made += 1;
    return memoryStore();
  });
  expect(made).toBe(0);
  await first?.run();
  await second?.run();
  expect(made).toBe(2);
});

/** Writes whatever the revision is. */
const force = async (store: Store, scope: string, change: Commit): ReturnType<Store['commit']> => {
  for (;;) {
    const { revision } = await store.load(scope, []);
    const result = await store.commit(scope, revision, change);
    if (result.ok) return result;
  }
};

const brokenStores: { readonly [what: string]: { readonly make: () => Store; readonly caught: readonly string[] } } = {
  'writes whatever the revision': {
    make: broken((store) => ({
      commit: (scope, _expected, change) => force(store, scope, change),
    })),
    caught: [
      'a commit on null is refused where the scope exists',
      'a commit on a revision is refused where the scope does not exist',
      'a commit on an old revision is refused',
      'nothing of a refused commit shows: state and records',
      'nothing of a refused commit shows: events',
      'nothing of a refused commit shows: due and held leads',
      'of many first commits exactly one is written',
      'of many commits on one revision exactly one is written, with its records and events',
      'of 128 commits by 8 writers, each tried until it is written, none is lost',
    ],
  },
  'checks, then writes in a second step': {
    make: broken((store) => ({
      commit: async (scope, expected, change) => {
        const { revision } = await store.load(scope, []);
        if (revision !== expected) return { ok: false, error: { code: 'store.revision_conflict' } };
        return force(store, scope, change);
      },
    })),
    caught: [
      'of many first commits exactly one is written',
      'of many commits on one revision exactly one is written, with its records and events',
      'of 128 commits by 8 writers, each tried until it is written, none is lost',
    ],
  },
  'writes records before it checks the revision': {
    make: broken((store) => ({
      commit: async (scope, expected, change) => {
        const { state, revision } = await store.load(scope, []);
        if (revision === expected || state === null) return store.commit(scope, expected, change);
        await store.commit(scope, revision, { state, records: change.records, events: [] });
        return { ok: false, error: { code: 'store.revision_conflict' } };
      },
    })),
    caught: [
      'nothing of a refused commit shows: state and records',
      'nothing of a refused commit shows: due and held leads',
    ],
  },
  'forgets the events': {
    make: broken((store) => ({
      commit: (scope, expected, change) => store.commit(scope, expected, { ...change, events: [] }),
    })),
    caught: [
      'state, records and events of a commit are there together',
      'events are in order of seq, after the one given, at most the limit',
    ],
  },
  'gives due leads in order of their ids': {
    make: broken((store) => ({
      due: async (scope, now, limit) => [...(await store.due(scope, now, 1_000))].sort().slice(0, limit),
    })),
    caught: ['due is in order of wakeAt as a number, then of id in code units'],
  },
  'finds leads due only after their instant': {
    make: broken((store) => ({ due: (scope, now, limit) => store.due(scope, now - 1, limit) })),
    caught: ['due gives leads that wake at the instant or before it, and no others'],
  },
  'orders held leads by age alone': {
    make: broken((store) => ({
      held: async (scope, queueId, limit) => {
        const ids = await store.held(scope, queueId, 1_000);
        const { records } = await store.load(scope, ids);
        const byAge = [...records].sort((a, b) => (a.joinedAt ?? 0) - (b.joinedAt ?? 0));
        return byAge.slice(0, limit).map((record) => record.leadId);
      },
    })),
    caught: ['held is in order of priority, the highest first'],
  },
  'orders held leads by priority whatever their age weighs': {
    make: broken((store) => ({ heldInTurn: (scope, queueId, limit) => store.held(scope, queueId, limit) })),
    caught: [
      'heldInTurn, where there is one, orders held leads by joinedAt minus ageMinutes for each step of priority',
    ],
  },
  'repeats the last event of a page on the next': {
    make: broken((store) => ({ events: (scope, after, limit) => store.events(scope, after - 1, limit) })),
    caught: ['events are in order of seq, after the one given, at most the limit'],
  },
  'keeps all scopes in one': {
    make: broken((store) => ({
      load: (_scope, ids) => store.load('', ids),
      commit: (_scope, expected, change) => store.commit('', expected, change),
    })),
    caught: [
      'ids of leads and scopes may hold any characters and do not run into each other',
      'scopes do not see each other’s revisions, leads or events',
    ],
  },
  'ignores letter case in the names of scopes': {
    make: broken((store) => ({
      load: (scope, ids) => store.load(scope.toLowerCase(), ids),
      commit: (scope, expected, change) => store.commit(scope.toLowerCase(), expected, change),
    })),
    caught: ['ids of leads and scopes may hold any characters and do not run into each other'],
  },
  'composes letters and accents': {
    make: broken((store) => ({
      commit: (scope, expected, change) =>
        store.commit(scope, expected, JSON.parse(JSON.stringify(change).normalize('NFC'))),
    })),
    caught: ['texts come back code unit by code unit'],
  },
  'drops members that are null': {
    make: broken((store) => ({
      load: async (scope, ids) => {
        const loaded = await store.load(scope, ids);
        const records = loaded.records.map((record) => {
          const fields = Object.entries(record.lead.fields).filter(([, value]) => value !== null);
          return { ...record, lead: { ...record.lead, fields: Object.fromEntries(fields) } };
        });
        return { ...loaded, records };
      },
    })),
    caught: ['null, false, empty lists and empty objects are not lost or confused'],
  },
  'uses a hash of the state as revision': {
    make: broken((store) => {
      const revisions = new Map<string, string | null>();
      const hash = (state: unknown): string => canonicalJson(state);
      return {
        load: async (scope, ids) => {
          const loaded = await store.load(scope, ids);
          return { ...loaded, revision: loaded.state && hash(loaded.state) };
        },
        commit: async (scope, expected, change) => {
          const { state } = await store.load(scope, []);
          if ((state && hash(state)) !== expected) return { ok: false, error: { code: 'store.revision_conflict' } };
          const result = await store.commit(scope, revisions.get(scope) ?? null, change);
          if (!result.ok) return result;
          revisions.set(scope, result.value.revision);
          return { ok: true, value: { revision: hash(change.state) } };
        },
      };
    }),
    caught: ['every commit gives a revision that the scope never had, also when the same state is written again'],
  },
  'keeps and gives out the caller’s own objects': {
    make: () => {
      const store = memoryStore();
      const states = new Map<string, unknown>();
      return {
        ...store,
        load: async (scope, ids) => {
          const loaded = await store.load(scope, ids);
          return { ...loaded, state: (states.get(scope) ?? null) as typeof loaded.state };
        },
        commit: async (scope, expected, change) => {
          const result = await store.commit(scope, expected, change);
          if (result.ok) states.set(scope, change.state);
          return result;
        },
      };
    },
    caught: [
      'what the caller changes after a commit is not stored',
      'what the caller changes in what was loaded is not stored',
    ],
  },
  'cuts long texts': {
    make: broken((store) => ({
      commit: (scope, expected, change) => {
        const cut = JSON.stringify(change).replace(/ü{1000,}/, (text) => text.slice(0, 1_000));
        return store.commit(scope, expected, JSON.parse(cut));
      },
    })),
    caught: ['a state of a megabyte and a record of 64 kB come back whole'],
  },
  'reads records before the state, in two steps': {
    make: broken((store) => ({
      load: async (scope, ids) => {
        const { records } = await store.load(scope, ids);
        await null;
        return { ...(await store.load(scope, [])), records };
      },
    })),
    caught: ['a load during commits never gives records that are older than the revision'],
  },
};

for (const [what, { make, caught }] of Object.entries(brokenStores)) {
  test(`catches a store that ${what}`, async () => {
    expect(await failuresOf(make)).toEqual(expect.arrayContaining([...caught]));
  });
}
