import { queueOfLine } from '@paceline/domain/routing/line';
import type { Line } from '@paceline/domain/routing/line-policy';
import { scriptOfWay } from '@paceline/domain/script/sent-on';
import { beginning } from '@paceline/domain/script/step';
import type { Call, InboundCalls, Talk, Wait } from '@paceline/persistence';
import type { ScriptRun } from '../calls/caller-now';
import type { LiveCall } from '../calls/live-call';
import { reviveCall } from '../calls/revive-call';
import type { OwnerContext } from '../context/owner-context';
import type { QueueBook } from '../lines/queue-book';
import { lineOfNumber, lineOfThisQueue } from '../lines/line-of-queue';

/** Callers of an earlier owner, as their rows know them: where they stand in their script, or their place in a queue. */
export class EarlierCallers {
  constructor(
    private readonly owner: Pick<OwnerContext, 'environment'>, private readonly calls: Pick<InboundCalls, 'dialed' | 'script' | 'lastWaits'>, private readonly queues: Pick<QueueBook, 'find'>,
  ) {}

  async revive(row: Call, talk: Talk | null): Promise<LiveCall> {
    const run = await this.runOf(row);
    const wait = (await this.calls.lastWaits([row.id])).get(row.id) ?? null;
    const isWaiting = wait !== null && wait.toAt === null;
    const call = reviveCall(row, await this.lineOf(row), talk, {
      dialedNumber: row.dialedNumber ?? '', run, language: run?.state.language ?? 'en', inQueue: isWaiting || row.connectedAt !== null,
      treatment: run?.state.treatment ?? null, sentOnBy: new Set(), inLineSinceMs: isWaiting ? wait.fromAt.getTime() : null,
    });
    if (isWaiting) this.place(call, wait);
    return call;
  }

  private place(call: LiveCall, { fromAt, points, lastAgentId, calledBy }: Wait): void {
    call.waitingSinceMs = fromAt.getTime();
    call.points = points;
    [call.lastAgentFirst, call.calledBy] = [lastAgentId, calledBy];
    call.move('waiting');
  }

  /** Of a call that came in, or that calls back who came in. */
  async lineOf({ line, dialedNumber }: Pick<Call, 'line' | 'dialedNumber'>): Promise<Line> {
    const queueId = queueOfLine(line);
    const queue = queueId === null ? null : await this.queues.find(queueId);
    return queue === null ? { ...lineOfNumber(dialedNumber ?? '', this.owner.environment), id: line } : lineOfThisQueue(queue, this.owner.environment);
  }

  private async runOf({ flowVersionId, scriptState, dialedNumber }: Call): Promise<ScriptRun | null> {
    const script = flowVersionId === null ? null : await this.calls.script(flowVersionId);
    if (script === null) return null;
    const sentOn = scriptState?.sentOn ?? null;
    const state = scriptState ?? beginning(script);
    const dialed = state.node === null && dialedNumber !== null ? await this.calls.dialed(dialedNumber) : null;
    return { script: sentOn === null ? script : scriptOfWay(sentOn.way), state, firstKeyAtMs: null, isEmergency: dialed?.isClosed ?? false };
  }
}
