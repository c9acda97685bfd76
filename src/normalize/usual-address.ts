import { asciiLabel } from './punycode.js';
import { dotBefore } from './registrable-domain.js';

// Letters with single points and with hyphens between them on both sides, then the last label, of letters. Expressions
// take a third of the time of a loop, which has to ask of each sign how its text is stored.
const plain = /^[a-z0-9+]+(?:(?:\.|[-_]+)[a-z0-9+]+)*@(?:[a-z0-9]+(?:[-_]+[a-z0-9]+)*\.)+[a-z]{2,}$/;
/** With letters of Western European languages in the host: no two of them together mean another. */
const accented = /^[a-z0-9+]+(?:(?:\.|[-_]+)[a-z0-9+]+)*@(?:[a-z0-9ß-öø-ÿ]+(?:[-_]+[a-z0-9ß-öø-ÿ]+)*\.)+[a-z]{2,}$/;

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
  const { length } = address;
  if (length > 128) return null;
  const isPlain = plain.test(address);
  if (!isPlain && !accented.test(address)) return null;
  const at = address.indexOf('@');
  if (at > 64 || length - at > 64 || isReserved(address)) return null;
  const local = address.slice(0, at);
  const written = address.slice(at + 1);
  if (isPlain) return { email: address, local, host: written };
  const host = asciiLabels(written);
  return host === null ? null : { email: `${local}@${host}`, local, host };
}

/** Most end in `.com` or in the two letters of a country. */
const isReserved = (address: string): boolean =>
  !(address.endsWith('.com') || address.charCodeAt(address.length - 3) === 46) &&
  reserved.has(address.slice(dotBefore(address, address.length) + 1));

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
