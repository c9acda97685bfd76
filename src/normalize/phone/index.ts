// Purpose: telephone numbers judged by the whole numbering plans of libphonenumber, for those who have it installed.
// In: the text of a number, the country it is dialled in, and what the built-in plans made of it.
// Out: `validPhone`, to hand over as `phone` in the options of `normalizeLead`.
// Never: be needed: without it numbers are judged by their length and first digits.

import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { PhoneMatch } from '../normalize-phone.js';

const nothing: PhoneMatch = { e164: null, country: null, region: null };

/**
 * A telephone number that libphonenumber holds for valid, as E.164 with its country; else nothing.
 *
 * The built-in reading goes first, since it takes labels, extensions, exit codes and letters off; where libphonenumber does
 * not take that, it is asked for the text as it stands. Needs the optional peer `libphonenumber-js` (its `min` metadata).
 *
 * @param defaultCountry - ISO 3166-1 alpha-2 of the place where numbers without a country code are dialled
 * @param own - what `normalizePhone` made of the text; its region is kept, since area codes are not in the metadata
 * @returns all three null where the number is not valid
 * @example
 * import { normalizeLead } from 'fairlead/normalize';
 * normalizeLead({ id: '1', phone: '+1 213 373 4253' }, { phone: validPhone }).phone //=> '+12133734253'
 */
export function validPhone(text: string, defaultCountry: string | undefined, own: PhoneMatch): PhoneMatch {
  const read = own.e164 === null ? undefined : parsePhoneNumberFromString(own.e164);
  if (read?.isValid() === true) return { e164: read.number, country: read.country ?? own.country, region: own.region };
  const home = defaultCountry?.toUpperCase();
  const options = home !== undefined && /^[A-Z]{2}$/.test(home) ? { defaultCountry: home as CountryCode } : {};
  const asWritten = parsePhoneNumberFromString(text.slice(0, 200), options);
  return asWritten?.isValid() === true
    ? { e164: asWritten.number, country: asWritten.country ?? null, region: null }
    : nothing;
}
