/**
 * 32-bit FNV-1a over UTF-16 code units, finished with the avalanche of MurmurHash3, so that texts which differ
 * in one character differ in about half of the bits. Not for secrets.
 *
 * @param seed - continues an earlier hash, so that `hashText('b', hashText('a'))` keys on both texts
 */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 64 bits of a text in 16 hexadecimal digits: two hashes from different seeds. */
export const fingerprintText = (text: string): string =>
  [hashText(text), hashText(text, 0x9e3779b9)].map((part) => part.toString(16).padStart(8, '0')).join('');
