import { isAnswered, mayMove, type CallState } from '@paceline/domain/call/call-state';
import type { Progress } from '@paceline/domain/call/outcome';
import type { OutboundParties, Parties } from '@paceline/domain/call/parties';
import type { SaidFiles } from '@paceline/domain/message/said-to';
import type { GatedPerson } from '@paceline/platform/law/gate';
import type { Line } from '@paceline/domain/routing/line-policy';
import { hasQueued, metOf, type CallerNow } from './caller-now';
import type { InterviewNow } from './interview-now';
import type { LegIndex } from './leg-index';

/** An agent promised to a call, until the bridge or its failure. */
export interface PromisedAgent {
  readonly agentId: string;
  readonly token: string;
  readonly legChannelId: string;
}

/** The agent who is shown the contact, or for whom a caller is called back: kept for that call. */
export interface Viewer {
  readonly agentId: string;
  readonly token: string;
  /** Of a phone that was rung for this call, and waits; left out of one that is up in any case. */
  readonly legChannelId?: string;
}

/** What the gate is told of whom a call would reach, and when that was read, by the monotonic clock. */
export interface KnownPerson extends Readonly<Pick<GatedPerson, 'zone' | 'onDoNotCallList' | 'recent'>> {
  readonly readAtMs: number;
}

interface CallFacts {
  readonly callId: string;
  /** Whose call it is. */
  readonly clientId: string;
  readonly line: Line;
  readonly targetId: string | null;
  readonly contactId: string | null;
  readonly gateway: string | null;
}

export type OutboundFacts = CallFacts & OutboundParties;
export type LiveCallFacts = CallFacts & Parties;

/** A call that we make, or have made. */
export type OutboundCall = LiveCall<OutboundFacts>;

const NOTHING: Promise<unknown> = Promise.resolve();

/** Who is told what changes in a call. */
export interface CallFollower { readonly legs: LegIndex; readonly moved: (from: CallState) => void }

/** One call that is on the switch, or may be: the owner's working memory of its row. */
export class LiveCall<Facts extends LiveCallFacts = LiveCallFacts> {
  originatingAtMs: number | null = null;
  /** CHANNEL_CREATE was seen: somebody may be dialed. */
  created = false;
  /** It rang or was answered: the trunk carried it. */
  carried = false;
  /** Since when the far end says that it rings. */
  ringingAtMs: number | null = null;
  answeredAtMs: number | null = null;
  /** When CHANNEL_ANSWER was read here, by the monotonic clock, until a bridge is ordered for it. */
  answerReadAtMs: number | null = null;
  /** When a machine's beep was heard last; null: none was. */
  beepedAtMs: number | null = null;
  connectedAtMs: number | null = null;
  /** Since when it talks with the agent whom it has now. */
  talkingSinceMs: number | null = null;
  /** Since when it waits for an agent: its place in line. */
  waitingSinceMs = 0;
  /** Of a caller: what lets them go before others who wait (`libs/domain/routing/priority`), set when they begin to. */
  points = 0;
  /** Of a caller: whom they talked with in an earlier call, and are kept for as long as their line says. */
  lastAgentFirst: string | null = null;
  /** Of a caller: the campaign that has called them in vain, by its id: its agents go first. */
  calledBy: string | null = null;
  /** CHANNEL_PARK was seen since it was last bridged: a bridge ordered now is not lost. */
  parked = false;
  /** Lost its agent in mid-call: first in line. */
  lostItsAgent = false;
  /** It hears, or has heard, the safe-harbour message: no agent is given to it any more. */
  safeHarbour = false;
  /** When the message began; null also when only the switch knows. */
  safeHarbourAtMs: number | null = null;
  /** When the switch said that it is in the message: as the message began, or to an owner who was not there then. */
  safeHarbourSeenAtMs: number | null = null;
  /** To whom it was to be bridged last, when that was given up: that leg is being parked. */
  gaveUp: PromisedAgent | null = null;
  /** The leg of the agent it was promised to died while the two were being bridged. */
  lostItsLeg = false;
  /** What its claim knew of the person, until it is sent. */
  claimedKnowing: KnownPerson | null = null;
  /** Called off while the command was on its way: ended as soon as the channel exists. */
  unwanted = false;
  /** Somebody here has it ended while it talks: its agent, or a supervisor. */
  endedHere = false;
  /** The pacer has it hung up: it rang long enough, and nobody would have been free for it. */
  givenUp = false;
  /** The pacer has been told of its answer, and of its abandonment: each once. */
  answerTold = false;
  abandonTold = false;
  /** The wish to be called back that it carries out: it keeps the caller's place while it is not made, and an agent is promised it first. */
  callbackId: string | null = null;
  /** Being offered: a reservation is under way, and nobody else may start one. */
  offering = false;
  /** Whose phone rings for it, with the leg that rings: the caller waits on meanwhile, and is given to nobody else. */
  rung: PromisedAgent | null = null;
  /** The viewer has not said yet whether it is to be made: it is not on its way. */
  undecided = false;
  /** What this contact hears in the place of what all others do. */
  said: SaidFiles | null = null;
  /** Held on it by keys. */
  interview: InterviewNow | null = null;
  /** Who talked on it last, or looked at it when nobody did. */
  lastAgentId: string | null = null;

  private agentNow: PromisedAgent | null = null;
  private viewerNow: Viewer | null = null;
  private follower: CallFollower | null = null;
  private timers: Map<string, NodeJS.Timeout> | null = null;
  private writes: Promise<unknown> = NOTHING;
  private beingWritten = 0;

