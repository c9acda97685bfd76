// Writes docs/reason-codes.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files.js';
import { reasonCodesPage } from './reason-codes-page.js';

writeFileSync(join(root, 'docs/reason-codes.md'), reasonCodesPage());
