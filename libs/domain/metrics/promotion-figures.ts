import { sumOfCosts, type Cost } from './trunk-cost';

/** One call of a campaign, as far as it counts for what came of a promotion. */
export interface PromotedCall {
  readonly callId: string;
  readonly contactId: string;
  readonly atMs: number;
  readonly isAnswered: boolean;
  /** Who talked last; null: nobody did. */
  readonly agentId: string | null;
  /** The best list of the campaign that has the contact; null: none any more. */
  readonly listId: string | null;
  /** On its trunk, and for its agents, as far as rates are known. */
  readonly costs: readonly Cost[];
}

/** What somebody said to an offer on a call of the campaign. */
export interface SaidToOffer { readonly callId: string | null; readonly offerId: string; readonly result: 'taken' | 'refused'; readonly isReturned: boolean }

/** The first time that a contact who was to be called bought an offer. */
export interface FirstPurchase { readonly contactId: string; readonly offerId: string; readonly atMs: number }

/** What came of some of a campaign's calls. */
export interface PromotionFigures {
  readonly calls: number;
  readonly answered: number;
  /** Offers that were taken, also those that were given back later; refused; given back. */
  readonly taken: number;
  readonly refused: number;
  readonly returned: number;
  /** Persons who bought, each counted where the last call that they answered before it was. */
  readonly buyers: number;
  readonly costs: readonly Cost[];
}

export interface PromotionBreakdown {
  readonly all: PromotionFigures;
  readonly byAgent: ReadonlyMap<string, PromotionFigures>;
  readonly byList: ReadonlyMap<string, PromotionFigures>;
  /** By the hour of the day, UTC, in which it was dialed. */
  readonly byHour: ReadonlyMap<string, PromotionFigures>;
  /** By the offer that was told: a call in which nobody said yes or no to one counts for none. */
  readonly byOffer: ReadonlyMap<string, PromotionFigures>;
}

type Dimension = Exclude<keyof PromotionBreakdown, 'all'>;

interface Slice { calls: number; answered: number; taken: number; refused: number; returned: number; readonly buyers: Set<string>; costs: Cost[] }

/** Counts the calls of a campaign one by one, in the order of their time; so that a million of them need not be held at once. */
export class PromotionTally {
  private readonly all = emptySlice();
  private readonly slices: Readonly<Record<Dimension, Map<string, Slice>>> = { byAgent: new Map(), byList: new Map(), byHour: new Map(), byOffer: new Map() };
  private readonly said = new Map<string, SaidToOffer[]>();
  private readonly purchases = new Map<string, FirstPurchase[]>();
  /** Of a contact and what they bought: the slices of the last call that they answered before it. */
  private readonly lastBefore = new Map<FirstPurchase, readonly Slice[]>();

  constructor(said: readonly SaidToOffer[], purchases: readonly FirstPurchase[]) {
    for (const one of said) if (one.callId !== null) this.said.set(one.callId, [...this.said.get(one.callId) ?? [], one]);
    for (const one of purchases) this.purchases.set(one.contactId, [...this.purchases.get(one.contactId) ?? [], one]);
  }

  add(call: PromotedCall): void {
    const said = this.said.get(call.callId) ?? [];
    const told = [...new Set(said.map(({ offerId }) => offerId))];
    const common = [
      this.all, ...call.agentId === null ? [] : [this.slice('byAgent', call.agentId)], ...call.listId === null ? [] : [this.slice('byList', call.listId)],
      this.slice('byHour', hourOf(call.atMs)),
    ];
    for (const slice of common) count(slice, call, said);
    for (const offerId of told) count(this.slice('byOffer', offerId), call, said.filter((one) => one.offerId === offerId));
    if (!call.isAnswered) return;
    for (const purchase of this.purchases.get(call.contactId) ?? []) {
      if (call.atMs <= purchase.atMs) this.lastBefore.set(purchase, [...common, ...told.includes(purchase.offerId) ? [this.slice('byOffer', purchase.offerId)] : []]);
    }
  }

  figures(): PromotionBreakdown {
    for (const [{ contactId }, slices] of this.lastBefore) for (const slice of slices) slice.buyers.add(contactId);
    const of = (dimension: Dimension): ReadonlyMap<string, PromotionFigures> => new Map([...this.slices[dimension]].map(([key, slice]) => [key, toFigures(slice)]));
    return { all: toFigures(this.all), byAgent: of('byAgent'), byList: of('byList'), byHour: of('byHour'), byOffer: of('byOffer') };
  }

  private slice(dimension: Dimension, key: string): Slice {
    const known = this.slices[dimension].get(key);
    if (known !== undefined) return known;
    const slice = emptySlice();
    this.slices[dimension].set(key, slice);
    return slice;
  }
}

function emptySlice(): Slice {
  return { calls: 0, answered: 0, taken: 0, refused: 0, returned: 0, buyers: new Set(), costs: [] };
}

function count(slice: Slice, call: PromotedCall, said: readonly SaidToOffer[]): void {
  slice.calls += 1;
  slice.answered += call.isAnswered ? 1 : 0;
  slice.taken += said.filter(({ result }) => result === 'taken').length;
  slice.refused += said.filter(({ result }) => result === 'refused').length;
  slice.returned += said.filter(({ isReturned }) => isReturned).length;
  slice.costs = sumOfCosts([...slice.costs, ...call.costs]);
}

function toFigures({ buyers, ...slice }: Slice): PromotionFigures {
  return { ...slice, buyers: buyers.size };
}

function hourOf(atMs: number): string {
  return String(Math.floor(atMs / 3_600_000) % 24);
}

/** What one buyer cost, by currency; null: nobody bought. */
export function costPerBuyer({ buyers, costs }: Pick<PromotionFigures, 'buyers' | 'costs'>): readonly Cost[] | null {
  return buyers === 0 ? null : costs.map(({ currency, micros }) => ({ currency, micros: Math.round(micros / buyers) }));
}
