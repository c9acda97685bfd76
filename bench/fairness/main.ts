// npx tsx bench/fairness/main.ts [--leads 1000000] [--svg docs/fairness.svg]
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { drawChart, type Table } from './chart.js';
import { contenders } from './contenders.js';
import { floodAfterReturn, gainByHiding, worstDeviation } from './measures.js';
import { scenarios } from './scenarios.js';

const { values } = parseArgs({ options: { leads: { type: 'string', default: '100000' }, svg: { type: 'string' } } });
const leads = Number(values.leads);

const show = (figure: number): string => (figure < 100 ? figure.toFixed(2) : Math.round(figure).toLocaleString('en'));
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const deviations: Table = {
  columns: scenarios.map(({ name }) => name),
  rows: contenders.map((contender) => ({
    name: contender.name,
    figures: scenarios.map((scenario) => worstDeviation(contender, scenario, leads)),
  })),
};

const title = `Worst deviation from the fair share over ${leads.toLocaleString('en')} leads, in leads`;
console.log(`# ${title}\n`);
console.log(line(['router', ...deviations.columns]));
console.log(line(['---', ...deviations.columns.map(() => '---:')]));
for (const { name, figures } of deviations.rows) console.log(line([name, ...figures.map(show)]));
console.log(
  '\nThe fair share of a lead is weight / sum of weights among those eligible for it. `values` is in largest leads.',
);
console.log(
  '`fairlead, by value` keeps a ledger of value, the others count leads. The adversary sends a fifth as many leads.',
);

console.log(
  'Routers that count leads aim at equal totals, whoever was eligible; part of their distance is that choice.',
);

console.log('\n# Going away and hiding\n');
console.log(line(['router', 'leads over the share in the first 50 after a leave', 'value won by dodging cold leads']));
console.log(line(['---', '---:', '---:']));
for (const contender of contenders) {
  console.log(
    line([contender.name, show(floodAfterReturn(contender)), `${show(gainByHiding(contender, leads))} fair shares`]),
  );
}

if (values.svg !== undefined) writeFileSync(values.svg, drawChart(deviations, title));
console.log(
  `\nNode ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${new Date().toISOString().slice(0, 10)}.`,
);

// Six leads is what is proven for twelve members under any schedule whatever.
const [ours] = deviations.rows;
if (ours!.figures.slice(0, 4).some((figure) => figure > 6)) {
  console.error('fairlead is further off than was proven');
  process.exitCode = 1;
}
const fullMix = deviations.columns.indexOf('full mix');
if (ours!.figures[fullMix]! > 2) {
  console.error('fairlead is more than two leads off in the full mix');
  process.exitCode = 1;
}
