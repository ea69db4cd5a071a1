import type { Leg, LegRole } from '@paceline/domain/call/legs';

/** Every leg of ours by its channel: which call it is of, and what it is there. Who is not in it is a stray. */
export class LegIndex {
  private readonly ofCalls = new Map<string, Leg>();
  private readonly byCall = new Map<string, readonly string[]>();
  /** Agents' own phones: theirs between calls, too. */
  private readonly phones = new Set<string>();

  of(channelId: string): Leg | undefined {
    return this.ofCalls.get(channelId) ?? (this.phones.has(channelId) ? { channelId, callId: null, role: 'agent' } : undefined);
  }

  has(channelId: string): boolean {
    return this.ofCalls.has(channelId) || this.phones.has(channelId);
  }

  /** The legs of a call; its customer's first. */
  ofCall(callId: string): readonly string[] {
    return this.byCall.get(callId) ?? [];
  }

  join(callId: string, channelId: string, role: LegRole): void {
    const before = this.ofCalls.get(channelId)?.callId ?? null;
    if (before !== null) this.leave(before, channelId);
    this.ofCalls.set(channelId, { channelId, callId, role });
    this.byCall.set(callId, [...this.ofCall(callId), channelId]);
  }

  /** A leg that has joined another call since stays there. */
  leave(callId: string, channelId: string): void {
    if (this.ofCalls.get(channelId)?.callId !== callId) return;
    this.ofCalls.delete(channelId);
    const left = this.ofCall(callId).filter((other) => other !== channelId);
    if (left.length > 0) this.byCall.set(callId, left);
    else this.byCall.delete(callId);
  }

  /** The call is over: none of its legs has it any more. */
  callEnded(callId: string): void {
    for (const channelId of this.ofCall(callId)) this.ofCalls.delete(channelId);
    this.byCall.delete(callId);
  }

  /** An agent's phone is called, or up. */
  phoneAdded(channelId: string): void {
    this.phones.add(channelId);
  }

  /** It is gone. The call that it was on still has it, until that is told. */
  phoneGone(channelId: string): void {
    this.phones.delete(channelId);
  }
}
