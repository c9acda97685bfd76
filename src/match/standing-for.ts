import type { ScoredLead } from '../lead/index.js';
import { anyCount } from './member-limits.js';
import {
  type CompiledStep,
  fittingsFor,
  type Members,
  type Standing,
  type StandingNode,
  standingNode,
  unmetRequirement,
} from './members.js';
import { judged, obstacles } from './obstacles.js';
import type { Roster } from './roster.js';

/** Members in all standings that one step remembers, however few those are. */
const rememberedMax = 65_536;
/** Standings that one step remembers, however many members they have. */
const standingsMin = 16;

/** The end of the lead's path, as far as it is there already made; null where a requirement has no key for the lead. */
function nodeFor({ standings, perLead }: CompiledStep, lead: ScoredLead): StandingNode | null {
  let node = standings.root;
  for (let i = 0; i < perLead.length; i++) {
    const { requirement } = perLead[i]!;
    if (!requirement.applies(lead)) {
      node.unasked ??= standingNode();
      node = node.unasked;
      continue;
    }
    const key = requirement.keyOf(lead);
    if (key === null) return null;
    let next = node.byKey.get(key);
    if (next === undefined) {
      next = standingNode();
      node.byKey.set(key, next);
    }
    node = next;
  }
  return node;
}

function judgeAll(
  step: CompiledStep,
  members: Members,
  roster: Roster,
  absences: Uint8Array,
  lead: ScoredLead,
): Standing {
  const fittings = fittingsFor(step, members, roster, lead);
  const judgements: number[] = [];
  const present: number[] = [];
  for (let member = 0; member < members.reps.length; member++) {
    const unmet = unmetRequirement(step, fittings, member);
    const met = unmet === step.requirements.length;
    const judgement = met ? absences[member]! : judged(obstacles.requirement, unmet);
    judgements.push(judgement);
    if (judgement === obstacles.none) present.push(member);
  }
  const { capacity, surely } = members.limits;
  return {
    judgements,
    present,
    reps: Int32Array.from(present, (member) => members.reps[member]!),
    // whoever may hold more than any lead takes has room below that, and is looked at more closely above it
    capacity: Int32Array.from(present, (member) => Math.min(anyCount, capacity[member]!)),
    surely: surely.map((column) => Int32Array.from(present, (member) => column[member]!)),
    counts: null,
    packed: null,
    rows: null,
  };
}

/**
 * What the requirements of a step and `absences` say of every member, worked out once for all leads that ask for the
 * same; null where that cannot be told from a key.
 */
export function standingFor(
  step: CompiledStep,
  members: Members,
  roster: Roster,
  absences: Uint8Array,
  lead: ScoredLead,
): Standing | null {
  const node = nodeFor(step, lead);
  if (node === null) return null;
  if (node.standing !== null) return node.standing;
  const { standings } = step;
  const size = members.reps.length;
  const standing = judgeAll(step, members, roster, absences, lead);
  if (standings.count * size >= rememberedMax && standings.count >= standingsMin) {
    standings.root = standingNode();
    standings.count = 0;
    return standing;
  }
  standings.count += 1;
  node.standing = standing;
  return standing;
}
