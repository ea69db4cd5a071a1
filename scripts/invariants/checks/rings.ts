import { isMissed } from '@paceline/domain/agent/ring';
import { at, type Finding } from '../violation';
import type { RingFact, World } from '../world';
import { groupBy, pairs } from './groups';

/** Rule 2: nobody is left whom the phone could ring for. A worker that died is followed by one that hangs it up. */
export function ringsEndWithTheirCalls(world: World): Finding[] {
  const calls = new Map(world.calls.map((call) => [call.id, call]));
  return world.rings.flatMap((ring) => {
    const callEndedAtMs = calls.get(ring.callId)?.endedAtMs ?? null;
    const latestMs = callEndedAtMs === null ? null : callEndedAtMs + world.limits.graceMs;
    const { toMs } = spanOf(world, ring);
    const isHalf = (ring.endedAtMs === null) !== (ring.endedBy === null);
    const isLate = latestMs !== null && (toMs === null ? latestMs < world.nowMs : toMs > latestMs);
    const isLeft = world.looking === 'at-rest' && ring.endedAtMs === null;
    return isHalf || isLate || isLeft ? [{ code: 'ring-not-ended' as const, subject: `leg ${ring.channelId}`, evidence: `${told(world, ring)}; the call ended ${at(callEndedAtMs)}` }] : [];
  });
}

/** Rule 3: a phone is rung for one caller, and for a caller one phone at a time; whoever talks is with nobody else besides. */
export function phonesRingForOne(world: World): Finding[] {
  const twice = (rings: readonly RingFact[], subject: string): Finding[] => {
    const inOrder = [...rings].sort((one, other) => spanOf(world, one).fromMs - spanOf(world, other).fromMs);
    const found = pairs(inOrder).find(([before, after]) => (spanOf(world, before).toMs ?? Infinity) > spanOf(world, after).fromMs + world.limits.slackMs);
    return found === undefined ? [] : [{ code: 'rung-twice-at-once', subject, evidence: found.map((ring) => told(world, ring)).join(', ') }];
  };
  return [
    ...[...groupBy(world.rings, ({ agentId }) => agentId)].flatMap(([agentId, rings]) => twice(rings, `agent ${agentId}`)),
    ...[...groupBy(world.rings, ({ callId }) => callId)].flatMap(([callId, rings]) => twice(rings, `call ${callId}`)),
  ];
}

/** Rule 1, by what the switch did: who is said to have missed a call was connected with nobody, and who talked was. */
export function ringsAreTold(world: World): Finding[] {
  const { truth } = world;
  if (truth === null || !truth.complete) return [];
  const legs = new Map(truth.legs.map((leg) => [leg.channelId, leg]));
  return world.rings.flatMap((ring) => {
    const bridges = legs.get(ring.channelId)?.bridges ?? [];
    const agrees = ring.endedBy === 'talked' ? bridges.some(({ otherId }) => otherId === ring.callId) : ring.endedBy === null || !isMissed(ring.endedBy) || bridges.length === 0;
    return agrees ? [] : [{ code: 'ring-differs' as const, subject: `leg ${ring.channelId}`, evidence: `${told(world, ring)}; the switch bridged it to ${bridges.map(({ otherId }) => otherId).join(' and ') || 'nobody'}` }];
  });
}

/** Rather by the switch than by its row, which is written a moment later. */
function spanOf({ truth }: World, { channelId, rungAtMs, endedAtMs }: RingFact): { readonly fromMs: number; readonly toMs: number | null } {
  const leg = truth?.legs.find((one) => one.channelId === channelId);
  return { fromMs: leg?.atMs ?? rungAtMs, toMs: leg === undefined ? endedAtMs : leg.endedAtMs };
}

function told(world: World, ring: RingFact): string {
  const { fromMs, toMs } = spanOf(world, ring);
  return `the phone of agent ${ring.agentId} (leg ${ring.channelId}) was rung for call ${ring.callId} from ${at(fromMs)} to ${at(toMs)} (${ring.endedBy ?? 'not over'})`;
}
