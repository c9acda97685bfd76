const space = /[ \t\r\n]*/y;
const scalar =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

const matchAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
};

type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'more' | 'item';
type Kind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'scalar';

const valueStart = { '{': 'key or }', '[': 'value or ]', string: 'more', scalar: 'more' } as const;

/** What is wanted after a token of a kind; a kind that is not named may not stand there. */
const grammar: { readonly [W in Wanted]: { readonly [K in Kind]?: Wanted } } = {
  value: valueStart,
  'value or ]': { ...valueStart, ']': 'more' },
  key: { string: ':' },
  'key or }': { string: ':', '}': 'more' },
  ':': { ':': 'value' },
  more: { ',': 'item', '}': 'more', ']': 'more' },
  item: {},
};

function kindOf(token: string): Kind {
  if (token.startsWith('"')) return 'string';
  return '{}[],:'.includes(token) ? (token as Kind) : 'scalar';
}

/** What may come after a token, or null where the token may not stand here. `stack` holds the open brackets. */
function step(token: string, wanted: Wanted, stack: string[]): Wanted | null {
  const next = grammar[wanted][kindOf(token)] ?? null;
  if (token === '{' || token === '[') stack.push(token);
  if (token === '}' && stack.pop() !== '{') return null;
  if (token === ']' && stack.pop() !== '[') return null;
  if (next !== 'item') return next;
  const within = stack.at(-1);
  return within === undefined ? null : within === '{' ? 'key' : 'value';
}

/**
 * Where a text stops being JSON: the index of the first token that may not stand there, or the text's length. Runtimes
 * word their own messages differently, and not all of them say where.
 */
export function findJsonFault(text: string): number {
  const stack: string[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  for (;;) {
    at += matchAt(space, text, at);
    const size = '{}[],:'.includes(text[at] ?? ' ') ? 1 : matchAt(scalar, text, at);
    const next: Wanted | null = size === 0 ? null : step(text.slice(at, at + size), wanted, stack);
    if (next === null) return at;
    wanted = next;
    at += size;
  }
}
