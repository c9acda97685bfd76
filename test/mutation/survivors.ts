// Reads a report of Stryker: the figures per file, and the mutants that no test could tell from the original.

/** What is used of a report in Stryker's JSON. */
export interface Report {
  readonly files: {
    readonly [file: string]: { readonly source: string; readonly mutants: readonly ReportedMutant[] };
  };
}

interface ReportedMutant {
  readonly status: string;
  readonly replacement?: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

export interface FileFigures {
  readonly file: string;
  readonly killed: number;
  readonly timedOut: number;
  readonly survived: number;
}

/** A mutant that survived: its line as it stands and as it was changed, and the changed piece alone. */
export interface Survivor {
  readonly file: string;
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly piece: string;
  readonly replacement: string;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const aliveStates: readonly string[] = ['Survived', 'NoCoverage'];

/** The report without the mutants that no test told apart. */
export const onlyKilled = (report: Report): Report => ({
  ...report,
  files: Object.fromEntries(
    Object.entries(report.files).map(([file, { mutants, ...rest }]) => [
      file,
      { ...rest, mutants: mutants.filter(({ status }) => status === 'Killed') },
    ]),
  ),
});

/** The figures of each file that mutants were made of. */
export function figuresOf(report: Report): readonly FileFigures[] {
  return Object.entries(report.files)
    .map(([file, { mutants }]) => {
      const count = (...states: string[]) => mutants.filter(({ status }) => states.includes(status)).length;
      return { file, killed: count('Killed'), timedOut: count('Timeout'), survived: count(...aliveStates) };
    })
    .filter(({ killed, timedOut, survived }) => killed + timedOut + survived > 0)
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Percentage of mutants that a test told apart, or that ran for ever. */
export const scoreOf = ({ killed, timedOut, survived }: Omit<FileFigures, 'file'>): number =>
  (100 * (killed + timedOut)) / (killed + timedOut + survived);

/** All mutants that survived, in the order of the source. */
export function survivorsOf(report: Report): readonly Survivor[] {
  return Object.entries(report.files)
    .flatMap(([file, { source, mutants }]) => {
      const lines = source.split('\n');
      return mutants
        .filter(({ status }) => aliveStates.includes(status))
        .map(({ location: { start, end }, replacement = '' }): Survivor => {
          const first = lines[start.line - 1]!;
          const last = lines[end.line - 1]!;
          const [before, after] = [first.slice(0, start.column - 1), last.slice(end.column - 1)];
          const piece = lines
            .slice(start.line - 1, end.line)
            .join('\n')
            .slice(before.length);
          return {
            file,
            line: start.line,
            from: oneLine(first),
            to: oneLine(before + replacement + after),
            piece: oneLine(piece.slice(0, piece.length - after.length)),
            replacement: oneLine(replacement),
          };
        });
    })
    .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
