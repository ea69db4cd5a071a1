import type { RealtimeEvent } from '@paceline/contracts/realtime';
import type { SimulatedSwitch } from '@paceline/simulator';
import type { Caller } from './callers';

export type CallNews = Extract<RealtimeEvent, { type: 'call' }>;

/** Where callers come from. */
export interface PublicNetwork {
  call(caller: Caller): Promise<void>;
  /** What became of a call that came in. */
  heard(news: CallNews): void;
  close(): Promise<void>;
}

/** The simulated switch has a public network of its own, whose callers know themselves when to hang up. */
export function simulatedNetwork(simulated: SimulatedSwitch, gateway: string): PublicNetwork {
  return {
    call: async ({ from, to, patienceMs, talkMs }) => {
      const digits = to.replace(/^\+/, '');
      if (simulated.inboundCall({ from, to: digits, gateway, patienceMs, talkMs }) === null) throw new Error(`the switch did not take the call of ${from}`);
    },
    heard: () => undefined,
    close: async () => undefined,
  };
}
