import type { Commit, Store } from '../../runtime/index.js';

/** Commits and gives the new revision. @throws Error where the store refuses */
export async function put(store: Store, scope: string, expected: string | null, change: Commit): Promise<string> {
  const committed = await store.commit(scope, expected, change);
  if (!committed.ok) throw new Error(`expected the commit to be written, found \`${committed.error.code}\``);
  return committed.value.revision;
}

/** Commits one after another. Gives the last revision. */
export async function putAll(store: Store, scope: string, changes: readonly Commit[]): Promise<string | null> {
  let revision: string | null = null;
  for (const change of changes) revision = await put(store, scope, revision, change);
  return revision;
}

/** Commits what must be refused. @throws Error where the store writes it, or refuses with another code */
export async function putInVain(store: Store, scope: string, expected: string | null, change: Commit): Promise<void> {
  const committed = await store.commit(scope, expected, change);
  if (committed.ok) throw new Error('expected `store.revision_conflict`, found that the commit was written');
  if (committed.error.code !== 'store.revision_conflict')
    throw new Error(`expected \`store.revision_conflict\`, found \`${String(committed.error.code)}\``);
}
