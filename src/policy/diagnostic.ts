import { oneLine } from '../core/text.js';
/** One thing wrong, or doubtful, in a policy; `path` leads to it from the document's root. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type Path = readonly (string | number)[];

/** Where checks write what they find. */
export interface Report {
  readonly error: (code: string, path: Path, message: string) => void;
  readonly warning: (code: string, path: Path, message: string) => void;
}

const shownMax = 60;

/** A value from outside as it may stand in a message: short, on one line, in backticks. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const line = oneLine(text);
  return `\`${line.length > shownMax ? `${line.slice(0, shownMax)}…` : line}\``;
}
