import { tidyText } from './clean-text.js';
import { type CodeTable, codeTable } from './code-table.js';
import { areaCodesTable } from './data/area-codes.js';
import { phonePlansTable } from './data/phone-plans.js';
import { once } from './once.js';
import { splitOnce, tableRows } from './place-index.js';
import { plainDigits } from './plain-digits.js';

/** A telephone number and where it is from. */
export interface PhoneMatch {
  readonly e164: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** ISO 3166-2, from the area code of the USA and Canada. Weak evidence: people keep their numbers when they move. */
  readonly region: string | null;
}

interface PhonePlan {
  readonly country: string;
  readonly callingCode: string;
  /** The calling code as E.164 begins with it. */
  readonly prefix: string;
  /** What is dialled before national numbers inside the country. */
  readonly trunks: readonly string[];
  /** Valid national numbers. */
  readonly valid: RegExp;
  /** What national numbers of this country begin with, where it shares its calling code and is not the first of them. */
  readonly leading: RegExp | null;
}

/** The plans of one calling code; numbers that are none of the others' are the first one's. */
interface Sharing {
  readonly first: PhonePlan;
  readonly plans: readonly PhonePlan[];
  /** What numbers of those begin with that say so; null where there are none. */
  readonly leading: RegExp | null;
}

interface PhonePlans {
  /** By the number that a calling code is. */
  readonly sharing: readonly (Sharing | undefined)[];
  readonly of: CodeTable<PhonePlan>;
}

const plans: () => PhonePlans = /* @__PURE__ */ once(() => {
  const sharing = Array.from({ length: 1_000 }, (): Sharing | undefined => undefined);
  const all = tableRows(phonePlansTable).map(planOf);
  for (const plan of all) {
    const code = Number(plan.callingCode);
    sharing[code] = shared([...(sharing[code]?.plans ?? []), plan]);
  }
  return { sharing, of: codeTable(all.map((plan) => [plan.country, plan])) };
});

function shared(plans: readonly PhonePlan[]): Sharing {
  const leading = plans.flatMap((plan) => plan.leading?.source ?? []);
  return { first: plans[0]!, plans, leading: leading.length === 0 ? null : new RegExp(leading.join('|')) };
}

/** The country that a number says it is of, among those that share its calling code. */
const saidPlan = ({ plans, leading }: Sharing, number: string): PhonePlan | undefined =>
  leading?.test(number) === true ? plans.find((plan) => plan.leading?.test(number)) : undefined;

function planOf(row: string): PhonePlan {
  const [country, callingCode, trunk, pattern, leading] = row.split(' ');
  return {
    country: country!,
    callingCode: callingCode!,
    prefix: `+${callingCode}`,
    trunks: trunk === undefined || trunk === '' ? [] : trunk.split('/'),
    valid: new RegExp(`^(?:${pattern})$`),
    leading: leading === undefined || leading === '' ? null : new RegExp(`^(?:${leading})`),
  };
}

type Area = { readonly country: string; readonly region: string | null };

/** By the number that an area code is. */
const placeByArea: () => readonly (Area | undefined)[] = /* @__PURE__ */ once(() => {
  const places = Array.from({ length: 1_000 }, (): Area | undefined => undefined);
  for (const row of tableRows(areaCodesTable)) {
    const [place, areas] = splitOnce(row, ' ');
    const found = { country: place.slice(0, 2), region: place.length > 2 ? place : null };
    for (const area of areas.split(' ')) places[Number(area)] = found;
  }
  return places;
});

const nothing: PhoneMatch = { e164: null, country: null, region: null };
/** Codes that belong to no place: toll-free, personal and premium-rate numbers. */
const placelessAreas = /^(?:8(?:00|33|44|55|66|77|88)|900|5(?:00|2[125-9]|3[23]|44|66|77|88))$/;

/**
 * A telephone number as E.164, with its country and, in the USA and Canada, the state or province of its area code.
 *
 * Reads numbers with `+`, `00` or `011`, numbers as they are dialled in `defaultCountry`, labels (`Tel:`), extensions
 * (which are left out), full-width digits, letters for digits (`650-CALL-NOW`), and the first good one of several.
 * Validity is that of the country's numbering plan; numbers of one repeated digit and what a spreadsheet left of a number
 * (`1.21255E+10`) are refused.
 *
 * @param defaultCountry - ISO 3166-1 alpha-2 of the place where numbers without a country code are dialled
 * @returns all three null where the text is no number, or a national one and no country is given
 * @example normalizePhone('(305) 555-0111 ext. 22', 'US')
 * //=> { e164: '+13055550111', country: 'US', region: 'US-FL' }
 */
export function normalizePhone(text: string, defaultCountry?: string): PhoneMatch {
  const home =
    defaultCountry === undefined ? undefined : (plans().of(defaultCountry) ?? plans().of(defaultCountry.toUpperCase()));
  const trimmed = text.trim();
  const plain = plainDigits(trimmed);
  if (plain !== null) {
    const match = trimmed.charCodeAt(0) === 43 ? international(plain, home) : national(plain, home);
    if (match.e164 !== null) return match;
  }
  const tidy = tidyText(text.slice(0, 200).normalize('NFKC'));
  if (/^\s*\d+([.,]\d+)?e[+]?\d+\s*$/i.test(tidy)) return nothing;
  const whole = onePhone(tidy, home);
  if (whole.e164 !== null) return whole;
  const parts = tidy.split(/\s*[/;,|]\s*|\s+(?:or|and|oder|und|ou|et|o|y)\s+/i);
  for (const part of parts.length > 1 ? parts.slice(0, 5) : []) {
    const match = onePhone(part, home);
    if (match.e164 !== null) return match;
  }
  return nothing;
}

