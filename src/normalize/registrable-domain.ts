import { domainSuffixesTable } from './data/domain-suffixes.js';
import { once } from './once.js';
import { splitOnce, tableRows } from './place-index.js';

const suffixes: () => ReadonlySet<string> = /* @__PURE__ */ once(
  () =>
    new Set(
      tableRows(domainSuffixesTable).flatMap((row) => {
        const [last, before] = splitOnce(row, ' ');
        return before.split(' ').map((label) => (last === '*' ? label : `${label}.${last}`));
      }),
    ),
);

/**
 * The part of a host name that somebody registered: the last two labels, or three where the last two are a suffix such as
 * `co.uk` or `github.io`. A suffix alone is itself.
 *
 * The built-in list covers the usual suffixes; give `registrableDomain` in the options of `normalizeLead` to use the whole
 * Public Suffix List.
 *
 * @example registrableDomain('mail.acme.co.uk') //=> 'acme.co.uk'
 */
export function registrableDomain(host: string): string {
  const lastDot = dotBefore(host, host.length);
  // most hosts are two labels, as `acme.com`
  if (host.indexOf('.') === lastDot) return host;
  const second = dotBefore(host, lastDot);
  const last = host.slice(second + 1);
  return second < 0 || !suffixes().has(last) ? last : host.slice(dotBefore(host, second) + 1);
}

/** Where the last point before `at` is; -1 where there is none. As `lastIndexOf`, but faster for short distances. */
export function dotBefore(host: string, at: number): number {
  let i = at - 1;
  while (i >= 0 && host.charCodeAt(i) !== 46) i--;
  return i < 0 ? -1 : i;
}
