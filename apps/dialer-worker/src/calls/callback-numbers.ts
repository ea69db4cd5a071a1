import { mayReachByAny } from '@paceline/domain/compliance/destination';
import { destinationsOf, dialFactsOf } from '@paceline/persistence';
import { numberFacts } from '@paceline/platform/number-kind';
import { parsePhone } from '@paceline/platform/phones';
import type { OwnerContext } from '../context/owner-context';
import { enabledGateways } from '../trunks/any-gateway';
import type { CallerNow } from './caller-now';
import type { LiveCall } from './live-call';

const DIGITS = /^[0-9]{3,17}$/;

/** The numbers at which callers ask to be called: by the rules of destinations, and not on the do-not-call list. */
export class CallbackNumbers {
  constructor(private readonly owner: Pick<OwnerContext, 'dataSource' | 'environment'>) {}

  /** By which they call; null: it is withheld, or may not be called. */
  async own(call: LiveCall): Promise<string | null> {
    const { phone } = call.facts;
    return phone !== null && await this.mayBeCalled(call, phone) ? phone : null;
  }

  /** As people of the country of the number that they dialed, or of their own, write it, or with its country's code. Null: it is none that may be called. */
  async typed(call: LiveCall, { dialedNumber }: CallerNow, keys: string): Promise<string | null> {
    if (!DIGITS.test(keys)) return null;
    const homes = [dialedNumber, call.facts.phone].map((number) => (number === null ? null : parsePhone(number, null)?.country ?? null));
    const read = [...homes.map((home) => parsePhone(keys, home)), parsePhone(`+${keys}`, null)].flatMap((phone) => phone?.e164 ?? []);
    for (const number of new Set(read)) if (await this.mayBeCalled(call, number)) return number;
    return null;
  }

  private async mayBeCalled({ callId, facts: { clientId } }: LiveCall, phone: string): Promise<boolean> {
    const gateways = await enabledGateways(this.owner);
    if (!mayReachByAny(numberFacts(phone), 'callback', gateways.map(destinationsOf)).allow) return false;
    return !(await dialFactsOf(this.owner.dataSource, { callId, clientId, contactId: null, phone, targetId: null })).onDoNotCallList;
  }
}
