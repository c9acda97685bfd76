// Files of the repository, by their path from its root.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root: string = fileURLToPath(new URL('../../', import.meta.url));

export const readText = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Files below these folders, or these files, whose name ends so. */
export function filesUnder(places: readonly string[], ending: string): readonly string[] {
  return places
    .flatMap((place) =>
      place.endsWith(ending)
        ? [place]
        : readdirSync(join(root, place), { recursive: true, encoding: 'utf8' }).map((file) => join(place, file)),
    )
    .filter((file) => file.endsWith(ending) && !file.includes('node_modules'))
    .sort();
}
