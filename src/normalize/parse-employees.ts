import type { Lead } from '../lead/index.js';
import { isNullWord, tidyText } from './clean-text.js';
import { once } from './once.js';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec';

interface Bands {
  readonly range: RegExp;
  readonly atLeast: RegExp;
  readonly below: RegExp;
  readonly upTo: RegExp;
  readonly about: RegExp;
  readonly dayMonth: RegExp;
  readonly monthDay: RegExp;
}

const bands: () => Bands = /* @__PURE__ */ once(() => {
  const unit = '(k|m|mn|mio|thousand|million|tsd)?';
  const amount = `(\\d{1,3}(?:[.,' ]\\d{3})+|\\d+(?:[.,]\\d+)?)\\s*${unit}`;
  const monthName = `(${months.replace(/ /g, '|')})[a-z]*`;
  return {
    range: new RegExp(`^${amount}\\s*(?:-|to|bis|a|à|until|through|and|~)\\s*${amount}$`),
    atLeast: new RegExp(
      `^(?:>|>=|≥|over|more than|above|at least|min|from|ab|über|mehr als|plus de|mas de|más de)\\s*${amount}\\+?$|^${amount}\\s*(?:\\+|plus|and (?:up|over|above|more)|or more|and greater|or greater|und mehr|et plus|o mas|y mas)$`,
    ),
    below: new RegExp(`^(?:<|less than|under|below|fewer than|weniger als|unter|moins de|menos de)\\s*${amount}$`),
    upTo: new RegExp(`^(?:<=|≤|up to|at most|max|bis(?: zu)?|jusqu'?a|hasta)\\s*${amount}$`),
    about: new RegExp(`^(?:~|≈|about|around|approx|approximately|circa|ca|etwa|rund)?\\s*${amount}$`),
    dayMonth: new RegExp(`^(\\d{1,2})[- /]${monthName}$`),
    monthDay: new RegExp(`^${monthName}[- /](\\d{1,4})$`),
  };
});

const headcountMax = 10_000_000;

/**
 * A number or band of employees as whole numbers; `max` null where it has no upper end.
 *
 * Reads `51-200`, `1k+`, `10.000+`, `<50`, `1,001 to 5,000`, `self-employed`, reversed bands, and what a spreadsheet makes
 * of bands: `2-Oct` (2-10), `Jan-50` (1-50).
 *
 * @returns null where the text says no number
 * @example parseEmployees('10.000+') //=> { min: 10000, max: null }
 */
export function parseEmployees(text: string): Lead['employees'] {
  const plain = tidyText(text.slice(0, 200).normalize('NFKC'))
    .toLowerCase()
    .replace(/[‐‑‒–—−]/g, '-');
  if (isNullWord(plain) && plain !== '0') return null;
  if (
    /^(?:self[ -]?employed|freelancer?|solo|sole (?:proprietor|trader)|just me|only me|me|one|independent|selbstst?ändig|einzelunternehmer|indépendant|autónomo)\b/.test(
      plain,
    )
  )
    return { min: 1, max: 1 };
  const dated = spreadsheetBand(plain);
  if (dated !== null) return dated;
  const bare = plain
    .replace(/[*()[\]"]/g, ' ')
    .replace(
      /\b(?:employees?|emps?|people|staff|persons?|headcount|fte?s?|workers|team members|members|users|seats|mitarbeiter(?:innen|nde)?|angestellte|beschäftigte|salariés?|empleados|employés?|dipendenti|funcionários|medewerkers|size|company|small|medium|large|enterprise|mid-market|micro|smb|startup|business|band|between|von|de|entre|zwischen)\b|:|名|人|명/g,
      ' ',
    )
    .replace(/\.$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return bandOf(bare);
}

function bandOf(bare: string): Lead['employees'] {
  return betweenBand(bare) ?? openBand(bare) ?? belowBand(bare);
}

function betweenBand(bare: string): Lead['employees'] {
  const pair = bands().range.exec(bare);
  if (pair === null) return null;
  const from = countOf(pair[1]!, pair[2] ?? (isSmaller(pair[1]!, pair[3]!) ? pair[4] : undefined));
  const to = countOf(pair[3]!, pair[4]);
  return from === null || to === null ? null : { min: Math.min(from, to), max: Math.max(from, to) };
}

function openBand(bare: string): Lead['employees'] {
  const open = bands().atLeast.exec(bare);
  const from = open === null ? null : countOf((open[1] ?? open[3])!, open[2] ?? open[4]);
  if (from === null) return null;
  const strict = /^(?:>(?!=)|over|more|above|über|mehr|plus de|m[aá]s de)/.test(bare);
  return { min: strict ? from + 1 : from, max: null };
}

function belowBand(bare: string): Lead['employees'] {
  const under = bands().below.exec(bare);
  const to = under ?? bands().upTo.exec(bare);
  if (to !== null) return upperBand(countOf(to[1]!, to[2]), under === null ? 0 : 1);
  const one = bands().about.exec(bare);
  const count = one === null ? null : countOf(one[1]!, one[2]);
  return count === null ? null : { min: count, max: count };
}

// `1-5k` is 1,000 to 5,000
const isSmaller = (from: string, to: string): boolean =>
  !/[.,' ]/.test(from) && Number.parseFloat(from) < Number.parseFloat(to.replace(',', '.'));

const upperBand = (end: number | null, less: number): Lead['employees'] =>
  end === null || end - less < 0 ? null : { min: Math.min(1, end - less), max: end - less };

function countOf(digits: string, scale: string | undefined): number | null {
  const grouped = /^\d{1,3}(?:[.,' ]\d{3})+$/.test(digits) && (scale === undefined || /[.,' ]\d{3}[.,' ]/.test(digits));
  const value = Number(grouped ? digits.replace(/[.,' ]/g, '') : digits.replace(',', '.').replace(/[' ]/g, ''));
  const factor = scale === undefined ? 1 : /^(?:k|thousand|tsd)$/.test(scale) ? 1_000 : 1_000_000;
  const count = Math.round(value * factor);
  return Number.isSafeInteger(count) && count <= headcountMax ? count : null;
}

/** `10-Feb` was 2-10 or 10-2; `Jan-50` was 1-50; `2-Oct` was 2-10; ISO dates of the same. */
function spreadsheetBand(plain: string): Lead['employees'] {
  const dayFirst = bands().dayMonth.exec(plain);
  const monthFirst = bands().monthDay.exec(plain);
  const [day, month] =
    dayFirst !== null
      ? [dayFirst[1]!, dayFirst[2]!]
      : monthFirst !== null
        ? [monthFirst[2]!, monthFirst[1]!]
        : [null, null];
  if (day === null || month === null) return null;
  const [a, b] = [Number(day), months.indexOf(month.slice(0, 3)) / 4 + 1];
  return { min: Math.min(a, b), max: Math.max(a, b) };
}
