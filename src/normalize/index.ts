// Purpose: a raw lead, as forms and lists write it, becomes a Lead with codes, numbers and provenance.
// In: raw leads and texts.
// Out: leads; the functions that read one kind of text, for use alone.
// Never: throw for any data, look names up in the runtime's locale tables, lose the raw value.

export type { RawLead } from '../lead/index.js';
export { type CompanyName, companyKey } from './company-key.js';
export type { PhoneReader } from './lead-place.js';
export { normalizeCountry, type PlaceMatch } from './normalize-country.js';
export { type EmailMatch, normalizeEmail } from './normalize-email.js';
export { normalizeLanguage } from './normalize-language.js';
export { createNormalizer, normalizeLead } from './normalize-lead.js';
export type { NormalizeOptions } from './normalize-options.js';
export { normalizePhone, type PhoneMatch } from './normalize-phone.js';
export { normalizeRegion } from './normalize-region.js';
export { parseEmployees } from './parse-employees.js';
export { type InstantMatch, parseInstant } from './parse-instant.js';
export { type JobTitle, parseJobTitle } from './parse-job-title.js';
export { type Money, parseMoney } from './parse-money.js';
export type { PlaceTables } from './place-tables.js';
export type { FieldMapping } from './raw-fields.js';
export { registrableDomain } from './registrable-domain.js';
export { normalizeTimeZone, timeZoneOfPlace } from './time-zone.js';
