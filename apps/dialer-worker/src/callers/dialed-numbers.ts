import { isAtTrunksHome } from '@paceline/domain/trunk/trunk-home';
import { Gateways, type DialedNumber, type InboundCalls } from '@paceline/persistence';
import { calledNumber, homeOf, lastDigits } from '@paceline/platform/told-number';
import type { OwnerContext } from '../context/owner-context';

/** Why a call has no number of ours: nobody's number is written so, it has no published flow, or those of two countries are. */
export type NotOurs = 'unknown' | 'no-flow' | 'ambiguous';
export type Dialed = { readonly number: string; readonly runs: DialedNumber } | { readonly why: NotOurs; readonly numbers: readonly string[] };

/** Which of our numbers a caller has dialed, however their trunk writes it, and what it runs. */
export class DialedNumbers {
  constructor(private readonly owner: Pick<OwnerContext, 'dataSource' | 'environment'>, private readonly calls: Pick<InboundCalls, 'dialed' | 'endingIn'>) {}

  /** @param gateway that it came by; empty: none of ours */
  async find(did: string, gateway: string): Promise<Dialed> {
    const digits = lastDigits(did);
    const own = digits === null ? [] : await this.calls.endingIn(digits);
    let called = calledNumber(did, own, () => false);
    if (called.kind === 'several') called = calledNumber(did, own, await this.atHomeOf(gateway));
    if (called.kind === 'none') return { why: 'unknown', numbers: [] };
    if (called.kind === 'several') return { why: 'ambiguous', numbers: called.numbers };
    const { number } = called;
    const runs = await this.calls.dialed(number);
    return runs === null ? { why: 'no-flow', numbers: [number] } : { number, runs };
  }

  private async atHomeOf(name: string): Promise<(number: string) => boolean> {
    const gateway = name === '' ? null : await new Gateways(this.owner.dataSource).find({ switchId: this.owner.environment.SWITCH_ID, name });
    return (number) => gateway !== null && isAtTrunksHome(gateway, number, homeOf(number));
  }
}
