import { uuidv7 } from '@paceline/platform/uuid';
import { EslSwitch } from '@paceline/telephony/esl/esl-switch';
import type { BareOrder, PlacedCall } from './dialing';

const RING_SEC = 16;
/** After the last originate: longer than any callee of the benchmark rings and talks. */
const SETTLE_MS = 5_000;

/** Originates at a steady rate through the adapter alone: what the socket, the switch and the machine cost by themselves. */
export async function dialBare(order: BareOrder): Promise<readonly PlacedCall[]> {
  const nothing = (): void => undefined;
  const esl = new EslSwitch({
    host: order.host, port: order.port, password: order.password, promptsDir: '/p', recordingsDir: '/r', log: { info: nothing, warn: nothing, error: nothing },
  });
  const living = new Set<string>();
  const placed: PlacedCall[] = [];
  esl.onEvent((event) => {
    if (event.type === 'channel-ended') living.delete(event.channelId);
  });
  await esl.connect();
  try {
    const beganAtMs = performance.now();
    for (const [index, number] of order.numbers.entries()) {
      const dueAtMs = beganAtMs + (index / order.callsPerSec) * 1000;
      await until(() => performance.now() >= dueAtMs, dueAtMs);
      const callId = uuidv7(Date.now());
      living.add(callId);
      const readyAtMs = performance.now();
      esl.originate({
        channelId: callId, endpoint: { kind: 'gateway', gateway: order.gateway, digits: number }, ringTimeoutSec: RING_SEC, callerNumber: null,
        accountCode: order.accountCode, afterBridge: 'hangup', guard: null,
      }).then((result) => { if (!result.ok) living.delete(callId); }, (thrown: unknown) => { throw thrown; });
      const writtenAtMs = performance.now();
      placed.push({ callId, writtenAtMs: performance.timeOrigin + writtenAtMs, queueMs: 0, turnMs: readyAtMs - dueAtMs, gateMs: writtenAtMs - readyAtMs });
    }
    const deadlineMs = performance.now() + SETTLE_MS;
    await until(() => living.size === 0 || performance.now() > deadlineMs, 0);
    return placed;
  } finally {
    await esl.close();
  }
}

async function until(reached: () => boolean, dueAtMs: number): Promise<void> {
  while (!reached()) await new Promise((resolve) => setTimeout(resolve, Math.max(1, Math.min(50, dueAtMs - performance.now()))));
}
