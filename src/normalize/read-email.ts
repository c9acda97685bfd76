import type { Lead } from '../lead/index.js';
import { isNullWord } from './clean-text.js';
import { slots } from './field-names.js';
import { aliased, note, rawAt, reading, textOf, type Work } from './lead-work.js';
import { type EmailMatch, emailIn, freeTypo } from './normalize-email.js';

export type EmailRead = Omit<EmailMatch, 'class'> & { readonly class: Lead['emailClass'] };

const noEmail: EmailRead = { email: null, domain: null, class: null, roleAccount: false };

export function readEmail(work: Work): EmailRead {
  const raw = rawAt(work, work.at[slots.email]!);
  if (raw === null) return noEmail;
  const text = aliased(work, 'email', textOf(raw));
  const found: EmailMatch = emailIn(text, work.prepared.registrableDomain);
  if (found.email === null && typeof raw === 'string' && isNullWord(text)) {
    note(work, 'email', raw, 'none', 'high');
    return noEmail;
  }
  const { provenance } = work;
  if (found.email !== raw) provenance['email'] = reading(raw, found.email === null ? 'invalid' : 'cleaned', 'high');
  const byEmail = reading(raw, 'email', 'high');
  if (found.domain !== null) provenance['emailDomain'] = byEmail;
  const typo = found.domain === null || found.class !== 'free' ? null : freeTypo(found.domain);
  provenance['emailClass'] = typo === null ? byEmail : reading(raw, `email; reads like ${typo}`, 'medium');
  if (found.roleAccount) provenance['roleAccount'] = byEmail;
  return found;
}

/** Null where the caller names no competitors. */
export const readCompetitor = (work: Work, email: EmailRead): boolean | null =>
  work.prepared.competitorDomains === null ? null : competitorOf(work, email, work.prepared.competitorDomains);

function competitorOf(work: Work, { email, domain: own }: EmailRead, domains: readonly string[]): boolean {
  const hosts = [email === null ? '' : email.slice(email.lastIndexOf('@') + 1), own ?? ''].filter(
    (host) => host !== '',
  );
  const competitor = hosts.some((host) =>
    domains.some((domain) => `.${host}`.endsWith(`.${domain.toLowerCase().replace(/^@?\.?/, '')}`)),
  );
  if (competitor) note(work, 'competitor', rawAt(work, work.at[slots.email]!), 'email domain', 'high');
  return competitor;
}
