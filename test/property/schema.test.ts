// Everything that the engine takes and gives passes the schemas, and they refuse nothing that `compile` lets through.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../src/index.js';
import type { Policy } from '../../src/policy/index.js';
import * as schemas from '../../src/schema/index.js';
import { history, setting } from '../support/arbitraries.js';
import { play } from '../support/play.js';
import { enough, runs } from '../support/runs.js';

const passes = (
  parse: (
    data: unknown,
  ) => { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown },
  data: unknown,
): void => {
  // as a store or a log would give it back
  const read = JSON.parse(JSON.stringify(data));
  const parsed = parse(read);
  expect(parsed.ok ? null : parsed.error).toBe(null);
  expect(parsed).toEqual({ ok: true, value: read });
};

test('states, records, events, decisions and leads of every history pass', () => {
  fc.assert(
    fc.property(history({ repsMax: 4, stepsMax: 20 }), (one) => {
      passes(schemas.parsePolicy, one.policy);
      play(one, ({ lead, outcome, events, state }) => {
        if (lead !== null) {
          passes(schemas.parseLead, lead);
          passes(schemas.parseRawLead, lead);
        }
        passes(schemas.parseState, state);
        for (const event of events) passes(schemas.parseEvent, event);
        if (outcome === null) return;
        passes(schemas.parseRecord, outcome.record);
        if (outcome.decision !== null) passes(schemas.parseDecision, outcome.decision);
      });
    }),
    runs(60),
  );
});

type Tree = { [key: string]: Tree } | Tree[];

/** Every place in a document, as the paths to it. */
function* placesOf(node: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (path.length > 0) yield path;
  if (typeof node !== 'object' || node === null) return;
  for (const [key, inner] of Object.entries(node)) yield* placesOf(inner, [...path, key]);
}

/** A copy of the document with the value at a place replaced; `undefined`: taken out. */
function replaced(document: unknown, path: readonly string[], value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(document)) as Tree;
  const parent = path.slice(0, -1).reduce((node: Tree, key) => (node as { [key: string]: Tree })[key]!, copy);
  const key = path.at(-1)!;
  if (value !== undefined) (parent as { [key: string]: unknown })[key] = value;
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return copy;
}

const changes: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  1,
  -1,
  0.5,
  1e9,
  '',
  'x',
  [],
  {},
  { x: 1 },
  '2026-01-01',
];

test('what compiles passes, also after a member was replaced or taken out', () => {
  let compiled = 0;
  // most replacements do not compile, most omissions do
  const value = fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, fc.constantFrom(...changes));
  const places = fc.tuple(fc.nat(100_000), value);
  fc.assert(
    fc.property(setting({ repsMax: 3 }), fc.array(places, { minLength: 1, maxLength: 30 }), ({ policy }, edits) => {
      const all = [...placesOf(policy)];
      for (const [n, value] of edits) {
        const edited = replaced(policy, all[n % all.length]!, value);
        if (!compile(edited as Policy).ok) continue;
        compiled += 1;
        passes(schemas.parsePolicy, edited);
      }
    }),
    runs(100),
  );
  expect(compiled).toBeGreaterThan(enough(100));
});

const jsonSchema = schemas.policyJsonSchema() as SchemaNode;

/** Paths of members that the JSON Schema marks: as much of a validator as that takes. */
function unknownMembers(data: unknown): readonly string[] {
  const found: string[] = [];
  visit(jsonSchema, data, [], jsonSchema.$defs!, found);
  return found;
}

interface SchemaNode {
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: SchemaNode };
  readonly properties?: { readonly [name: string]: SchemaNode };
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly const?: unknown;
  readonly required?: readonly string[];
}

const resolved = (schema: SchemaNode, defs: { readonly [name: string]: SchemaNode }): SchemaNode =>
  schema.$ref === undefined ? schema : resolved(defs[schema.$ref.split('/').at(-1)!]!, defs);

/** Whether an alternative is the one that the data means: its required members are there, its constants agree. */
function means(schema: SchemaNode, data: { readonly [key: string]: unknown }): boolean {
  const { properties = {}, required = [] } = schema;
  return (
    required.every((key) => data[key] !== undefined) &&
    Object.entries(properties).every(
      ([key, { const: value }]) => value === undefined || data[key] === undefined || data[key] === value,
    )
  );
}

function visit(
  given: SchemaNode,
  data: unknown,
  path: readonly string[],
  defs: { readonly [name: string]: SchemaNode },
  found: string[],
): void {
  const schema = resolved(given, defs);
  if (Array.isArray(data)) {
    for (const [i, item] of data.entries())
      if (schema.items) visit(schema.items, item, [...path, String(i)], defs, found);
    return;
  }
  if (typeof data !== 'object' || data === null) return;
  const record = data as { readonly [key: string]: unknown };
  const options = (schema.anyOf ?? schema.oneOf)?.map((option) => resolved(option, defs));
  const chosen = options === undefined ? schema : options.find((option) => option.properties && means(option, record));
  if (chosen?.properties === undefined) return;
  for (const [key, value] of Object.entries(record)) {
    const member = Object.hasOwn(chosen.properties, key) ? chosen.properties[key] : undefined;
    if (member !== undefined) visit(member, value, [...path, key], defs, found);
    else if (chosen.additionalProperties === false) found.push([...path, key].join('.'));
    else if (typeof chosen.additionalProperties === 'object')
      visit(chosen.additionalProperties, value, [...path, key], defs, found);
  }
}

test('the JSON Schema marks the members that `compile` warns of, and no others', () => {
  let marked = 0;
  fc.assert(
    fc.property(setting({ repsMax: 3 }), fc.array(fc.nat(100_000), { maxLength: 5 }), ({ policy }, strays) => {
      expect(unknownMembers(policy)).toEqual([]);
      // `compile` refuses strange members of conditions, and looks over those of calendars
      const objects = [...placesOf(policy)].filter((path) => !path.includes('when') && path[0] !== 'calendars');
      for (const n of strays) {
        const path = objects[n % objects.length]!;
        const target = path.reduce((node: unknown, key) => (node as { [key: string]: unknown })[key], policy);
        if (typeof target !== 'object' || target === null || Array.isArray(target)) continue;
        const edited = replaced(policy, [...path, 'stray'], 1);
        const result = compile(edited as Policy);
        if (!result.ok) continue;
        const warned = result.value.warnings.filter(({ code }) => code === 'policy.unknown_key');
        marked += warned.length;
        expect(unknownMembers(edited)).toEqual(warned.map(({ path: place }) => place.join('.')));
      }
    }),
    runs(100),
  );
  expect(marked).toBeGreaterThan(enough(20));
});
