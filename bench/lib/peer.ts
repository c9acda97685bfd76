import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The folder with the peers' own `package.json`; bundled parts run from one folder below it. */
const root = new URL('../', import.meta.url);
const from = createRequire(new URL('package.json', root));

/** Loads a peer; typed by hand, because it is installed only when benches run. */
export const loadPeer = <T>(name: string): T => from(name) as T;

/** A peer with its installed version, as tables name it. */
export const nameWithVersion = (name: string): string => {
  const file = fileURLToPath(new URL(`node_modules/${name}/package.json`, root));
  return `${name} ${(from(file) as { readonly version: string }).version}`;
};
