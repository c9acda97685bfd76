// Writes docs/events.md and docs/lifecycle.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventsPage } from './events-page.js';
import { root } from './files.js';
import { lifecyclePage } from './lifecycle-page.js';

writeFileSync(join(root, 'docs/events.md'), eventsPage());
writeFileSync(join(root, 'docs/lifecycle.md'), lifecyclePage());
