/** A UTC instant in whole milliseconds since 1970-01-01. */
export type EpochMs = number;

/** A length of time in whole milliseconds. */
export type DurationMs = number;

export const secondMs: DurationMs = 1_000;
export const minuteMs: DurationMs = 60_000;
export const hourMs: DurationMs = 3_600_000;
export const dayMs: DurationMs = 86_400_000;
