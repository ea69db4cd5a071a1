import type { OwnerContext } from '../context/owner-context';
import type { LiveCall } from './live-call';
import { whateverComes } from '../context/persistently';

/** Recordings of calls: ordered at the bridge; the rows follow what the switch says it did. */
export class Recordings {
  constructor(private readonly owner: Pick<OwnerContext, 'calls' | 'clock' | 'fence' | 'lease' | 'log' | 'switchPort'>) {}

  async start(call: LiveCall): Promise<void> {
    const result = await this.owner.switchPort.startRecording(call.callId, pathOf(call.callId, call.connectedAtMs ?? this.owner.clock.nowMs()));
    if (!result.ok) this.owner.log.error({ callId: call.callId, result }, 'the recording did not start');
  }

  /** Before the call itself is over. */
  async stop(call: LiveCall): Promise<void> {
    await this.owner.switchPort.stopRecording(call.callId, pathOf(call.callId, call.connectedAtMs ?? this.owner.clock.nowMs()));
  }

  async started(call: LiveCall, path: string, atMs: number): Promise<void> {
    await call.write(() => whateverComes(this.owner, () => this.owner.calls.recordingStarted(call.callId, path, new Date(atMs))));
  }

  /** In the order in which it happened: the end of a row that is not there yet would be lost. */
  async stopped(call: LiveCall, path: string, atMs: number, lengthMs: number): Promise<void> {
    await call.write(() => whateverComes(this.owner, () => this.owner.calls.recordingStopped(path, new Date(atMs), lengthMs)));
  }
}

/** From the call's own id and day: nothing that a person typed is in a path. */
function pathOf(callId: string, atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 10).replaceAll('-', '/')}/${callId}.wav`;
}