  /** @param caller of a call that came in, or that a campaign plays something to */
  constructor(private factsNow: Facts, private stateNow: CallState = 'planned', readonly caller: CallerNow | null = null) {}

  get facts(): Facts {
    return this.factsNow;
  }

  /** Of a caller, who goes from queue to queue. */
  enter(line: Line): void {
    this.factsNow = { ...this.factsNow, line };
  }

  /** Once it is known which way it goes. Whoever counts the calls on gateways is told by `CallRegistry.goesBy`. */
  goesBy(gateway: string): void {
    this.factsNow = { ...this.factsNow, gateway };
  }

  /** Nobody is on the line: who hung up, and is to be called when an agent is kept for them. */
  get keepsPlace(): boolean {
    return this.callbackId !== null && this.stateNow === 'planned' && this.viewer === null;
  }

  get state(): CallState {
    return this.stateNow;
  }

  /** Since when an agent is owed to who is on it; null: nobody is wanted yet. */
  get owedSinceMs(): number | null {
    if (this.caller === null) return this.answeredAtMs;
    const exit = this.caller.run?.state.exit ?? null;
    if (exit?.kind === 'agents') return exit.atMs;
    return !this.caller.inQueue ? null : exit?.kind === 'queue' ? this.waitingSinceMs : this.answeredAtMs;
  }

  isOutbound(): this is OutboundCall {
    return this.facts.direction === 'outbound';
  }

  /** Since when the switch may have had it. */
  get begunAtMs(): number | null {
    return this.originatingAtMs ?? this.ringingAtMs ?? this.answeredAtMs;
  }

  get callId(): string {
    return this.facts.callId;
  }

  get agent(): PromisedAgent | null {
    return this.agentNow;
  }

  set agent(agent: PromisedAgent | null) {
    if (this.agentNow !== null) this.follower?.legs.leave(this.callId, this.agentNow.legChannelId);
    this.agentNow = agent;
    if (agent !== null) this.follower?.legs.join(this.callId, agent.legChannelId, 'agent');
  }

  /** Until the call is answered or over. */
  get viewer(): Viewer | null {
    return this.viewerNow;
  }

  set viewer(viewer: Viewer | null) {
    if (this.viewerNow?.legChannelId !== undefined) this.follower?.legs.leave(this.callId, this.viewerNow.legChannelId);
    this.viewerNow = viewer;
    if (viewer?.legChannelId !== undefined) this.follower?.legs.join(this.callId, viewer.legChannelId, 'agent');
  }

  /** Which legs it has and where it is in its life is known there from now on; null for no longer. */
  followedBy(follower: CallFollower | null): void {
    this.follower = follower;
    if (this.agentNow !== null) follower?.legs.join(this.callId, this.agentNow.legChannelId, 'agent');
  }

  /** False, and nothing changed, when the life of a call does not go that way. */
  move(to: CallState): boolean {
    const from = this.stateNow;
    if (!mayMove(from, to)) return false;
    this.stateNow = to;
    this.follower?.moved(from);
    return true;
  }

  progress(): Progress {
    const connecting = this.lostItsLeg || (this.agent !== null && this.state === 'connecting');
    const talked = this.connectedAtMs !== null;
    if (!this.isOutbound()) return { direction: 'inbound', talked, connecting, queued: this.caller === null ? isAnswered(this.state) : hasQueued(this.caller), treatment: this.caller?.treatment ?? null };
    return {
      direction: 'outbound', talked, connecting,
      rang: this.ringingAtMs !== null, answered: this.answeredAtMs !== null, safeHarbour: this.safeHarbour, met: this.caller === null ? null : metOf(this.caller),
    };
  }

  /** An agent could be given to it now. */
  wantsAgent(): boolean {
    return this.rung === null && this.isInLine();
  }

  /** It waits for an agent, whose phone may be ringing for it. */
  isInLine(): boolean {
    return (this.state === 'answered' || this.state === 'waiting' || this.keepsPlace) && (this.caller?.inQueue ?? true) && !this.offering && !this.safeHarbour;
  }

  /** Writes of one call reach the database in the order in which they happened. */
  write<T>(work: () => Promise<T>): Promise<T> {
    this.beingWritten++;
    const written = this.writes.then(work).finally(() => {
      this.beingWritten--;
      if (this.beingWritten === 0) this.writes = NOTHING; // thousands of calls that talk keep nothing of what was written
    });
    this.writes = written.catch(() => undefined); // the caller sees the error; the next write goes on
    return written;
  }

  get isBeingWritten(): boolean {
    return this.beingWritten > 0;
  }

  /** One timer a purpose; setting it again replaces it. */
  after(purpose: string, delayMs: number, act: () => void): void {
    this.cancel(purpose);
    this.timers ??= new Map();
    this.timers.set(purpose, setTimeout(() => { this.forget(purpose); act(); }, Math.max(0, delayMs)));
  }

  /** An agent is promised, and the bridge is ordered as soon as the channel is parked. */
  get waitsForPark(): boolean {
    return this.state === 'connecting' && this.timers?.has('park') === true;
  }

  cancel(purpose: string): void {
    clearTimeout(this.timers?.get(purpose));
    this.forget(purpose);
  }

  cancelAll(): void {
    for (const timer of this.timers?.values() ?? []) clearTimeout(timer);
    this.timers = null;
  }

  private forget(purpose: string): void {
    this.timers?.delete(purpose);
    if (this.timers?.size === 0) this.timers = null;
  }
}
