import type { Confidence } from '../lead/index.js';
import { isNullWord, tidyText } from './clean-text.js';
import { wordSet } from './word-set.js';

/** An amount of money in integer minor units, and how it was read. */
export interface Money {
  readonly minorUnits: number;
  /** ISO 4217, where the text says it. */
  readonly currency: string | null;
  readonly method: string;
  readonly confidence: Confidence;
}

const symbols: { readonly [symbol: string]: string } = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '￥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  '₽': 'RUB',
  '₺': 'TRY',
  '₪': 'ILS',
  zł: 'PLN',
  r$: 'BRL',
  us$: 'USD',
  c$: 'CAD',
  ca$: 'CAD',
  a$: 'AUD',
  au$: 'AUD',
  nz$: 'NZD',
  hk$: 'HKD',
  s$: 'SGD',
  mx$: 'MXN',
};
// ISO 4217: currencies whose smallest unit is not the hundredth
const noMinor = /* @__PURE__ */ wordSet('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF');
const thousandths = /* @__PURE__ */ wordSet('BHD IQD JOD KWD LYD OMR TND');

const minorDigits = (currency: string | null): number =>
  currency !== null && noMinor.has(currency) ? 0 : currency !== null && thousandths.has(currency) ? 3 : 2;

const scales: { readonly [name: string]: number } = {
  k: 3,
  tsd: 3,
  thousand: 3,
  m: 6,
  mn: 6,
  mm: 6,
  mio: 6,
  mil: 6,
  million: 6,
  millions: 6,
  millionen: 6,
  b: 9,
  bn: 9,
  billion: 9,
  mrd: 9,
  lakh: 5,
  lakhs: 5,
  lac: 5,
  crore: 7,
  crores: 7,
  cr: 7,
};
const digits =
  /(\d[\d.,'’ _]*)\s*(k|tsd|thousand|mm|mn|mio|million(?:s|en)?|mil|m|bn|billion|b|mrd|lakhs?|lac|crores?|cr)?(?![a-z])/g;

/**
 * An amount in major units (`$12,500.50`, `1.234,56 €`, `10k`, `JPY 5000`) as integer minor units.
 *
 * A band (`$10k - $25k`) counts as its lower end, with confidence `low`; so does one group of three digits behind a single
 * point or comma (`1.234`), which is read as thousands. A negative amount is null.
 *
 * @param currency - ISO 4217 code for texts that name none; decides how many minor units there are (two by default)
 * @returns null where the text is no amount, or one beyond the safe integers
 * @example parseMoney('$12.5k') //=> { minorUnits: 1250000, currency: 'USD', method: 'amount', confidence: 'medium' }
 */
export function parseMoney(text: string, currency: string | null = null): Money | null {
  const plain = tidyText(text.slice(0, 200).normalize('NFKC')).toLowerCase();
  if ((isNullWord(plain) && plain !== '0') || isNegative(plain) || /\d\s*%|\d:\d|\de\d/.test(plain)) return null;
  const [first, second, third] = plain.matchAll(digits);
  if (first === undefined || third !== undefined) return null;
  const named = currencyOf(plain) ?? currency;
  // `10-25k`: the scale is said once
  const scale = first[2] ?? (/^\d{1,3}$/.test(first[1]!.trim()) ? second?.[2] : undefined);
  const read = minorUnitsOf(first[1]!.trim(), scale === undefined ? 0 : scales[scale]!, minorDigits(named));
  if (read === null) return null;
  const guessed = read.guessed || second !== undefined || isBand.test(plain);
  return {
    minorUnits: read.minorUnits,
    currency: named,
    method: second === undefined ? 'amount' : 'lower end of a band',
    confidence: confidenceOf(guessed, named !== null && scale === undefined),
  };
}

const confidenceOf = (guessed: boolean, exact: boolean): Confidence => (guessed ? 'low' : exact ? 'high' : 'medium');

const isBand = /\+|<|>|under|over|up to|less|more|bis|ab /;

const isNegative = (plain: string): boolean =>
  /^[\s$€£a-z]*[-−(]\s*[$€£]?\s*\d/.test(plain) && !/\d\s*[-–—]\s*\D*\d/.test(plain);

function currencyOf(plain: string): string | null {
  const code =
    /(?:^|[\d\s.,])(usd|eur|gbp|jpy|cny|rmb|inr|aud|cad|nzd|chf|sek|nok|dkk|pln|czk|huf|brl|mxn|krw|sgd|hkd|zar|aed|sar|ils|try|rub|clp|cop|idr|kwd|bhd|omr|vnd|thb|twd|php|myr)(?=[\d\s.,]|$)/.exec(
      plain,
    )?.[1];
  if (code !== undefined) return code === 'rmb' ? 'CNY' : code.toUpperCase();
  const symbol = /(?:us|c|ca|a|au|nz|hk|s|mx|r)?\$|zł|[€£¥₹₩₽₺₪]/.exec(plain)?.[0];
  return symbol === undefined ? null : symbols[symbol]!;
}

interface Amount {
  readonly minorUnits: number;
  readonly guessed: boolean;
}

/** Digits as they are written to a whole number of minor units, without a float in between. */
function minorUnitsOf(written: string, scale: number, minor: number): Amount | null {
  const marks = written.replace(/[\s'’_]/g, '').replace(/[.,]+$/, '');
  const decimalAt = decimalMark(marks);
  const whole = (decimalAt < 0 ? marks : marks.slice(0, decimalAt)).replace(/[.,]/g, '');
  const fraction = decimalAt < 0 ? '' : marks.slice(decimalAt + 1);
  const shift = scale + minor;
  const kept = fraction.slice(0, shift).padEnd(shift, '0');
  const up = fraction.length > shift && fraction.charCodeAt(shift) >= 53 ? 1 : 0;
  const minorUnits = Number(whole + kept) + up;
  const guessed = decimalAt < 0 && /^\d{1,3}[.,]\d{3}$/.test(marks) && scale === 0;
  return whole !== '' && Number.isSafeInteger(minorUnits)
    ? { minorUnits, guessed: guessed && marks.includes('.') }
    : null;
}

/** Where the decimals begin: the last mark, unless it repeats or groups exactly three digits. */
function decimalMark(marks: string): number {
  const at = Math.max(marks.lastIndexOf('.'), marks.lastIndexOf(','));
  if (at < 0) return -1;
  const mark = marks[at]!;
  const other = mark === '.' ? ',' : '.';
  if (marks.includes(other)) return marks.indexOf(mark) === at ? at : -1;
  if (marks.indexOf(mark) !== at) return -1;
  return marks.length - at - 1 === 3 && at <= 3 && marks[0] !== '0' ? -1 : at;
}
