import { randomUUID } from 'node:crypto';
import { callIn, loginAt, type Peer } from '../../test/switch/lib/peer';
import type { RawEsl } from '../../test/switch/lib/raw-esl';
import type { Caller } from './callers';
import type { CallNews, PublicNetwork } from './public-network';

interface Calling { readonly channelId: string; readonly caller: Caller; leaving: NodeJS.Timeout }

/**
 * The switch that plays the public network for a real one. Its callers hear nothing: whether they talk with somebody, and may
 * hang up when they have said all, our live events tell them.
 */
export class PeerNetwork implements PublicNetwork {
  private readonly calling = new Map<string, Calling>();

  private constructor(private readonly peer: Peer, private readonly socket: RawEsl, private readonly failed: (error: Error) => void) {}

  static async connect(peer: Peer, failed: (error: Error) => void): Promise<PeerNetwork> {
    return new PeerNetwork(peer, await loginAt(peer, null), failed);
  }

  async call(caller: Caller): Promise<void> {
    const channelId = randomUUID();
    this.calling.set(caller.from, { channelId, caller, leaving: this.leaves(caller.from, caller.patienceMs) });
    const digits = (number: string): string => number.replace(/^\+/, '');
    const reply = await this.socket.bgapi(callIn(this.peer, { id: channelId, from: digits(caller.from), did: digits(caller.to) }), randomUUID());
    if (!reply.startsWith('+OK')) throw new Error(`the switch of the public network did not place a call: ${reply}`);
  }

  heard({ phone, state }: CallNews): void {
    const calling = this.calling.get(phone ?? '');
    if (calling === undefined || (state !== 'talking' && state !== 'ended')) return;
    clearTimeout(calling.leaving);
    if (state === 'talking') calling.leaving = this.leaves(calling.caller.from, calling.caller.talkMs);
    else this.calling.delete(calling.caller.from);
  }

  async close(): Promise<void> {
    for (const { leaving } of this.calling.values()) clearTimeout(leaving);
    await this.socket.close();
  }

  private leaves(from: string, afterMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      const calling = this.calling.get(from);
      // Gone by itself, most likely: then there is nothing to hang up.
      if (calling !== undefined) this.socket.api(`uuid_kill ${calling.channelId}`).catch(this.failed);
    }, afterMs);
  }
}
