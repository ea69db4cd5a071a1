import { wilson, type Interval } from './interval';

/** People, and how many of them bought. */
export interface Group { readonly people: number; readonly buyers: number }

/** A share of people, 0 to 1, with its 95 % interval (Wilson); both null of nobody. */
export interface Conversion extends Group { readonly ratio: number | null; readonly interval: Interval | null }

/**
 * Conversion: of the people of a group, the share who bought what is promoted. Everybody who was to be called counts, reached or not
 * (intention to treat, ICH E9 (R1), 5.2.1): those who were reached differ from those who were not, and would be no match for a control group,
 * of whom nobody knows who would have been.
 */
export function conversionOf({ people, buyers }: Group): Conversion {
  return { people, buyers, ratio: people === 0 ? null : buyers / people, interval: wilson(buyers, people) };
}

export interface Uplift { readonly difference: number; readonly interval: Interval }

/**
 * By how much more of the called bought than of the control group, -1 to 1, with the 95 % interval of the difference: Newcombe's hybrid score
 * interval (R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of eleven methods, Stat. Med. 17,
 * 1998, method 10). It is never beyond -1 and 1, and holds for few buyers. Where 0 is in it the campaign may have sold nothing that would not
 * have been bought anyway. Null: one of the groups is empty.
 */
export function upliftOf(called: Group, control: Group): Uplift | null {
  const [one, other] = [wilson(called.buyers, called.people), wilson(control.buyers, control.people)];
  if (one === null || other === null) return null;
  const [p, q] = [called.buyers / called.people, control.buyers / control.people];
  const difference = p - q;
  return {
    difference,
    interval: { low: difference - Math.hypot(p - one.low, other.high - q), high: difference + Math.hypot(one.high - p, q - other.low) },
  };
}
