import { normalizeEmail } from '../normalize/index.js';

/** A domain that may belong to an account, or why a text is none. */
type DomainReading =
  | { readonly type: 'domain'; readonly host: string }
  | { readonly type: 'free' }
  | { readonly type: 'invalid' };

/**
 * The host in what people keep as an account's domain: `acme.com`, `https://www.acme.com/about`, `@acme.com`,
 * `info@acme.com`. In lower-case ASCII, without `www.`. Domains of free and disposable mailboxes belong to nobody.
 */
export function readDomain(text: string): DomainReading {
  const { email, class: mailbox } = normalizeEmail(`x@${bareHost(text.slice(0, 1_000))}`);
  if (email === null || !email.startsWith('x@')) return { type: 'invalid' };
  return mailbox === 'free' || mailbox === 'disposable' ? { type: 'free' } : { type: 'domain', host: email.slice(2) };
}

const bareHost = (text: string): string =>
  /^(?!www\.)[a-z0-9.-]+$/.test(text)
    ? text
    : text
        .trim()
        .replace(/^[a-z][a-z0-9+.-]*:(?:\/\/)?/i, '')
        .replace(/[/?#].*$/s, '')
        .replace(/^.*@/s, '')
        .replace(/:\d*$/, '')
        .replace(/^(?:\*\.|www\.)+/i, '');

/** Whether an alias may be a domain as well as a name. */
export const looksLikeDomain = (text: string): boolean => /^\s*[^\s.]+(?:\.[^\s.]+)*\.[^\s.]{2,}\s*$/.test(text);
