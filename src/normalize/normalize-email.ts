import { isOneEdit } from '../core/one-edit.js';
import type { EmailClass } from '../lead/index.js';
import { storableText, tidyText } from './clean-text.js';
import { freeMailTable } from './data/email-domains.js';
import { academicTable, disposableTable, roleTable } from './data/email-words.js';
import { once } from './once.js';
import { splitOnce, tableRows } from './place-index.js';
import { asciiLabel } from './punycode.js';
import { registrableDomain } from './registrable-domain.js';
import { isTop, usualAddress } from './usual-address.js';
import { wordSet } from './word-set.js';

/** A cleaned e-mail address and what kind of mailbox it is. */
export interface EmailMatch {
  readonly email: string | null;
  /** The registrable domain, in lower-case ASCII. */
  readonly domain: string | null;
  readonly class: EmailClass;
  /** The local part belongs to a function, not to a person: `sales@`, `info@`. */
  readonly roleAccount: boolean;
}

/** Domains whose class is known. */
const classes: () => ReadonlyMap<string, EmailClass> = /* @__PURE__ */ once(indexClasses);
const roles: () => ReadonlySet<string> = /* @__PURE__ */ once(() => wordSet(roleTable));

function indexClasses(): ReadonlyMap<string, EmailClass> {
  const index = new Map<string, EmailClass>();
  for (const domain of academicTable.split(' ')) index.set(domain, 'academic');
  for (const row of tableRows(freeMailTable)) {
    const [suffix, names] = splitOnce(row, ' ');
    for (const name of names.split(' ')) index.set(`${name}.${suffix}`, 'free');
  }
  for (const domain of disposableTable.split(' ')) index.set(domain, 'disposable');
  return index;
}

/** Mailboxes that people misspell, and well-known names that only look like it. */
const misspelled = [
  'gmail.com',
  'yahoo.com',
  'hotmail.com',
  'outlook.com',
  'icloud.com',
  'googlemail.com',
  'protonmail.com',
  'comcast.net',
  'rediffmail.com',
  'yandex.com',
];
const notMisspelled: ReadonlySet<string> = new Set(['email.com', 'ymail.com', 'mail.com', 'cloud.com', 'gmail.de']);

const invalid: EmailMatch = { email: null, domain: null, class: 'invalid', roleAccount: false };

/**
 * An e-mail address without what forms and address books put around it, its registrable domain, and its class.
 *
 * Takes `Jane <jane@x.com>`, `mailto:`, white space, full-width letters, trailing dots and commas; lower-cases; writes
 * international domains in Punycode. A `+tag` stays, since mail to it arrives. The first class that fits counts:
 * `invalid`, `disposable`, `free` (also one typing error away from the largest: `gmial.com`), `academic` (`.edu`,
 * `.edu.xx`, `.ac.xx` and well-known schools), `business`.
 *
 * @returns `email` and `domain` null with class `invalid` for what cannot be an address on the internet
 * @example normalizeEmail('Jane <Jane.Doe@Mail.ACME.co.uk>')
 * //=> { email: 'jane.doe@mail.acme.co.uk', domain: 'acme.co.uk', class: 'business', roleAccount: false }
 */
export const normalizeEmail = (text: string): EmailMatch => emailIn(text, registrableDomain);

/** {@link normalizeEmail} with the caller's way to find the registrable domain of a host; null makes the address invalid. */
export function emailIn(text: string, toDomain: (host: string) => string | null): EmailMatch {
  const usual = usualAddress(text.trim().toLowerCase());
  if (usual !== null) return matchOf(usual.email, usual.local, usual.host, toDomain);
  const address = bareAddress(text.slice(0, 1_000));
  const at = address.lastIndexOf('@');
  const host = asciiHost(address.slice(at + 1));
  const local = address.slice(0, at);
  return at < 1 || host === null || !isLocalPart(local) ? invalid : matchOf(`${local}@${host}`, local, host, toDomain);
}

function matchOf(email: string, local: string, host: string, toDomain: (host: string) => string | null): EmailMatch {
  const domain = toDomain(host);
  return domain === null || typeof domain !== 'string'
    ? invalid
    : { email, domain, class: classOf(host, domain), roleAccount: isRole(local) };
}

