import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { policyJsonSchema } from './policy-json-schema.js';

const file = new URL('../../docs/policy.schema.json', import.meta.url);

/** Every object in a JSON document. */
function* nodesOf(value: unknown): Generator<{ readonly [key: string]: unknown }> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as { readonly [key: string]: unknown };
  for (const inner of Object.values(value)) yield* nodesOf(inner);
}

test('docs/policy.schema.json is this schema; FAIRLEAD_WRITE=1 writes it', () => {
  const text = `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;
  if (process.env['FAIRLEAD_WRITE'] === '1') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('is draft 2020-12, and every reference in it leads to a definition', () => {
  const schema = policyJsonSchema();
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  const definitions = Object.keys(schema['$defs'] as object);
  expect(definitions).toEqual(
    expect.arrayContaining(['Policy', 'Rep', 'Queue', 'Rule', 'Condition', 'Calendar', 'Sla']),
  );
  const references = [...nodesOf(schema)].flatMap((node) => (typeof node['$ref'] === 'string' ? [node['$ref']] : []));
  for (const reference of references) expect(definitions.map((name) => `#/$defs/${name}`)).toContain(reference);
});

test('says nothing that only zod or its reader knows', () => {
  for (const node of nodesOf(policyJsonSchema())) {
    expect(node).not.toHaveProperty('readOnly');
    expect(node).not.toHaveProperty('extensible');
  }
});

test('marks members that no policy has, except where any are wanted', () => {
  const objects = [...nodesOf(policyJsonSchema())].filter((node) => node['properties'] !== undefined);
  const open = objects.filter((node) => node['additionalProperties'] !== false);
  const members = open.map((node) => Object.keys(node['properties'] as object).join());
  // the caller's own strategy, labels per scorecard, minutes per target
  expect(members.sort()).toEqual(['scorecards', 'type,strategyId', 'when']);
});

test('is a fresh object each time', () => {
  const schema = policyJsonSchema() as { title?: string };
  schema.title = 'changed';
  expect(policyJsonSchema()).not.toHaveProperty('title');
});
