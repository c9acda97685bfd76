// Purpose: registrable domains by the whole Public Suffix List, for those who have tldts installed.
// In: a host name.
// Out: `publicSuffixDomain`, to hand over as `registrableDomain` in the options of `normalizeLead`.
// Never: be needed: without it a built-in list of the usual suffixes decides.

import { getDomain } from 'tldts';

/**
 * The part of a host name that somebody registered, by the Public Suffix List with its private section (`x.github.io` is
 * one domain each). A suffix alone is itself, so that `gov.uk` stays a domain. Needs the optional peer `tldts`.
 *
 * @returns null where the text is no host name, or an address of numbers
 * @example publicSuffixDomain('mail.acme.co.uk') //=> 'acme.co.uk'
 * @example publicSuffixDomain('a.b.kawasaki.jp') //=> 'a.b.kawasaki.jp'
 */
export const publicSuffixDomain = (host: string): string | null =>
  getDomain(host, { allowPrivateDomains: true }) ?? (isHost(host) ? host : null);

const isHost = (host: string): boolean => /^(?!\d+(?:\.\d+){3}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(host);