function bareAddress(text: string): string {
  const plain = tidyText(storableText(text).normalize('NFKC'));
  const inner = /<([^<>]*@[^<>]*)>?\s*[;,]?$/.exec(plain)?.[1] ?? firstOfList(plain);
  return inner
    .trim()
    .replace(/^(?:mailto|e-?mail|smtp)\s*:\s*/i, '')
    .replace(/\?.*$/, '')
    .replace(/^[<[('"]+(?=[^"@]*@)|[>\])'";,.:\s]+$/g, '')
    .replace(/\s*@\s*/, '@')
    .toLowerCase();
}

/** `a@x.com; b@y.com` is two addresses; the first is the lead's. */
const firstOfList = (text: string): string => /^([^\s;,@]+@[^\s;,@]+)[\s;,/]+[^\s;,@]+@/.exec(text)?.[1] ?? text;

/** Local parts of RFC 5321: dot-atoms, letters of any script, or a quoted text. */
const isLocalPart = (local: string): boolean =>
  local.length <= 64 &&
  (/^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(local) ||
    /^"[^"\\\p{C}]+"$/u.test(local));

function asciiHost(host: string): string | null {
  const labels = host.replace(/[。．｡]/g, '.').split('.');
  if (host.length > 253 || labels.length < 2 || labels.some((label) => label.length > 63)) return null;
  const plain = labels.map(asciiLabel);
  const valid =
    plain.every((label) => /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/.test(label)) &&
    labels.every((label) => /^[\p{L}\p{N}\p{M}_-]+$/u.test(label));
  return valid && isTop(plain.at(-1)!) ? plain.join('.') : null;
}

function classOf(host: string, domain: string): EmailClass {
  const start = startOf(domain);
  const known = knownClass(domain, start);
  const own = host === domain ? known : knownClass(host, startOf(host));
  if (known === 'disposable' || own === 'disposable') return 'disposable';
  if (known === 'free' || own === 'free' || isFreeFamily(domain, start) || typoOf(domain, start) !== null)
    return 'free';
  return known === 'academic' || own === 'academic' || isAcademicName(host) ? 'academic' : 'business';
}

/** The first two letters of a word as a number: most texts are told from words by that alone. */
const startOf = (word: string): number => (word.charCodeAt(0) & 31) * 32 + (word.charCodeAt(1) & 31);

/** By {@link startOf}: a bit for each thing that words with such a start may be. */
function bitsByStart(words: Iterable<string>, bitOf: (word: string) => number): Int32Array {
  const bits = new Int32Array(1_024);
  for (const word of words) bits[startOf(word)]! |= bitOf(word);
  return bits;
}

const lengthBit = (word: string): number => 1 << (word.length & 31);
const classLengths: () => Int32Array = /* @__PURE__ */ once(() => bitsByStart(classes().keys(), lengthBit));

/** The class of a domain in the tables. */
const knownClass = (domain: string, start: number): EmailClass | undefined =>
  (classLengths()[start]! & lengthBit(domain)) === 0 ? undefined : classes().get(domain);

const families: ReadonlySet<string> = /* @__PURE__ */ wordSet(
  'yahoo ymail rocketmail hotmail outlook live msn gmx yandex aol googlemail windowslive zohomail tutanota',
);
const familyStarts: () => Int32Array = /* @__PURE__ */ once(() => bitsByStart(families, () => 1));

const isFreeFamily = (domain: string, start: number): boolean =>
  familyStarts()[start] === 1 &&
  families.has(domain.slice(0, domain.indexOf('.'))) &&
  /^[a-z]+\.(?:[a-z]{2}|com?\.[a-z]{2}|com|net)$/.test(domain);

/** The large free mailbox that a domain is one typing error away from; null where there is none. */
export function freeTypo(domain: string): string | null {
  const start = startOf(domain);
  return knownClass(domain, start) === 'free' ? null : typoOf(domain, start);
}

/** {@link freeTypo} of a domain that is no free mailbox itself. */
function typoOf(domain: string, start: number): string | null {
  if (domain.length < 7 || domain.length > 16) return null;
  let names = namesNear()[start]!;
  for (let i = 0; names !== 0; i++, names >>= 1)
    if ((names & 1) === 1 && isOneEdit(domain, misspelled[i]!))
      return notMisspelled.has(domain) ? null : misspelled[i]!;
  return null;
}

/** A bit per name that has one of two first letters among its own: an edit leaves one of them in its place or beside it. */
const namesNear: () => Int32Array = /* @__PURE__ */ once(() => {
  const near = new Int32Array(1_024);
  for (const [i, name] of misspelled.entries()) {
    const [first, second] = [name.charCodeAt(0) & 31, name.charCodeAt(1) & 31];
    for (let other = 0; other < 32; other++)
      for (const start of [first * 32 + other, second * 32 + other, other * 32 + first, other * 32 + second])
        near[start]! |= 1 << i;
  }
  return near;
});

/** Whether a local part may be a role's name, perhaps with points in it; false only where it cannot. */
const mayBeRole = (local: string): boolean =>
  roleStarts()[startOf(local)] === 1 || local.charCodeAt(0) < 97 || !(local.charCodeAt(1) >= 97);
const roleStarts: () => Int32Array = /* @__PURE__ */ once(() => bitsByStart(roles(), () => 1));

/** `x.edu`, `x.edu.au`, `x.ac.uk`, `uni-x.de`. */
function isAcademicName(host: string): boolean {
  const end = host.length - 3;
  if (host.charCodeAt(end) !== 46) return host.charCodeAt(end + 2) === letterU && host.endsWith('.edu');
  const last = host.charCodeAt(end - 1);
  if (last === letterU ? endsIn(host, 'edu', end) : last === letterC && endsIn(host, 'ac', end)) return true;
  return host.includes('-') && /(?:^|\.)(?:uni|univ|fh|hs|tu)-[a-z-]+\.(?:de|at|fr)$/.test(host);
}

const letterC = 99;
const letterU = 117;

/** Whether a label of a host ends at a place. */
const endsIn = (host: string, label: string, end: number): boolean =>
  host.startsWith(label, end - label.length) &&
  (end === label.length || host.charCodeAt(end - label.length - 1) === 46);

function isRole(local: string): boolean {
  if (!mayBeRole(local)) return false;
  const tagAt = local.indexOf('+');
  const untagged = tagAt < 0 ? local : local.slice(0, tagAt);
  const name = untagged.charCodeAt(untagged.length - 1) > 57 ? untagged : untagged.replace(/[._-]?\d{1,2}$/, '');
  if (roles().has(name)) return true;
  return /[._-]/.test(name) && (roles().has(name.replace(/[._-]/g, '')) || branch.test(name));
}

/** `sales.emea`, `info-de`: a function of one place. */
const branch = /^(?:sales|info|support|marketing|contact|office|hr|jobs|careers|billing|service)[._-][a-z]{2,5}$/;
