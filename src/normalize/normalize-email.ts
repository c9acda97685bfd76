import type { EmailClass } from '../lead/index.js';
import { storableText, tidyText } from './clean-text.js';
import { freeMailTable } from './data/email-domains.js';
import { academicTable, disposableTable, roleTable } from './data/email-words.js';
import { isOneEdit } from './edit-distance.js';
import { splitOnce, tableRows } from './place-index.js';
import { asciiLabel } from './punycode.js';
import { registrableDomain } from './registrable-domain.js';

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
const classes: ReadonlyMap<string, EmailClass> = /* @__PURE__ */ indexClasses();
const roles: ReadonlySet<string> = /* @__PURE__ */ new Set(roleTable.split(' '));

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
  const usual = text.length <= 100 ? usualAddress(text.trim().toLowerCase()) : null;
  if (usual !== null) return matchOf(usual.local, usual.host, toDomain);
  const address = bareAddress(text.slice(0, 1_000));
  const at = address.lastIndexOf('@');
  const host = asciiHost(address.slice(at + 1));
  const local = address.slice(0, at);
  return at < 1 || host === null || !isLocalPart(local) ? invalid : matchOf(local, host, toDomain);
}

function matchOf(local: string, host: string, toDomain: (host: string) => string | null): EmailMatch {
  const domain = toDomain(host);
  return domain === null || typeof domain !== 'string'
    ? invalid
    : { email: `${local}@${host}`, domain, class: classOf(host, domain), roleAccount: isRole(local) };
}

/** Kinds of characters by code: 1 letters and digits, 2 hyphens, 3 points; 0 for what has to be read with more care. */
const kinds = (letters: string): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, code) => {
    const sign = String.fromCharCode(code);
    return sign === '.' ? 3 : /[-_]/.test(sign) ? 2 : /[a-z0-9]/.test(sign) || letters.includes(sign) ? 1 : 0;
  });
const localKinds: Uint8Array = /* @__PURE__ */ kinds('+');
/** With letters of Western European languages: no two of them together mean another. */
const hostKinds: Uint8Array = /* @__PURE__ */ kinds('ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ');

/** Whether `text` from `from` to `to` is letters, with single points and with hyphens between them. */
function isDotted(text: string, from: number, to: number, kindOf: Uint8Array): boolean {
  let before = 3;
  for (let i = from; i < to; i++) {
    const kind = kindOf[text.charCodeAt(i)];
    if (!kind || (kind > 1 && before > 4 - kind)) return false;
    before = kind;
  }
  return before === 1;
}

/**
 * The two sides of an address that holds nothing else than letters, digits, hyphens, points and one `@`, each where it may
 * stand, and ends in letters. Null for all that has to be read with more care.
 */
function usualAddress(address: string): { readonly local: string; readonly host: string } | null {
  const at = address.indexOf('@');
  const { length } = address;
  if (at < 1 || at > 64 || length - at > 64) return null;
  if (!isDotted(address, 0, at, localKinds) || !isDotted(address, at + 1, length, hostKinds)) return null;
  const lastDot = address.lastIndexOf('.');
  if (lastDot < at || !isUsualTop(address, lastDot + 1)) return null;
  const host = asciiLabels(address.slice(at + 1));
  return host === null ? null : { local: address.slice(0, at), host };
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
  if (/^[\x20-\x7e]*$/.test(host)) return host;
  const labels = host.split('.').map(asciiLabel);
  return labels.some((label) => label.length > 63) ? null : labels.join('.');
}

const isTop = (top: string): boolean => /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(top) && !reserved.has(top);

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

function classOf(host: string, domain: string): EmailClass {
  const known = classes.get(domain);
  const own = host === domain ? known : classes.get(host);
  if (known === 'disposable' || own === 'disposable') return 'disposable';
  if (known === 'free' || own === 'free' || isFreeFamily(domain) || freeTypo(domain) !== null) return 'free';
  return known === 'academic' || own === 'academic' || isAcademicName(host) ? 'academic' : 'business';
}

const isFreeFamily = (domain: string): boolean =>
  families.has(domain.slice(0, domain.indexOf('.'))) && /^[a-z]+\.(?:[a-z]{2}|com?\.[a-z]{2}|com|net)$/.test(domain);

const families: ReadonlySet<string> = new Set(
  'yahoo ymail rocketmail hotmail outlook live msn gmx yandex aol googlemail windowslive zohomail tutanota'.split(' '),
);

/** The large free mailbox that a domain is one typing error away from; null where there is none. */
export const freeTypo = (domain: string): string | null =>
  domain.length < 7 || domain.length > 16 || classes.get(domain) === 'free' || notMisspelled.has(domain)
    ? null
    : (misspelled.find((name) => isOneEdit(domain, name)) ?? null);

/** `x.edu`, `x.edu.au`, `x.ac.uk`, `uni-x.de`. */
function isAcademicName(host: string): boolean {
  const last = host.lastIndexOf('.');
  const kind = host.length - last === 3 ? host.slice(host.lastIndexOf('.', last - 1) + 1, last) : host.slice(last + 1);
  if (kind === 'edu' || (kind === 'ac' && host.length - last === 3)) return true;
  return host.includes('-') && /(?:^|\.)(?:uni|univ|fh|hs|tu)-[a-z-]+\.(?:de|at|fr)$/.test(host);
}

function isRole(local: string): boolean {
  const tagAt = local.indexOf('+');
  const untagged = tagAt < 0 ? local : local.slice(0, tagAt);
  const name = untagged.charCodeAt(untagged.length - 1) > 57 ? untagged : untagged.replace(/[._-]?\d{1,2}$/, '');
  if (roles.has(name)) return true;
  return /[._-]/.test(name) && (roles.has(name.replace(/[._-]/g, '')) || branch.test(name));
}

/** `sales.emea`, `info-de`: a function of one place. */
const branch = /^(?:sales|info|support|marketing|contact|office|hr|jobs|careers|billing|service)[._-][a-z]{2,5}$/;
