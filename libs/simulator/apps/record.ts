import { mediaLoop } from '../call/media-loop';
import { hangup } from '../call/hangup';
import { openMedia } from '../call/inbound-signals';
import type { Header } from '../core/header-block';
import { separateString } from '../grammar/separate-string';
import type { Application } from './application';
import { readCodec } from './codec-switch';
import { endingKey } from './ending-key';
import { isInAFolder } from './recording-path';

const FROM = { file: 'switch_ivr_play_say.c', fn: 'switch_ivr_record_file_event', line: 606 };

/** `record PATH [limit seconds] [silence threshold] [silence hits]`: the far end's own voice, until a key, the limit or its hang-up; nobody here is silent. */
export const record: Application = async (core, channel, argument) => {
  const [path = '', limit = '0'] = separateString(argument, ' ', 4);
  openMedia(core, channel);
  if (!isInAFolder(path, core)) {
    hangup(core, channel, 'DESTINATION_OUT_OF_ORDER');
    return;
  }
  const file: readonly Header[] = [['Record-File-Path', path]];
  const limitMs = (Number.parseInt(limit, 10) || 0) * 1000;
  channel.variables.set('silence_hits_exhausted', 'false');
  readCodec(core, channel, 'L16');
  const startedMs = core.clock.nowMs();
  core.events.fire('RECORD_START', channel, { after: file, from: FROM });
  await mediaLoop(core, channel, { ...(limitMs > 0 ? { forMs: limitMs } : {}), breakable: true, onDigit: endingKey(channel) });
  const recordedMs = Math.round(core.clock.nowMs() - startedMs);
  channel.variables.setAll({
    record_file_size: String(recordedMs * 16 + 44), record_seconds: String(Math.floor(recordedMs / 1000)),
    record_ms: String(recordedMs), record_samples: String(recordedMs * 8),
  });
  core.options.recordingMade(path, recordedMs);
  core.events.fire('RECORD_STOP', channel, { after: file, from: FROM });
  readCodec(core, channel, 'PCMU');
};
