import { whenParentIsGone } from '@paceline/platform/parent-process';
import { SimulatedSwitch, type SimulatorOptions } from '@paceline/simulator';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SwitchOrder, SwitchStart } from './soak-switch';

/** The process behind `SoakSwitch`: a simulated switch, and hands to disturb it with. */
const PROMPT_MS = 2_000;
let simulated: SimulatedSwitch | null = null;

async function start({ options, promptsDir }: SwitchStart): Promise<unknown> {
  simulated = new SimulatedSwitch({
    ...options, promptLengthMs: (file) => path.dirname(file) === promptsDir && existsSync(file) ? PROMPT_MS : undefined,
  } satisfies Partial<SimulatorOptions>);
  return await simulated.start();
}

async function obey(order: SwitchOrder): Promise<unknown> {
  if (order.kind === 'start') return await start(order);
  if (simulated === null) throw new Error('the switch is not started');
  switch (order.kind) {
    case 'fault': simulated.fault(order.order); return null;
    // The network reaches nobody while the switch restarts.
    case 'inbound': return simulated.runs ? simulated.inboundCall(order.call) : null;
    case 'calls': return simulated.calls.filter((call) => call.sequence > order.after);
    case 'channels': return simulated.channels;
  }
}

process.on('message', (message: { id: number; order: SwitchOrder }) => {
  obey(message.order).then(
    (answer) => process.send?.({ id: message.id, answer }),
    (thrown: unknown) => process.send?.({ id: message.id, error: String(thrown) }),
  );
});
whenParentIsGone(() => { process.exit(0); });
