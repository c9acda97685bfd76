/** `amount · count / 1000`, rounded down, without a product that could leave the safe integers. */
export const thousandths = (amount: number, count: number): number =>
  Math.floor(amount / 1000) * count + Math.floor(((amount % 1000) * count) / 1000);
