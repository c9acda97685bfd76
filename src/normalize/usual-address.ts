import { once } from './once.js';
import { asciiLabel } from './punycode.js';
import { dotBefore } from './registrable-domain.js';

/** Kinds of characters by code: 1 letters and digits, 2 hyphens, 3 points, 4 more letters; 0 for what has to be read with more care. */
const kinds = (letters: string): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, code) => {
    const sign = String.fromCharCode(code);
    return sign === '.' ? 3 : /[-_]/.test(sign) ? 2 : /[a-z0-9+]/.test(sign) ? 1 : letters.includes(sign) ? 4 : 0;
  });
const localKinds: () => Uint8Array = /* @__PURE__ */ once(() => kinds(''));
/** With letters of Western European languages: no two of them together mean another. */
const hostKinds: () => Uint8Array = /* @__PURE__ */ once(() =>
  kinds('ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ').fill(0, 43, 44),
);

/**
 * 1 where `text` from `from` to `to` is letters, with single points and with hyphens between them, 4 where some of them are
 * beyond ASCII, and 0 where it is something else.
 */
function dotted(text: string, from: number, to: number, kindOf: Uint8Array): number {
  let before = 3;
  let letters = 1;
  for (let i = from; i < to; i++) {
    let kind = kindOf[text.charCodeAt(i)] ?? 0;
    if (kind === 4) letters = kind;
    if (kind === 4) kind = 1;
    if (kind === 0 || (kind > 1 && before > 4 - kind)) return 0;
    before = kind;
  }
  return before === 1 ? letters : 0;
}

/** An address and its two sides, the host in ASCII. */
export interface UsualAddress {
  readonly email: string;
  readonly local: string;
  readonly host: string;
}

/**
 * The sides of an address that holds nothing else than letters, digits, hyphens, points and one `@`, each where it may
 * stand, and ends in letters. Null for all that has to be read with more care.
 */
export function usualAddress(address: string): UsualAddress | null {
  const at = address.indexOf('@');
  const { length } = address;
  if (at < 1 || at > 64 || length - at > 64 || dotted(address, 0, at, localKinds()) === 0) return null;
  const letters = dotted(address, at + 1, length, hostKinds());
  const lastDot = dotBefore(address, length);
  if (letters === 0 || lastDot < at || !isUsualTop(address, lastDot + 1)) return null;
  const local = address.slice(0, at);
  const written = address.slice(at + 1);
  if (letters === 1) return { email: address, local, host: written };
  const host = asciiLabels(written);
  return host === null ? null : { email: `${local}@${host}`, local, host };
}

function isUsualTop(address: string, from: number): boolean {
  for (let i = from; i < address.length; i++) {
    const code = address.charCodeAt(i);
    if (code < 97 || code > 122) return false;
  }
  const length = address.length - from;
  return length === 2 || (length > 2 && (address.endsWith('.com') || !reserved.has(address.slice(from))));
}

/** The host in ASCII; null where a label is too long for that. */
function asciiLabels(host: string): string | null {
  let ascii = '';
  for (let from = 0; from < host.length; ) {
    const dot = host.indexOf('.', from);
    const to = dot < 0 ? host.length : dot;
    const label = asciiLabel(host.slice(from, to));
    if (label.length > 63) return null;
    ascii += dot < 0 ? label : `${label}.`;
    from = to + 1;
  }
  return ascii;
}

/** Whether the last label of a host may stand there on the internet. */
export const isTop = (top: string): boolean => /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(top) && !reserved.has(top);

// RFC 2606 and RFC 6762, but not `.example` and `.test`, which people use to try things out
const reserved: ReadonlySet<string> = new Set([
  'localhost',
  'local',
  'invalid',
  'internal',
  'lan',
  'localdomain',
  'home',
  'corp',
]);
