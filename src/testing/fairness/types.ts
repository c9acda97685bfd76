/** One lead to hand out: who may get it, what everybody weighs (indexed by member), what it is worth. */
export interface Opportunity {
  /** Member indexes, ascending, at least one. */
  readonly eligible: readonly number[];
  readonly weights: readonly number[];
  readonly value: number;
}

/** A router as fairness sees it. Keeps its own state: a call hands out the lead. */
export interface FairnessSubject {
  /** The member, one of `eligible`, who gets the lead. */
  readonly pick: (eligible: readonly number[], weights: readonly number[], value: number) => number;
}

/** Makes a fresh router for members 0 … n − 1. */
export type CreateSubject = (members: number) => FairnessSubject;

/** What a scenario may look at to make the next lead as awkward as it can. */
export interface View {
  readonly members: number;
  /** 0 for the first lead. */
  readonly lead: number;
  /** Entitlement minus what was received, in leads of value 1, indexed by member. */
  readonly owed: readonly number[];
}

/** The next lead. May keep state of its own, and choose by what happened before. */
export type Scenario = (view: View) => Opportunity;

/** Numbers in [0, 1), the same ones for the same seed. */
export type Random = () => number;

/** How a router broke its promise, with the leads that show it. */
export interface Violation {
  readonly theorem: string;
  readonly seed: number;
  readonly members: number;
  /** The member who is off, or −1 where the whole is. */
  readonly member: number;
  readonly measured: number;
  readonly bound: number;
  /** All leads from a fresh start to the one that broke the promise, and who got them. */
  readonly leads: readonly (Opportunity & { readonly picked: number })[];
}

/** A bound that a router under test is held to. */
export interface FairnessTheorem {
  readonly id: string;
  /** The promise, in one line. */
  readonly claim: string;
  /** Plays one random scenario against a fresh router; null when the promise held. */
  readonly check: (create: CreateSubject, seed: number) => Violation | null;
}
