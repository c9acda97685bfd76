import type { EmailClass } from '../lead/index.js';
import { storableText } from './clean-text.js';
import { freeMailTable } from './data/email-domains.js';
import { academicTable, disposableTable, roleTable } from './data/email-words.js';
import { editDistance } from './edit-distance.js';
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

const words = (table: string): ReadonlySet<string> => new Set(table.split(' '));

const free: ReadonlySet<string> = /* @__PURE__ */ new Set(
  tableRows(freeMailTable).flatMap((row) => {
    const [suffix, names] = splitOnce(row, ' ');
    return names.split(' ').map((name) => `${name}.${suffix}`);
  }),
);
const disposable: ReadonlySet<string> = /* @__PURE__ */ words(disposableTable);
const academic: ReadonlySet<string> = /* @__PURE__ */ words(academicTable);
const roles: ReadonlySet<string> = /* @__PURE__ */ words(roleTable);

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
  const address = bareAddress(text.slice(0, 1_000));
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const host = asciiHost(address.slice(at + 1));
  if (at < 1 || host === null || !isLocalPart(local)) return invalid;
  const domain = toDomain(host);
  if (domain === null || typeof domain !== 'string') return invalid;
  return { email: `${local}@${host}`, domain, class: classOf(host, domain), roleAccount: isRole(local) };
}

function bareAddress(text: string): string {
  const plain = storableText(text)
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .trim();
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
  const top = plain.at(-1)!;
  return valid && /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(top) && !reserved.has(top) ? plain.join('.') : null;
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
  const names = [host, domain];
  if (names.some((name) => disposable.has(name))) return 'disposable';
  if (names.some((name) => free.has(name)) || isFreeFamily(domain) || freeTypo(domain) !== null) return 'free';
  if (names.some((name) => academic.has(name)) || isAcademicName(host)) return 'academic';
  return 'business';
}

const isFreeFamily = (domain: string): boolean =>
  /^(?:yahoo|ymail|rocketmail|hotmail|outlook|live|msn|gmx|yandex|aol|googlemail|windowslive|zohomail|tutanota)\.(?:[a-z]{2}|com?\.[a-z]{2}|com|net)$/.test(
    domain,
  );

/** The large free mailbox that a domain is one typing error away from; null where there is none. */
export const freeTypo = (domain: string): string | null =>
  free.has(domain) || notMisspelled.has(domain) || !/^.{7,16}$/.test(domain)
    ? null
    : (misspelled.find((name) => Math.abs(name.length - domain.length) < 2 && editDistance(domain, name, 1) === 1) ??
      null);

const isAcademicName = (host: string): boolean =>
  /(?:^|\.)(?:edu|(?:edu|ac)\.[a-z]{2})$/.test(host) ||
  /(?:^|\.)(?:uni|univ|fh|hs|tu)-[a-z-]+\.(?:de|at|fr)$/.test(host);

const isRole = (local: string): boolean => {
  const name = local.replace(/\+.*$/, '').replace(/[._-]?\d{1,2}$/, '');
  return roles.has(name) || roles.has(name.replace(/[._-]/g, '')) || branch.test(name);
};

/** `sales.emea`, `info-de`: a function of one place. */
const branch = /^(?:sales|info|support|marketing|contact|office|hr|jobs|careers|billing|service)[._-][a-z]{2,5}$/;
