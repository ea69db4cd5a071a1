import type { OwnerContext } from '../context/owner-context';
import type { LiveCall } from './live-call';

/** The next beep of a machine is told to the call's plan (`beeped`). Order it once the leg is parked. */
export function listenForBeep(owner: Pick<OwnerContext, 'run' | 'switchPort'>, { callId }: LiveCall): void {
  owner.run('listen for a beep', async () => { await owner.switchPort.listenForBeep(callId, `${callId}-beep`); });
}

/** After one: it may have been in the greeting, and the next the one behind which the machine records. */
export function listenForNextBeep(owner: Pick<OwnerContext, 'run' | 'switchPort'>, { callId }: LiveCall): void {
  owner.run('listen for the next beep', async () => { await owner.switchPort.listenForNextBeep(callId, `${callId}-beep`); });
}
