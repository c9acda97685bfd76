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

const places = 16;

/** An obstacle with what explains it, which requirement or which cap, in one number: nothing is allocated to judge. */
export const judged = (obstacle: number, detail: number): number => obstacle | (detail << 4);
export const obstacleOf = (judgement: number): number => judgement & (places - 1);
export const detailOf = (judgement: number): number => judgement >> 4;
