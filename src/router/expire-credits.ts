import { emit, type Run } from './run.js';

/** Takes back the credits that have run out by the run's instant, the earliest first. */
export function expireCredits(run: Run): void {
  if (run.draft.credits.length === 0) return;
  const over = run.draft.credits.filter(({ expiresAt }) => expiresAt <= run.now);
  over.sort((a, b) => a.expiresAt - b.expiresAt || a.seq - b.seq);
  for (const { seq, repId, ledgerId } of over) emit(run, 'credit_expired', { repId, ledgerId, credit: seq });
}
