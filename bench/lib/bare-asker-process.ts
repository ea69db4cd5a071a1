import { whenParentIsGone } from '@paceline/platform/parent-process';
import { uuidv7 } from '@paceline/platform/uuid';
import { CONSENT, GOODBYE, WAIT_MS, numberOf, promptOf } from './asked-dialogue';
import { CARRIER } from './asked-switch';
import type { BareOrder } from './bare-asker';
import { switchAt } from './handoff-rig';

const RING_SEC = 16;
const TICK_MS = 20;

/** The process behind `BareAsker`: the worker's adapter and a counter a call, nothing kept anywhere. */
async function dial({ port, calls, callsPerSec, questions }: BareOrder): Promise<void> {
  const esl = switchAt(port);
  const asked = new Map<string, number>();
  const ask = (channelId: string, nth: number): void => {
    asked.set(channelId, nth);
    if (nth > questions) { void esl.announce(channelId, [{ kind: 'file', name: GOODBYE }], `${channelId}-goodbye`); return; }
    void esl.ask(channelId, { prompts: [{ kind: 'file', name: nth === 0 ? CONSENT : promptOf(nth) }], maxKeys: 1, timeoutMs: WAIT_MS, nextKeyMs: WAIT_MS }, `${channelId}-${nth}`);
  };
  esl.onEvent((event) => {
    if (!('channelId' in event)) return;
    const nth = asked.get(event.channelId);
    if (event.type === 'channel-parked' && nth === undefined) ask(event.channelId, 0);
    else if (event.type === 'question-ended' && nth !== undefined && event.executionId === `${event.channelId}-${nth}`) ask(event.channelId, nth + 1);
    else if (event.type === 'channel-executed' && event.executionId === `${event.channelId}-goodbye`) void esl.hangup(event.channelId);
  });
  await esl.connect();
  const beganAtMs = performance.now();
  for (let index = 0; index < calls; index++) {
    while (performance.now() < beganAtMs + index / callsPerSec * 1_000) await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    void esl.originate({
      channelId: uuidv7(Date.now()), endpoint: { kind: 'gateway', gateway: CARRIER, digits: numberOf(index) }, ringTimeoutSec: RING_SEC, callerNumber: null, accountCode: 'paceline', afterBridge: 'hangup', guard: null,
    });
  }
}

process.on('message', (order: BareOrder) => {
  dial(order).then(() => process.send?.(null), (thrown: unknown) => {
    console.error(thrown);
    process.exit(1);
  });
});
whenParentIsGone(() => { process.exit(0); });
