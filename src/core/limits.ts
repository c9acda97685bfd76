/** Every maximum of the library, in one place. Exceeding one is a diagnostic or a reason, never a crash. */
export const limits = {
  /** Reps in one policy. */
  repsMax: 10_000,
  queuesMax: 1_000,
  /** Teams that share one queue. */
  teamsMax: 1_000,
  rulesMax: 20_000,
  calendarsMax: 2_000,
  /** Nodes of one policy document, counted before anything recursive reads it. */
  policyNodesMax: 2_000_000,
  /** Nesting of a policy document, its conditions included. */
  policyDepthMax: 64,
  /** Nesting of one lead. */
  depthMax: 32,
  conditionNodesMax: 20_000,
  /** UTF-16 code units of an id. */
  idLengthMax: 200,
  /** UTF-16 code units of one text of a lead; longer ones are cut and said so. */
  textLengthMax: 4_096,
  /** Texts, keys and numbers of one lead. */
  leadNodesMax: 2_000,
  /** UTF-16 code units of all texts and keys of one lead. */
  leadTextMax: 131_072,
  tagsMax: 200,
  activitiesMax: 1_000,
  /** A rep's weight, before and after the queue's weights are scaled. */
  weightMax: 10_000,
  /** Units of work one lead may cost, and a rep may hold. */
  unitsMax: 1_000_000,
  capMax: 100_000,
  /** Points of value that one lead may count in a ledger, and minor units that make a point. */
  valueMax: 1_000_000,
  valueUnitMax: 1_000_000_000,
  /** Owners, declines and cycles that a record remembers. */
  historyMax: 100,
  /** Reps who declined a lead, or let an offer of it lapse, that a record remembers. */
  declinesMax: 1_000,
  /** Reps who are asked at once, and times that everybody is asked. */
  offeredMax: 50,
  offerRoundsMax: 100,
  /** Ids of inputs that a record remembers, the latest. */
  inputIdsMax: 32,
  /** Leads of one credit, and credits in a state that have yet to run out. */
  creditMax: 1_000,
  creditsMax: 1_000,
  /** Leads that an owner may be ahead. */
  overdraftMax: 1_000,
  /** What falls due that one call performs; the rest is due at the next one. */
  stepsMax: 10_000,
  /** How long a lead rests that everybody declined, before anybody is asked again: 15 minutes. */
  reconsiderAfterMs: 900_000,
  pointsMax: 1_000_000,
  faultsMax: 20,
} as const;
