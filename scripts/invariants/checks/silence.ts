import { guardWithinMs } from '@paceline/domain/call/guard';
import { abandonmentLawOf, connectWithinMs } from '@paceline/domain/compliance/law-profiles';
import { at, type Finding } from '../violation';
import type { CallFact, Dial, World } from '../world';

/** Causes of a hang-up on our side that nobody chose: the switch died, or an agent's leg did while being bridged. */
const NOBODY_CHOSE = new Set(['SWITCH_GONE', 'ORIGINATOR_CANCEL']);

/** Rule 7: within the limit, and what a bridge under way or the switch's guard may take, there is an agent or the message, or they left. */
export function nobodyMeetsSilence(world: World): Finding[] {
  const rows = new Map(world.calls.map((call) => [call.id, call]));
  const told = new Set<string>();
  const found: Finding[] = [];
  for (const dial of world.truth?.dials ?? []) {
    const call = rows.get(dial.channelId);
    if (call === undefined || dial.answeredAtMs === null) continue;
    told.add(call.id);
    found.push(...tooLong(call, dial.answeredAtMs, caredForAtMs(dial, call), world));
  }
  // What the record does not tell yet, the row does. Who called us is answered by us, and hears music where they wait.
  for (const call of world.calls) {
    if (call.direction === 'inbound' || told.has(call.id) || call.endedAtMs !== null || call.answeredAtMs === null) continue;
    found.push(...tooLong(call, call.answeredAtMs, call.connectedAtMs ?? call.safeHarbourAtMs, world));
  }
  return found;
}

function tooLong(call: CallFact, answeredAtMs: number, caredAtMs: number | null, { nowMs, limits, campaigns }: World): Finding[] {
  const campaign = campaigns.get(call.campaignId ?? '');
  const limitMs = connectWithinMs(campaign === undefined ? null : abandonmentLawOf(campaign.law), limits.safeHarbourAfterMs);
  const allowedMs = Math.max(limitMs + limits.bridgeDeadlineMs, guardWithinMs(limitMs)) + limits.slackMs;
  const waitedMs = (caredAtMs ?? nowMs) - answeredAtMs;
  if (waitedMs <= allowedMs) return [];
  return [{ code: 'met-by-silence', subject: `call ${call.id}`, evidence: `call ${call.id} to ${call.phone} was answered at ${at(answeredAtMs)} and heard nobody for ${waitedMs} ms; allowed are ${allowedMs}` }];
}

/** When the silence ended: an agent, the message, or the end. */
function caredForAtMs(dial: Dial, call: CallFact): number | null {
  // A record without its sounds: the row says that there was a message, by another clock.
  if (dial.messagesAtMs === null && call.safeHarbourAtMs !== null) return dial.answeredAtMs;
  const instants = [dial.bridges[0]?.atMs, ...(dial.messagesAtMs ?? []), dial.endedAtMs ?? undefined].filter((ms) => ms !== undefined);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Rule 7. A person may ask for it by a command; nobody else may. */
export function nobodyIsHungUpOnInSilence({ truth, calls, commands }: World): Finding[] {
  const rows = new Map(calls.map((call) => [call.id, call]));
  const asked = new Set(commands.filter(({ kind }) => kind === 'call-hangup').map(({ callId }) => callId));
  return (truth?.dials ?? []).flatMap((dial) => {
    const heard = dial.bridges.length > 0 || dial.messagesAtMs === null || dial.messagesAtMs.length > 0;
    if (!rows.has(dial.channelId) || dial.answeredAtMs === null || dial.endedBy !== 'near' || heard) return [];
    if (NOBODY_CHOSE.has(dial.cause ?? '') || asked.has(dial.channelId)) return [];
    return [{ code: 'hung-up-in-silence', subject: `call ${dial.channelId}`, evidence: `call ${dial.channelId} to ${dial.number} was answered at ${at(dial.answeredAtMs)}, met nobody, heard no message, and was ended by us at ${at(dial.endedAtMs)} (${dial.cause ?? 'no cause'}); its row says ${rows.get(dial.channelId)?.outcome ?? 'open'}` }];
  });
}
