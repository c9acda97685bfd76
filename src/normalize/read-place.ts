import type { Json } from '../core/json.js';
import type { Provenance } from '../lead/index.js';
import { tidyText } from './clean-text.js';
import { slots } from './field-names.js';
import { countryOfHost, type LeadPlace, leadPlace, noPhone, readPhone } from './lead-place.js';
import { aliased, rawAt, reading, textOf, type Work } from './lead-work.js';
import type { EmailRead } from './read-email.js';

interface Place {
  readonly country: string | null;
  readonly region: string | null;
  readonly phone: string | null;
}

export function readPlace(work: Work, email: EmailRead): Place {
  const host = email.class === 'business' || email.class === 'academic' ? (email.domain ?? '') : '';
  return work.at[slots.country]! < 0 && work.at[slots.region]! < 0 ? inferPlace(work, host) : weighPlace(work, host);
}

/** {@link weighPlace} of a lead that says neither country nor region, which most forms do not ask for. */
function inferPlace(work: Work, emailHost: string): Place {
  const { provenance, prepared } = work;
  const raw = rawAt(work, work.at[slots.phone]!);
  const text = raw === null ? '' : aliased(work, 'phone', textOf(raw));
  const phone = text === '' ? noPhone : readPhone(text, prepared.defaultCountry, prepared);
  const hosted = countryOfHost(emailHost);
  if (phone.country !== null) {
    const differs = hosted !== null && hosted !== phone.country;
    const method = differs ? 'phone: calling code; email differs' : 'phone: calling code';
    provenance['country'] = reading(raw, method, 'low');
    if (phone.region !== null) provenance['region'] = reading(raw, 'phone: area code', 'low');
  } else if (hosted !== null) {
    provenance['country'] = reading(rawAt(work, work.at[slots.email]!), 'email: domain ending', 'low');
  }
  notePhone(work, raw, text, phone.e164);
  return { country: phone.country ?? hosted, region: phone.region, phone: phone.e164 };
}

function notePhone(work: Work, raw: Json, text: string, e164: string | null): void {
  if (raw === e164) return;
  const method = e164 === null ? 'none' : 'numbering plan';
  work.provenance['phone'] = reading(raw, method, saysCountry(text) ? 'high' : 'medium');
}

/** Where any lead is. */
function weighPlace(work: Work, emailHost: string): Place {
  const countryRaw = rawAt(work, work.at[slots.country]!);
  const regionRaw = rawAt(work, work.at[slots.region]!);
  const phoneRaw = rawAt(work, work.at[slots.phone]!);
  const texts = {
    country: aliased(work, 'country', textOf(countryRaw)),
    region: aliased(work, 'region', textOf(regionRaw)),
    phone: aliased(work, 'phone', textOf(phoneRaw)),
    emailHost,
  };
  const { country, region, phone } = leadPlace(texts, work.prepared.defaultCountry, work.prepared);
  const { provenance } = work;
  const ofCountry = placeReading(work, countryRaw, 'country', country);
  if (ofCountry !== null) provenance['country'] = ofCountry;
  const ofRegion = placeReading(work, regionRaw, 'region', region);
  if (ofRegion !== null) provenance['region'] = ofRegion;
  notePhone(work, phoneRaw, texts.phone, phone.e164);
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

const placeOf = ({ at }: Work, from: LeadPlace['country']['from']): number => at[slots[from]]!;

const inference = ({ from, method }: LeadPlace['country']): string => `${from}: ${method}`;
