import type { Lead } from '../lead/index.js';

const fullNames = 'name fullname contactname personname yourname leadname'.split(' ');
const firstNames = 'firstname givenname forename first vorname prenom nombre'.split(' ');
const lastNames = 'lastname surname familyname last nachname nom apellido apellidos'.split(' ');

/**
 * The keys under which the same person may be known already, strongest first: `email:<address>`,
 * `person:<business domain>|<words of the name>` and `phone:<E.164>`.
 *
 * The first and the last are those that the router asks for. The name is looked for in `fields` under its usual names
 * (`Full Name`, or `First Name` and `Last Name`); it must have two words, whose order, case and accents make no difference.
 *
 * @param lead - clean, as `normalizeLead` gives it
 * @returns no `email:` key for an invalid address, and no `person:` key for free, disposable and academic mail
 * @example
 * duplicateKeys(normalizeLead({ id: '1', email: 'j@acme.com', Name: 'Doe, Jané' }));
 * //=> ['email:j@acme.com', 'person:acme.com|doe jane']
 */
export function duplicateKeys(lead: Partial<Lead>): readonly string[] {
  const { email, emailDomain, emailClass, phone } = lead;
  const words = typeof emailDomain === 'string' && emailClass === 'business' ? nameWords(lead.fields ?? {}) : [];
  return [
    ...(typeof email === 'string' && emailClass !== 'invalid' ? [`email:${email}`] : []),
    ...(words.length > 1 ? [`person:${emailDomain}|${words.join(' ')}`] : []),
    ...(typeof phone === 'string' ? [`phone:${phone}`] : []),
  ];
}

function nameWords(fields: Lead['fields']): readonly string[] {
  const texts = new Map<string, string>();
  for (const key of Object.keys(fields).sort()) {
    const value = fields[key];
    if (typeof value === 'string' && value.trim() !== '')
      texts.set(key.toLowerCase().replace(/[^a-z]/g, ''), value.slice(0, 200));
  }
  const first = (names: readonly string[]): string => texts.get(names.find((name) => texts.has(name)) ?? '') ?? '';
  return wordsOf(first(fullNames) || `${first(firstNames)} ${first(lastNames)}`).sort();
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
