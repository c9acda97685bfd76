type Path = readonly (string | number)[];

/** How large data may be: values in all, counted with their containers, and levels inside each other. */
export interface SizeLimits {
  readonly nodesMax: number;
  readonly depthMax: number;
}

/** What is wrong with data before its shape is looked at. */
interface SizeProblem {
  readonly code: 'schema.too_large' | 'schema.too_deep' | 'schema.not_json';
  readonly path: Path;
  readonly message: string;
}

interface Place {
  readonly value: unknown;
  readonly depth: number;
  /** Where the value stands: the place above and the key in it. */
  readonly above: Place | null;
  readonly key: string | number;
}

function pathOf(place: Place): Path {
  const path: (string | number)[] = [];
  for (let at: Place = place; at.above !== null; at = at.above) path.unshift(at.key);
  return path;
}

const problem = (code: SizeProblem['code'], place: Place, message: string): SizeProblem => ({
  code,
  path: pathOf(place),
  message,
});

function problemOf(place: Place, depthMax: number): SizeProblem | null {
  const { value, depth, key } = place;
  if (depth > depthMax) return problem('schema.too_deep', place, `expected at most ${depthMax} levels, found more`);
  if (key === '__proto__') return problem('schema.not_json', place, 'expected no member named `__proto__`');
  const type = typeof value;
  if (type === 'function' || type === 'symbol' || type === 'bigint')
    return problem('schema.not_json', place, `expected plain JSON, found a ${type}`);
  return null;
}

/**
 * The first reason why data of unknown origin must not be read any further: more nodes than `nodesMax`, more than
 * `depthMax` levels (which also ends data that holds itself), a member named `__proto__`, or something that JSON does
 * not have. Without recursion, so that no nesting exhausts the stack. O(nodes), at most O(`nodesMax`).
 *
 * @returns null where the data may be read
 *
 * @example
 * checkSize([[1, 2]], { nodesMax: 3, depthMax: 9 });
 * //=> { code: 'schema.too_large', path: [0, 1], message: 'expected at most 3 values, found more' }
 */
export function checkSize(data: unknown, { nodesMax, depthMax }: SizeLimits): SizeProblem | null {
  const stack: Place[] = [{ value: data, depth: 0, above: null, key: '' }];
  let count = 1;
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const found = problemOf(place, depthMax);
    if (found !== null) return found;
    const { value, depth } = place;
    if (typeof value !== 'object' || value === null) continue;
    const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
    for (const key of keys) {
      const inner: Place = { value: (value as { [key: string]: unknown })[key], depth: depth + 1, above: place, key };
      count += 1;
      if (count > nodesMax)
        return problem('schema.too_large', inner, `expected at most ${nodesMax} values, found more`);
      stack.push(inner);
    }
  }
  return null;
}
