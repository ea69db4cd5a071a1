import type { SwitchRecord } from '@paceline/domain/call/switch-record';
import { leftUnheard, messageFile } from '@paceline/domain/script/message';
import { scriptOfWay } from '@paceline/domain/script/sent-on';
import type { EntityManager } from 'typeorm';
import { Call } from './entities/calls';
import { FlowVersion } from './entities/flows';
import { keepVoicemail } from './voicemails';

/**
 * Keeps the message that a caller has left while nobody of ours was listening, by the switch's record of the call and where its row
 * stands. What was heard is kept already, and stays as it is. False: none was left.
 */
export async function keepUnheardMessage(manager: EntityManager, switchId: string, { channelId, endedAtMs, recordedMs }: SwitchRecord): Promise<boolean> {
  if (recordedMs === null) return false;
  const call = await manager.findOneBy(Call, { id: channelId, switchId });
  const state = call?.scriptState ?? null;
  if (call === null || state === null) return false;
  const { clientId, flowVersionId } = call;
  const version = flowVersionId === null ? null : await manager.findOneBy(FlowVersion, { id: flowVersionId });
  const script = state.sentOn ? scriptOfWay(state.sentOn.way) : version?.script;
  if (script === undefined || !leftUnheard(script, state, recordedMs)) return false;
  await keepVoicemail(manager, {
    clientId, callId: channelId, queueId: state.sentOn?.queueId ?? null, language: state.language, path: messageFile(channelId, state.serial),
    lengthMs: recordedMs, leftAt: new Date(endedAtMs),
  });
  return true;
}
