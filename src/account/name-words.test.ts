import { expect, test } from 'vitest';
import { gramsOf, gramText, sortedWords, wordsByEnds } from './name-words.js';

const textsOf = (text: string): readonly string[] => gramsOf(text).map(gramText);

test('groups end with their word, whatever the letters', () => {
  expect(textsOf('ab c')).toEqual([' ab', 'ab ', ' c ']);
  expect(textsOf('𠮷野家')).toEqual([' 𠮷野', '𠮷野家', '野家 ']);
  expect(textsOf('привет')).toEqual([' пр', 'при', 'рив', 'иве', 'вет', 'ет ']);
  expect(textsOf('Ͽ\u0400a')).toEqual([' Ͽ\u0400', 'Ͽ\u0400a', '\u0400a ']);
});

test('words in order, from their beginnings and from their ends', () => {
  expect(sortedWords('global acme b acme')).toBe('acme acme b global');
  expect(wordsByEnds('acme global zb')).toBe('zb acme global');
  expect([sortedWords('one'), wordsByEnds('one')]).toEqual(['one', 'one']);
});
