import type { OwnerContext } from '../context/owner-context';
import type { LiveCall } from './live-call';

/** From now on the beep of a machine is told to the call's plan (`beeped`). Order it once the leg is parked. */
export function listenForBeep(owner: Pick<OwnerContext, 'run' | 'switchPort'>, { callId }: LiveCall): void {
  owner.run('listen for a beep', async () => { await owner.switchPort.listenForBeep(callId, `${callId}-beep`); });
}
