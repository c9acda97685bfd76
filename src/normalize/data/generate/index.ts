// Writes the reference tables of `src/normalize/data` from pinned packages: `npx tsx src/normalize/data/generate/index.ts`.
// The same packages give the same bytes; `generate.test.ts` compares them with what is committed.
import { writeFileSync } from 'node:fs';
import { countriesTable, worldCountriesTable } from './countries.js';
import { emailDomainsTable } from './email-domains.js';
import { phonePlansTable } from './phone-plans.js';
import { subdivisionsTable, worldSubdivisionsTable } from './subdivisions.js';
import { zonesTable } from './zones.js';

export const generatedTables: { readonly [file: string]: () => string } = {
  'countries.ts': countriesTable,
  'email-domains.ts': emailDomainsTable,
  'phone-plans.ts': phonePlansTable,
  'subdivisions.ts': subdivisionsTable,
  'country-zones.ts': zonesTable,
  'world-countries.ts': worldCountriesTable,
  'world-subdivisions.ts': worldSubdivisionsTable,
};

if (process.argv[1] !== undefined && /generate[\\/]index\.ts$/.test(process.argv[1])) {
  for (const [file, text] of Object.entries(generatedTables)) {
    writeFileSync(new URL(`../${file}`, import.meta.url), text());
  }
}
