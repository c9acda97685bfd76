import type { Json } from '../core/json.js';
import type { Provenance } from '../lead/index.js';
import { tidyText } from './clean-text.js';
import { slots } from './field-names.js';
import { type LeadPlace, leadPlace } from './lead-place.js';
import { aliased, rawAt, reading, textOf, type Work } from './lead-work.js';
import type { EmailRead } from './read-email.js';

interface Place {
  readonly country: string | null;
  readonly region: string | null;
  readonly phone: string | null;
}

export function readPlace(work: Work, email: EmailRead): Place {
  const phoneText = aliased(work, 'phone', textOf(rawAt(work, work.at[slots.phone]!)));
  const ownMail = email.class === 'business' || email.class === 'academic';
  const texts = {
    country: aliased(work, 'country', textOf(rawAt(work, work.at[slots.country]!))),
    region: aliased(work, 'region', textOf(rawAt(work, work.at[slots.region]!))),
    phone: phoneText,
    emailHost: ownMail ? (email.domain ?? '') : '',
  };
  const { country, region, phone } = leadPlace(texts, work.prepared.defaultCountry, work.prepared.options);
  const { provenance } = work;
  const ofCountry = placeReading(work, rawAt(work, work.at[slots.country]!), 'country', country);
  if (ofCountry !== null) provenance['country'] = ofCountry;
  const ofRegion = placeReading(work, rawAt(work, work.at[slots.region]!), 'region', region);
  if (ofRegion !== null) provenance['region'] = ofRegion;
  const raw = rawAt(work, work.at[slots.phone]!);
  if (raw !== phone.e164) {
    const confidence = saysCountry(phoneText) ? 'high' : 'medium';
    provenance['phone'] = reading(raw, phone.e164 === null ? 'none' : 'numbering plan', confidence);
  }
  return { country: country.value, region: region.value, phone: phone.e164 };
}

/** Whether a number begins with `+` or `00`; most do not begin with what would have to be tidied first. */
function saysCountry(phone: string): boolean {
  const first = phone.charCodeAt(0);
  return first > 32 && first < 127 && first !== 48 ? first === 43 : /^(?:\+|00)/.test(tidyText(phone));
}

/** How a place came about; null where it is as it was given. */
function placeReading(
  work: Work,
  own: Json,
  field: 'country' | 'region',
  match: LeadPlace['country'],
): Provenance | null {
  if (own === null && match.value === null) return null;
  const raw = own ?? rawAt(work, placeOf(work, match.from));
  const inferred = match.from !== field;
  return raw !== null && (inferred || raw !== match.value || match.method.includes(';'))
    ? reading(raw, inferred ? inference(match) : match.method, match.confidence)
    : null;
}

/** Said by name, since looking a name up takes long. */
const placeOf = ({ at }: Work, from: LeadPlace['country']['from']): number =>
  from === 'phone'
    ? at[slots.phone]!
    : from === 'email'
      ? at[slots.email]!
      : from === 'country'
        ? at[slots.country]!
        : at[slots.region]!;

/** Most come from a number, and the texts of those need not be put together. */
const inference = ({ from, method }: LeadPlace['country']): string =>
  method === 'calling code'
    ? 'phone: calling code'
    : method === 'area code'
      ? 'phone: area code'
      : `${from}: ${method}`;
