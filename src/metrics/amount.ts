/** lcm(1…28): a multiple of the unit of every ledger. */
export const amountUnit = 80_313_433_200;

/** An exact amount of leads, or of points in a ledger by value or effort: `whole` and `units` / 80,313,433,200 of one. */
export interface Amount {
  readonly whole: number;
  /** From 0 to 80,313,433,199, also where the amount is below 0. */
  readonly units: number;
}

export const nothing: Amount = { whole: 0, units: 0 };

export const plus = (a: Amount, b: Amount): Amount => {
  const units = a.units + b.units;
  const carry = units >= amountUnit ? 1 : 0;
  return { whole: a.whole + b.whole + carry, units: units - carry * amountUnit };
};

/** `units` of a ledger with `unit` to the lead; exact. */
export function amountOf(units: number, unit: number): Amount {
  const whole = Math.floor(units / unit);
  return { whole, units: (units - whole * unit) * (amountUnit / unit) };
}

export const minus = (a: Amount, b: Amount): Amount => {
  const units = a.units - b.units;
  const borrow = units < 0 ? 1 : 0;
  return { whole: a.whole - b.whole - borrow, units: units + borrow * amountUnit };
};

/** Thousandths, rounded down. */
export const milliOf = ({ whole, units }: Amount): number => whole * 1_000 + Math.floor((units * 1_000) / amountUnit);

/** Below 0: the first is less. */
export const compareAmounts = (a: Amount, b: Amount): number => a.whole - b.whole || a.units - b.units;

export const sizeOf = (amount: Amount): Amount => (amount.whole < 0 ? minus(nothing, amount) : amount);
