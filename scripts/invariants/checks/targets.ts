import { countsAsAttempt, wasDialed } from '@paceline/domain/call/outcome';
import { at, type Finding } from '../violation';
import type { CallFact, Dial, World } from '../world';
import { dialedCalls } from './dialed';
import { groupBy, pairs } from './groups';

/** Rule 1: of the calls of one attempt only one may have reached anybody; the others were given back, or do not count. */
export function attemptsAreDialedOnce(world: World): Finding[] {
  const spent = dialedCalls(world).filter(({ call: { outcome } }) => outcome === null || countsAsAttempt(outcome) || !wasDialed(outcome));
  const attempts = groupBy(spent, ({ call }) => (call.targetId === null ? null : `target ${call.targetId} attempt ${call.attempt}`));
  return [...attempts].filter(([, dialed]) => dialed.length > 1).map(([subject, dialed]) => ({
    code: 'attempt-dialed-twice', subject,
    evidence: `${subject} was dialed as ${dialed.map(({ call }) => `${call.id} (${call.outcome ?? call.state}, committed ${at(call.originatingAtMs)})`).join(' and ')}`,
  }));
}

/** Rule 1, by the rows and by what the switch had on the network. */
export function nobodyIsCalledTwiceAtOnce({ calls, truth }: World): Finding[] {
  const ofTarget = groupBy(calls, ({ targetId }) => targetId);
  const dialOf = new Map((truth?.dials ?? []).map((dial) => [dial.channelId, dial]));
  return [...ofTarget].flatMap(([targetId, own]) => {
    const overlap = rowsOverlap(own) ?? dialsOverlap(own.flatMap((call) => dialOf.get(call.id) ?? []));
    return overlap === null ? [] : [{ code: 'target-twice-at-once' as const, subject: `target ${targetId}`, evidence: `target ${targetId}: ${overlap}` }];
  });
}

/** A target is given back when its call is settled, and planned again after that: both by the database's clock. */
function rowsOverlap(calls: readonly CallFact[]): string | null {
  const found = pairs([...calls].sort((a, b) => a.plannedAtMs - b.plannedAtMs))
    .find(([before, after]) => before.settledAtMs === null || before.settledAtMs > after.plannedAtMs);
  return found === undefined ? null : `call ${found[1].id} was planned at ${at(found[1].plannedAtMs)}, call ${found[0].id} was settled ${at(found[0].settledAtMs)}`;
}

function dialsOverlap(dials: readonly Dial[]): string | null {
  const found = pairs([...dials].sort((a, b) => a.atMs - b.atMs)).find(([before, after]) => before.endedAtMs === null || before.endedAtMs > after.atMs);
  return found === undefined ? null : `channel ${found[1].channelId} was sent at ${at(found[1].atMs)}, channel ${found[0].channelId} ended ${at(found[0].endedAtMs)}`;
}

/** Rule 1: a call tells its target once that it was an attempt, in the transaction that settles it. */
export function attemptsAreCountedOnce({ calls, targets }: World): Finding[] {
  const made = groupBy(calls.filter((call) => call.settledAtMs !== null && call.outcome !== null && countsAsAttempt(call.outcome)), ({ targetId }) => targetId);
  return targets.filter((target) => target.attempts !== (made.get(target.id)?.length ?? 0)).map((target) => ({
    code: 'attempts-miscounted', subject: `target ${target.id}`,
    evidence: `target ${target.id} counts ${target.attempts}, its settled calls say ${made.get(target.id)?.length ?? 0} (${(made.get(target.id) ?? []).map(({ id, outcome }) => `${id} ${outcome ?? ''}`).join(', ')})`,
  }));
}

/** Rule 1: `calling` without a call would never be called again, another state with one would be called twice. */
export function targetsFollowTheirCalls({ calls, targets }: World): Finding[] {
  const unsettled = new Map(calls.filter(({ settledAtMs }) => settledAtMs === null).map((call) => [call.targetId, call]));
  return targets.flatMap((target) => {
    const call = unsettled.get(target.id);
    if (target.state === 'calling' ? call !== undefined && call.id === target.lastCallId : call === undefined) return [];
    return [{ code: 'target-adrift', subject: `target ${target.id}`, evidence: `target ${target.id} is ${target.state}, its last call ${target.lastCallId ?? 'none'}; unsettled: ${call === undefined ? 'none' : `${call.id} (${call.state})`}` }];
  });
}

/** At rest, of campaigns that nobody has held up: what is still to be called was forgotten. */
export function targetsHaveResults({ targets, campaigns }: World): Finding[] {
  const goesOn = (campaignId: string): boolean => ['running', 'completed'].includes(campaigns.get(campaignId)?.status ?? '');
  return targets.filter(({ campaignId, state, result }) => goesOn(campaignId) && (state === 'ready' || (state === 'done' && result === null))).map((target) => ({
    code: 'target-without-result', subject: `target ${target.id}`, evidence: `target ${target.id} of campaign ${target.campaignId} is ${target.state} after ${target.attempts} attempts, result ${target.result ?? 'none'}`,
  }));
}

/** Rule 4: whom a campaign keeps for comparison it never calls. */
export function controlGroupsAreLeftAlone(world: World): Finding[] {
  const control = new Set(world.targets.filter(({ result }) => result === 'control-group').map(({ id }) => id));
  return dialedCalls(world).filter(({ call: { targetId } }) => targetId !== null && control.has(targetId)).map(({ call }) => ({
    code: 'control-group-dialed', subject: `call ${call.id}`, evidence: `call ${call.id} was sent at ${at(call.originatingAtMs)} to target ${call.targetId ?? ''}, which is of its campaign's control group`,
  }));
}
