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

/** Code units that one call hashes: long texts take many calls, so that the first of them get the code compiled. */
const blockLength = 512;

/** Takes both hashes on by one block. The steps are written out, since most of this runs before it is compiled. */
function addBlock(hashes: Int32Array, text: string, start: number): void {
  const { imul } = Math;
  const end = Math.min(start + blockLength, text.length);
  let first = hashes[0]!;
  let second = hashes[1]!;
  for (let i = start; i < end; i++) {
    const codeUnit = text.charCodeAt(i);
    first = imul(first ^ codeUnit, 0x01000193);
    second = imul(second ^ codeUnit, 0x01000193);
  }
  hashes[0] = first;
  hashes[1] = second;
}

/** 64 bits of a text in 16 hexadecimal digits: two hashes from different seeds. */
export function fingerprintText(text: string): string {
  const hashes = Int32Array.of(firstSeed, secondSeed);
  for (let start = 0; start < text.length; start += blockLength) addBlock(hashes, text, start);
  return Array.from(hashes, (hash) => avalanche(hash).toString(16).padStart(8, '0')).join('');
}
