/**
 * 32-bit FNV-1a over UTF-16 code units, finished with the avalanche of MurmurHash3, so that texts which differ
 * in one character differ in about half of the bits. Not for secrets.
 *
 * @param seed - continues an earlier hash, so that `hashText('b', hashText('a'))` keys on both texts
 */
export function hashText(text: string, seed: number = firstSeed): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = step(hash, text.charCodeAt(i));
  return avalanche(hash);
}

const firstSeed = 0x811c9dc5;
const secondSeed = 0x9e3779b9;

const step = (hash: number, codeUnit: number): number => Math.imul(hash ^ codeUnit, 0x01000193);

function avalanche(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** 64 bits of a text in 16 hexadecimal digits: two hashes from different seeds. */
export function fingerprintText(text: string): string {
  let first = firstSeed;
  let second = secondSeed;
  for (let i = 0; i < text.length; i++) {
    const codeUnit = text.charCodeAt(i);
    first = step(first, codeUnit);
    second = step(second, codeUnit);
  }
  return [first, second].map((hash) => avalanche(hash).toString(16).padStart(8, '0')).join('');
}
