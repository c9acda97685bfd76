import { dedupeKeys, type Lead } from '../lead/index.js';

/**
 * The keys under which the same person may be known already, strongest first: `email:<address>`,
 * `person:<business domain>|<words of the name>` and `phone:<E.164>`.
 *
 * The router asks for those that the policy's `duplicates.keys` names. The name is looked for in `fields` under its usual names
 * (`Full Name`, or `First Name` and `Last Name`); it must have two words, whose order, case and accents make no difference.
 *
 * @param lead - clean, as `normalizeLead` gives it
 * @returns no `email:` key for an invalid address, and no `person:` key for free, disposable and academic mail
 * @example
 * duplicateKeys(normalizeLead({ id: '1', email: 'j@acme.com', Name: 'Doe, Jané' }));
 * //=> ['email:j@acme.com', 'person:acme.com|doe jane']
 */
export const duplicateKeys = (lead: Partial<Lead>): readonly string[] => dedupeKeys(lead, ['email', 'person', 'phone']);
