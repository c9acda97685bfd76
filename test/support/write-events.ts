// Writes docs/events.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventsPage } from './events-page.js';
import { root } from './files.js';

writeFileSync(join(root, 'docs/events.md'), eventsPage());
