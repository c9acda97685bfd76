import * as z from 'zod';
import type { Reason } from '../core/reason.js';
import { exactly } from './exactly.js';
import { open } from './objects.js';
import { instant } from './scalars.js';

const text = z.string();
const number = z.number();
const maybeInstant = instant().nullable();

const reasonOf = <C extends string, S extends { readonly [key: string]: z.ZodType }>(code: C, params: S) =>
  open({ code: z.literal(code), ...params });

export const ruleFaulted: z.ZodType<Reason<'rule.faulted'>, Reason<'rule.faulted'>> = exactly<Reason<'rule.faulted'>>()(
  reasonOf('rule.faulted', { ruleId: text, message: text }),
);

/** Why something is so: a code and that code's own parameters. */
export const reason: z.ZodType<Reason, Reason> = exactly<Reason>()(
  z.discriminatedUnion('code', [
    reasonOf('lead.invalid_field', { field: text, expected: text }),
    reasonOf('lead.duplicate', { ofLeadId: text }),
    reasonOf('lead.disqualified', { ruleId: text }),
    reasonOf('match.requirement_unmet', { requirement: text }),
    reasonOf('match.skill_missing', { skill: text, needed: number, has: number }),
    reasonOf('match.off_shift', { nextShiftAt: maybeInstant }),
    reasonOf('match.on_leave', { until: maybeInstant }),
    reasonOf('match.offline', {}),
    reasonOf('match.at_capacity', { open: number, capacity: number }),
    reasonOf('match.at_cap', { per: text, count: number, cap: number, resetsAt: maybeInstant }),
    reasonOf('match.excluded_owner', { since: instant() }),
    reasonOf('match.overdrawn', { owedMilli: number, overdraftMilli: number }),
    reasonOf('match.already_declined', { at: instant() }),
    reasonOf('match.custom', { filterId: text, message: text }),
    reasonOf('input.ignored', { type: text, because: text }),
    reasonOf('clock.went_back', { given: instant(), readAs: instant() }),
    reasonOf('rule.faulted', { ruleId: text, message: text }),
  ]),
);
