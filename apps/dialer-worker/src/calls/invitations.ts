import type { QuestionEnded } from '@paceline/domain/call/switch-event';
import type { SurveySamples } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import { persistently } from '../context/persistently';
import type { AfterCall } from '../surveys/after-call';
import type { Done } from './call-plan';
import type { CallerNow } from './caller-now';
import type { CallerSounds } from './caller-sounds';
import type { LiveCall } from './live-call';

/** Their greeting is heard first, and what else is said to them. */
const LOOK_EVERY_MS = 500;
/** From its end to the key. */
const WAIT_MS = 5_000;

export interface InvitationsParts {
  readonly rule: Pick<AfterCall, 'invites'>;
  readonly samples: Pick<SurveySamples, 'accept'>;
  readonly sounds: Pick<CallerSounds, 'ask' | 'isSpeakingTo' | 'prompts'>;
}

interface Asking { readonly line: string; readonly ruleId: string; readonly key: string; readonly executionId: string }

/**
 * Callers who wait are asked, over their music and in their place, whether they would answer once their agent has left: who presses the
 * key is, and nobody else. Each at most once; to whoever finds an agent free nothing is said, and no agent knows of it.
 */
export class Invitations {
  private readonly asked = new WeakSet<LiveCall>();
  private readonly asking = new WeakMap<LiveCall, Asking>();

  constructor(private readonly owner: Pick<OwnerContext, 'fence' | 'lease' | 'log' | 'run'>, private readonly parts: InvitationsParts) {}

  /** They wait, and hear music. */
  begin(call: LiveCall, caller: CallerNow): void {
    if (!this.asked.has(call)) call.after('invitation', LOOK_EVERY_MS, () => { this.owner.run('invite a caller to answer afterwards', () => this.invite(call, caller)); });
  }

  /** Whether a key is the answer to the invitation that they hear: any other is one of their queue's. */
  isAnswer(call: LiveCall, key: string): boolean {
    return this.asking.get(call)?.key === key;
  }

  done(call: LiveCall, what: Done): void {
    const asking = this.asking.get(call);
    if (what.type !== 'question-ended' || what.executionId !== asking?.executionId) return;
    this.asking.delete(call);
    if (isYes(what, asking)) this.owner.run('keep that a caller would answer afterwards', () => this.accept(call, asking));
  }

  private async invite(call: LiveCall, caller: CallerNow): Promise<void> {
    const { line } = call.facts;
    if (!waits(call)) return;
    if (this.isBusy(call)) { this.begin(call, caller); return; }
    const { callId, facts: { clientId, phone, contactId } } = call;
    const told = await this.parts.rule.invites({ callId, clientId, phone, contactId, line: line.id });
    if (!told.ask || this.asked.has(call) || !waits(call) || call.facts.line.id !== line.id || !this.owner.lease.isHeld()) return;
    if (this.isBusy(call)) { this.begin(call, caller); return; }
    this.asked.add(call);
    const asking = { line: line.id, ruleId: told.ruleId, key: told.invitation.key, executionId: `${callId}-invitation` };
    this.asking.set(call, asking);
    this.parts.sounds.ask(call, { prompts: this.parts.sounds.prompts(call, caller.language, told.invitation.say), maxKeys: 1, timeoutMs: WAIT_MS, nextKeyMs: WAIT_MS }, asking.executionId);
  }

  private async accept({ callId, facts: { clientId } }: LiveCall, { ruleId }: Asking): Promise<void> {
    await persistently(this.owner, () => this.parts.samples.accept({ clientId }, callId, ruleId));
  }

  /** Something is said to them, or somebody is being promised to them. */
  private isBusy(call: LiveCall): boolean {
    return call.offering || this.parts.sounds.isSpeakingTo(call);
  }
}

function waits({ state, caller, answeredAtMs, connectedAtMs }: LiveCall): boolean {
  return state === 'waiting' && caller?.inQueue === true && answeredAtMs !== null && connectedAtMs === null;
}

/** Cut: an agent came in the middle of it. */
function isYes({ outcome, keys }: QuestionEnded, { key }: Asking): boolean {
  return outcome === 'success' && keys === key;
}
