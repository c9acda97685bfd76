import type { Diagnostic } from './diagnostic.js';

/**
 * Diagnostics as text, one per line: where, what, and the code.
 *
 * @example
 * formatDiagnostics([{ severity: 'error', code: 'policy.shape', path: ['reps', 0, 'id'], message: 'expected an id, found nothing' }]);
 * //=> 'error reps[0].id: expected an id, found nothing (policy.shape)'
 */
export const formatDiagnostics = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics
    .map(({ severity, code, path, message }) => {
      const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
      return `${severity} ${place.replace(/^\./, '') || 'policy'}: ${message} (${code})`;
    })
    .join('\n');