const extension =
  /(?:[\s,;(]*(?:ext(?:ension|n)?|x|durchwahl|dw|poste|ramal|anexo|int(?:erno)?|доб)[.:\s)]*|\s*#\s*|;ext=)\d{1,8}\)?\s*$/iu;
/** `Tel.: `, `Mobile (`: whatever stands before the number, as long as it is short. */
const label = /^[^\d+]{0,40}?(?=\+?\(?\+?\d)/;

function onePhone(text: string, home: PhonePlan | undefined): PhoneMatch {
  const bare = text
    .replace(/^tel:/i, '')
    .replace(/;phone-context=.*$/i, '')
    .replace(extension, '')
    .replace(label, '')
    .replace(/\s*\([a-z ]*\)$|\.0$/i, '')
    .trim();
  const lettered = /[a-z]/i.test(bare) ? keypadDigits(bare) : bare;
  if (lettered === null || /[^\d\s+().\-/*–—‐‑‒−·~:]/.test(lettered)) return nothing;
  const digits = lettered
    .replace(/\(0\)/g, lettered.trimStart().startsWith('+') || /^\s*00/.test(lettered) ? '' : '0')
    .replace(/\D/g, '');
  if (digits.length < 4 || digits.length > 20) return nothing;
  if (/^[\s(]*\+/.test(lettered)) return international(digits.replace(/^00/, ''), home);
  return national(digits, home);
}

// 1-800-FLOWERS: letters only behind digits, as North American keypads have them
function keypadDigits(text: string): string | null {
  if (!/^[+\d(][\d\s().+-]*[a-z][a-z\d\s-]*$/i.test(text) || (text.match(/[a-z]/gi) ?? []).length < 3) return null;
  return text.replace(/[a-z]/gi, (letter) => '22233344455566677778889999'[letter.toLowerCase().charCodeAt(0) - 97]!);
}

function national(digits: string, home: PhonePlan | undefined): PhoneMatch {
  const exit = exitLength(digits);
  if (exit === 2 || (exit === 3 && (home === undefined || home.callingCode === '1'))) {
    const abroad = international(digits.slice(exit), home);
    if (abroad.e164 !== null) return abroad;
  }
  if (home === undefined) return digits.length >= 11 ? international(digits, home) : nothing;
  const local = nationalNumber(digits, home);
  if (local !== null) return found(plans().sharing[Number(home.callingCode)]!, local, home);
  return digits.startsWith(home.callingCode) ? international(digits, home) : nothing;
}

/** Length of what is dialled before a country's code: `00`, or `011` as in North America. */
const exitLength = (digits: string): number =>
  !digits.startsWith('0') ? 0 : /^00[1-9]/.test(digits) ? 2 : /^011[1-9]/.test(digits) ? 3 : 0;

function international(digits: string, home: PhonePlan | undefined): PhoneMatch {
  if (digits.startsWith('0')) return nothing;
  let code = 0;
  for (let length = 1; length <= 3 && length <= digits.length; length++) {
    code = code * 10 + digitAt(digits, length - 1);
    const sharing = plans().sharing[code];
    if (sharing === undefined) continue;
    const number = nationalNumber(digits.slice(length), sharing.first);
    return number === null ? nothing : found(sharing, number, home);
  }
  return nothing;
}

/** The national number without the prefix that is dialled inside the country; null where the plan has no such number. */
function nationalNumber(digits: string, plan: PhonePlan): string | null {
  // where both readings fit, the prefix is a prefix: no plan with one has numbers that begin with it
  for (const trunk of plan.trunks) {
    if (!digits.startsWith(trunk)) continue;
    const inside = digits.slice(trunk.length);
    if (fits(inside, plan)) return inside;
  }
  if (fits(digits, plan)) return digits;
  const mobile = mobileFromHome(digits, plan.country);
  return fits(mobile, plan) ? mobile : null;
}

const fits = (number: string, plan: PhonePlan): boolean =>
  number !== '' && plan.valid.test(number) && !isMadeUp(number);

const isMadeUp = (number: string): boolean =>
  number.charCodeAt(0) === number.charCodeAt(1)
    ? /^(\d)\1+$/.test(number)
    : number === '1234567890' || number === '01234567890';

/** Mexico's mobile numbers had a 1 in front until 2019; Argentina's have a 15 behind the area code, which is a 9 before it from abroad. */
function mobileFromHome(digits: string, country: string): string {
  if (country === 'MX') return digits.replace(/^1(?=\d{10}$)/, '');
  return country === 'AR' ? digits.replace(/^0?(?=\d{12}$)(\d{2,4}?)15(\d{6,8})$/, '9$1$2') : '';
}

function found(sharing: Sharing, number: string, home: PhonePlan | undefined): PhoneMatch {
  const { country, prefix } = sharing.first;
  const e164 = prefix + number;
  if (prefix === '+1') return northAmerican(e164, number, sharing, home);
  return { e164, country: saidPlan(sharing, number)?.country ?? country, region: null };
}

function northAmerican(e164: string, number: string, sharing: Sharing, home: PhonePlan | undefined): PhoneMatch {
  const area = digitAt(number, 0) * 100 + digitAt(number, 1) * 10 + digitAt(number, 2);
  if (area % 100 === 11) return nothing;
  const place = placeByArea()[area];
  if (place !== undefined) return { e164, country: place.country, region: place.region };
  const island = saidPlan(sharing, number);
  if (island !== undefined) return { e164, country: island.country, region: null };
  if (!placelessAreas.test(number.slice(0, 3))) return nothing;
  return { e164, country: home?.callingCode === '1' ? home.country : 'US', region: null };
}

const digitAt = (digits: string, at: number): number => digits.charCodeAt(at) - 48;
