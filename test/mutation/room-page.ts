// Writes docs/mutation/<room>.md.
import type { Explained } from './reasons.js';
import { type FileFigures, scoreOf } from './survivors.js';

const percent = (score: number): string => `${score.toFixed(1)} %`;

/** Code in a page, shortened. */
function code(text: string): string {
  const short = text.length > 70 ? `${text.slice(0, 67)}…` : text;
  const safe = short.replaceAll('|', '\\|');
  return safe.includes('`') ? `\`\` ${safe} \`\`` : `\`${safe === '' ? ' ' : safe}\``;
}

/** The sum of the figures of files. */
export function totalOf(figures: readonly FileFigures[]): FileFigures {
  const sum = (of: (row: FileFigures) => number) => figures.reduce((total, row) => total + of(row), 0);
  return {
    file: 'all',
    killed: sum((row) => row.killed),
    timedOut: sum((row) => row.timedOut),
    survived: sum((row) => row.survived),
  };
}

const rowOf = (row: FileFigures): string => {
  const { file, killed, timedOut, survived } = row;
  return `| ${file} | ${killed + timedOut + survived} | ${killed} | ${timedOut} | ${survived} | ${percent(scoreOf(row))} |`;
};

function reasonsOf({ explained }: Explained): readonly string[] {
  const byReason = new Map<string, Map<string, string[]>>();
  for (const { survivor, reason } of explained) {
    const files = byReason.get(reason) ?? new Map<string, string[]>();
    byReason.set(reason, files);
    const line = `${survivor.line} ${code(survivor.piece)} → ${code(survivor.replacement)}`;
    files.set(survivor.file, [...(files.get(survivor.file) ?? []), line]);
  }
  return [...byReason].flatMap(([reason, files]) => [
    ...[...files].map(([file, lines]) => `- ${file}: ${lines.join('; ')}.`),
    `  **${reason}**`,
  ]);
}

/** The page of a room, as it was at a commit. */
export function roomPage(room: string, commit: string, figures: readonly FileFigures[], found: Explained): string {
  const short = figures.map((row) => ({ ...row, file: row.file.replace(`src/${room}/`, '') }));
  return [
    `# Mutants of \`${room}\``,
    '',
    `Written by \`npm run mutation -- ${room}\`${commit === '' ? '' : ` at \`${commit}\``}; [how to read it](README.md).`,
    '',
    '| file | mutants | killed | timed out | survived | score |',
    '|---|---|---|---|---|---|',
    ...short.map(rowOf),
    rowOf({ ...totalOf(figures), file: '**all**' }),
    '',
    '## What survived, and why',
    '',
    'Line, the piece as it stands → as it was changed; then the reason.',
    '',
    ...reasonsOf(found),
    ...found.unexplained.map(
      ({ file, line, piece, replacement }) =>
        `- ${file}: ${line} ${code(piece)} → ${code(replacement)}.\n  **Unexplained.**`,
    ),
    '',
  ].join('\n');
}
