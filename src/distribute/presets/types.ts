/** One lead as other products see it. Eligibility and weights are indexed by member; lists are in roster order. */
export interface PresetDraw {
  readonly eligible: readonly number[];
  readonly weights: readonly number[];
}

/**
 * How another product hands out leads, for comparison: its own state, its own pick. A pick changes nothing;
 * `charge` writes the assignment into the draft state.
 */
export interface Preset<State> {
  readonly id: string;
  readonly start: (members: number) => State;
  /** The member who gets the lead; `eligible` is never empty. */
  readonly pick: (state: State, draw: PresetDraw) => number;
  readonly charge: (state: State, draw: PresetDraw, member: number) => void;
}
