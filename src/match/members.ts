import type { DurationMs } from '../core/time.js';
import { minuteMs } from '../core/time.js';
import { type CompiledRequirement, compileRequirement } from './compile-requirement.js';
import type { CompiledRep } from './roster.js';
import type { RequirementStep } from './types.js';

export interface CompiledStep {
  /** Applies while the time since the lead joined the queue is below this. */
  readonly until: DurationMs;
  readonly requirements: readonly CompiledRequirement[];
  /** Per member, the first requirement that depends on the rep alone and is not met; their count where all are. */
  readonly fixedFailure: Uint16Array;
  /** Requirements that depend on the lead too. */
  readonly perLead: readonly number[];
}

/** The members of a queue with what they must have. */
export interface Members {
  /** Rep indexes, ascending. */
  readonly reps: Int32Array;
  readonly steps: readonly CompiledStep[];
}

function compileStep(step: RequirementStep, before: DurationMs, members: readonly CompiledRep[]): CompiledStep {
  const requirements = step.all.map(compileRequirement);
  const firstFailure = (member: CompiledRep): number => {
    const failing = requirements.findIndex((row) => row.fixed && !row.fits(member.spec, {}));
    return failing < 0 ? requirements.length : failing;
  };
  return {
    until: step.forMinutes === undefined ? Number.POSITIVE_INFINITY : before + step.forMinutes * minuteMs,
    requirements,
    fixedFailure: Uint16Array.from(members, firstFailure),
    perLead: requirements.flatMap((row, index) => (row.fixed ? [] : [index])),
  };
}

/** Compiles the members of a queue and its steps of requirements; no steps: one without requirements. */
export function compileMembers(
  reps: readonly CompiledRep[],
  repIndexes: readonly number[],
  requirementSteps: readonly RequirementStep[],
): Members {
  const indexes = Int32Array.from(repIndexes).sort();
  const members = Array.from(indexes, (index) => reps[index]!);
  const steps: CompiledStep[] = [];
  for (const step of requirementSteps.length > 0 ? requirementSteps : [{ all: [] }]) {
    steps.push(compileStep(step, steps.at(-1)?.until ?? 0, members));
  }
  return { reps: indexes, steps };
}

/** The step that applies so long after the lead joined the queue. */
export const stepAfter = (members: Members, waited: DurationMs): CompiledStep =>
  members.steps.find((step) => waited < step.until) ?? members.steps.at(-1)!;
