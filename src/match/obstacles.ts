/** What stands between a rep and a lead, in the order in which it is looked at. */
export const obstacles = {
  none: 0,
  excluded: 1,
  requirement: 2,
  declined: 3,
  onLeave: 4,
  offShift: 5,
  offline: 6,
  cap: 7,
  capacity: 8,
  custom: 9,
} as const;
