import type { Reporter, TestModule } from 'vitest/node';

/**
 * Prints `N passed, N failed`, with skipped ones where there are any, as the last line of a run, and before it how many
 * leads the laws of fairness looked at: fewer than FAIRLEAD_STEPS_MIN is a failure.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    let steps = 0;
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        counts[test.result().state]++;
        steps += test.meta().steps ?? 0;
      }
      // a file that does not load has no tests to fail
      if (module.state() === 'failed' && [...module.children.allTests()].length === 0) counts.failed++;
    }
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    const least = Number(process.env['FAIRLEAD_STEPS_MIN'] ?? 0);
    if (steps < least) process.exitCode = 1;
    const fewer = steps < least ? `, expected ${least}` : '';
    const handed = steps > 0 ? `${steps} leads handed out under the laws of fairness${fewer}\n` : '';
    process.on('exit', () =>
      process.stdout.write(`\n${handed}${counts.passed} passed, ${counts.failed + counts.pending} failed${skipped}\n`),
    );
  }
}
