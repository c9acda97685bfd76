import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from './parse-json.js';
import { stripComments } from './strip-comments.js';

test('comments and commas before a closing bracket become spaces', () => {
  expect(stripComments('{ "a": 1, // one\n}')).toBe('{ "a": 1        \n}');
  expect(stripComments('[1, /* two\nlines */ 2,\n]')).toBe('[1,       \n         2 \n]');
  expect(JSON.parse(stripComments('[1, /* , */ // ,\n ]'))).toEqual([1]);
});

test('strings are left alone', () => {
  const text = '{ "a": "// no", "b": "/* no */", "c": "\\"//", "d": ",}" }';
  expect(stripComments(text)).toBe(text);
});

test('JSON without comments is left alone, whatever it holds', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: fc.constantFrom('/', '*', '"', '\\', ',', '}', '\n', 'a') }), (text) => {
      expect(stripComments(text)).toBe(text);
    }),
  );
});

test('comments between any two tokens change nothing', () => {
  const comment = fc.constantFrom('', ' ', '/**/', '/* "a", } */', '// ]\n', '/*\n*/ // "\n');
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('1', '"a//b"', 'null', '[2]')),
      fc.infiniteStream(comment),
      (items, comments) => {
        const gap = (): string => comments.next().value ?? '';
        const text = `${gap()}[${gap()}${items.map((item) => `${item}${gap()}`).join(`,${gap()}`)}]${gap()}`;
        expect(JSON.parse(stripComments(text))).toEqual(JSON.parse(`[${items.join(',')}]`));
      },
    ),
  );
});

test('what is not JSON is named with its line and column', () => {
  expect(parseJson('{\n  // a comment\n  "a": nope\n}')).toEqual({
    ok: false,
    error: '3:8: expected JSON, found `nope`',
  });
  expect(parseJson('{ "a": 1')).toEqual({ ok: false, error: '1:9: expected JSON, found the end of the text' });
  expect(parseJson('{ /* never closed')).toMatchObject({ ok: false });
  expect(parseJson(' \n')).toEqual({ ok: false, error: '1:1: expected JSON, found an empty file' });
});

test('the place of a fault is where it was put', () => {
  const junk = fc.constantFrom('nope', '=', "'a'", '01', '"\\x"');
  fc.assert(
    fc.property(fc.json(), fc.nat(), junk, (text, seed, wrong) => {
      const starts = [...text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)].map((match) => match.index);
      const at = starts[seed % starts.length]!;
      const read = parseJson(`${text.slice(0, at)} ${wrong} ${text.slice(at)}`);
      expect(read).toMatchObject({
        ok: false,
        error: expect.stringMatching(new RegExp(`^1:(?:${at + 2}|${at + 3}): `)),
      });
    }),
  );
});
