import type { Provenance } from '../lead/index.js';
import { tidyText } from './clean-text.js';
import { type LeadPlace, leadPlace } from './lead-place.js';
import { aliased, rawAt, reading, textOf, type Work } from './lead-work.js';
import type { EmailRead } from './read-email.js';

interface Place {
  readonly country: string | null;
  readonly region: string | null;
  readonly phone: string | null;
}

export function readPlace(work: Work, email: EmailRead): Place {
  const phoneText = aliased(work, 'phone', textOf(rawAt(work, work.at.phone)));
  const ownMail = email.class === 'business' || email.class === 'academic';
  const texts = {
    country: aliased(work, 'country', textOf(rawAt(work, work.at.country))),
    region: aliased(work, 'region', textOf(rawAt(work, work.at.region))),
    phone: phoneText,
    emailHost: ownMail ? (email.domain ?? '') : '',
  };
  const { country, region, phone } = leadPlace(texts, work.prepared.defaultCountry, work.prepared.options);
  const { provenance } = work;
  const ofCountry = placeReading(work, 'country', country);
  if (ofCountry !== null) provenance['country'] = ofCountry;
  const ofRegion = placeReading(work, 'region', region);
  if (ofRegion !== null) provenance['region'] = ofRegion;
  const raw = rawAt(work, work.at.phone);
  if (raw !== phone.e164) {
    const abroad = phoneText.startsWith('+') || /^(?:\+|00)/.test(tidyText(phoneText));
    provenance['phone'] = reading(raw, phone.e164 === null ? 'none' : 'numbering plan', abroad ? 'high' : 'medium');
  }
  return { country: country.value, region: region.value, phone: phone.e164 };
}

/** How a place came about; null where it is as it was given. */
function placeReading(work: Work, field: 'country' | 'region', match: LeadPlace['country']): Provenance | null {
  const own = rawAt(work, work.at[field]);
  if (own === null && match.value === null) return null;
  const raw = own ?? rawAt(work, work.at[match.from]);
  const inferred = match.from !== field;
  return raw !== null && (raw !== match.value || inferred || match.method.includes(';'))
    ? reading(raw, inferred ? `${match.from}: ${match.method}` : match.method, match.confidence)
    : null;
}
