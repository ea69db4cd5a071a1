/** Money is counted in millionths of its currency's unit: per-second rates are not rounded before they are added up. */
export const MICROS = 1_000_000;

/** What a gateway charges for calls to numbers that begin so, from a day on. */
export interface TrunkRate {
  readonly gateway: string;
  /** Digits of E.164 behind the plus sign; empty: every number. */
  readonly prefix: string;
  /** A day, UTC, as 2026-01-31. */
  readonly since: string;
  readonly microsPerMinute: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Increments in which a trunk bills, as carriers write them: 60/6 is a first minute, then steps of six seconds. */
  readonly firstSec: number;
  readonly stepSec: number;
}

export interface Cost { readonly currency: string; readonly micros: number }

export type RateTable = (gateway: string, phone: string, day: string) => TrunkRate | null;

/**
 * The rate of a call: of those that fit its number the longest prefix, and of several of its days the latest that had begun. Null: none is
 * known. A look-up costs as many steps as the number has digits, however many rates a carrier has.
 */
export function rateTable(rates: readonly TrunkRate[]): RateTable {
  const table = new Map<string, TrunkRate[]>();
  for (const rate of [...rates].sort((one, other) => one.since < other.since ? 1 : -1)) {
    const key = `${rate.gateway} ${rate.prefix}`;
    const known = table.get(key);
    if (known === undefined) table.set(key, [rate]);
    else known.push(rate);
  }
  return (gateway, phone, day) => {
    const digits = phone.replace(/^\+/, '');
    for (let length = digits.length; length >= 0; length--) {
      const rate = table.get(`${gateway} ${digits.slice(0, length)}`)?.find(({ since }) => since <= day);
      if (rate !== undefined) return rate;
    }
    return null;
  };
}

/** Seconds that are charged for a call, by the rate's increments: none for one that nobody answered. */
export function billedSec({ firstSec, stepSec }: Pick<TrunkRate, 'firstSec' | 'stepSec'>, answeredMs: number): number {
  if (answeredMs <= 0) return 0;
  const sec = Math.ceil(answeredMs / 1_000);
  return sec <= firstSec ? firstSec : firstSec + Math.ceil((sec - firstSec) / stepSec) * stepSec;
}

/** What a call cost on its trunk, rounded to a millionth. */
export function trunkCost(rate: TrunkRate, answeredMs: number): Cost {
  return { currency: rate.currency, micros: Math.round(billedSec(rate, answeredMs) * rate.microsPerMinute / 60) };
}

/** What an agent's minute costs, from a day on. */
export interface MinuteCost { readonly since: string; readonly microsPerMinute: number; readonly currency: string }

/** What an agent's time in a call cost, talk and wrap-up, by the day's cost of a minute; null: none is known. */
export function agentCost(costs: readonly MinuteCost[], handledMs: number, day: string): Cost | null {
  const known = costs.filter(({ since }) => since <= day).reduce<MinuteCost | null>((best, one) => best === null || one.since > best.since ? one : best, null);
  return known === null ? null : { currency: known.currency, micros: Math.round(handledMs * known.microsPerMinute / 60_000) };
}

/** Sums by currency, in their order: amounts of two currencies are never added. */
export function sumOfCosts(costs: readonly Cost[]): Cost[] {
  const sums = new Map<string, number>();
  for (const { currency, micros } of costs) sums.set(currency, (sums.get(currency) ?? 0) + micros);
  return [...sums].sort(([one], [other]) => one < other ? -1 : 1).map(([currency, micros]) => ({ currency, micros }));
}

/** An amount as people write it, `0.0125`, in millionths; null for what is none, or is finer than a millionth. */
export function microsOf(amount: string): number | null {
  const read = /^([0-9]{1,9})(?:\.([0-9]{1,6}))?$/.exec(amount);
  return read === null ? null : Number(read[1]) * MICROS + Number((read[2] ?? '').padEnd(6, '0'));
}

/** Millionths as an amount, with two decimals at least. */
export function amountOf(micros: number): string {
  const [sign, size] = [micros < 0 ? '-' : '', Math.abs(micros)];
  const decimals = String(size % MICROS).padStart(6, '0').replace(/0{1,4}$/, '');
  return `${sign}${String(Math.floor(size / MICROS))}.${decimals}`;
}
