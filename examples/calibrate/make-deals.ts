// Writes deals.csv: leads and how they ended, from a seed. Run: npx tsx examples/calibrate/make-deals.ts
// Demos and directors win more often, students' mail less; industry and country mean nothing. "stage" is what became of them.
import { writeFileSync } from 'node:fs';

let seed = 20_260_302;
const random = (below: number): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
  return Math.floor((seed / 0x80000000) * below);
};
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;

const titles = ['Sales Director', 'Director of Operations', 'Account Manager', 'Buyer', 'Software Engineer', 'Intern'];
const rows = Array.from({ length: 1_500 }, (_, n) => {
  const source = pick(['demo_request', 'webinar', 'webinar', 'list', 'list', 'list']);
  const title = pick(titles);
  const mail = pick([
    `person${n}@gmail.com`,
    `person${n}@company${random(400)}.example`,
    `person${n}@company${random(400)}.example`,
  ]);
  const employees = pick(['1-10', '11-50', '51-200', '201-500', '501-1000']);
  const pages = random(12);
  const chance =
    18 +
    (source === 'demo_request' ? 30 : source === 'webinar' ? 8 : 0) +
    (title.includes('Director') ? 18 : 0) -
    (mail.endsWith('gmail.com') ? 10 : 0) +
    (pages >= 8 ? 14 : 0);
  const stage = random(8) === 0 ? 'Open' : random(100) < chance ? 'Won' : 'Lost';
  const [industry, country] = [pick(['healthcare', 'steel', 'retail']), pick(['US', 'DE', 'FR', 'GB'])];
  const amount = stage === 'Won' ? 1_000 + random(9_000) : 0;
  return [`d-${n + 1}`, source, mail, title, employees, industry, country, pages, stage, amount].join(',');
});

const header = 'id,source,email,job title,employees,industry,country,pages seen,stage,amount signed';
writeFileSync(new URL('./deals.csv', import.meta.url), `${[header, ...rows].join('\n')}\n`);
