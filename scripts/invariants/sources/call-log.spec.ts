import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CallRecord } from '@paceline/simulator';
import { dialsOfSimulator, readCallLog } from './call-log';

const RECORD: CallRecord = {
  sequence: 1, channelId: 'a', direction: 'outbound', gateway: 'carrier', number: '+12025550101', callerNumber: '', accountCode: 'paceline', atMs: 1_000, ringingAtMs: null,
  answeredAtMs: null, parkedAtMs: null, bridgeOrderedAtMs: null, endedAtMs: null, cause: null, sip: { status: 0, reason: '' }, endedBy: null, result: 'in-progress', bridges: [], plays: [], lateMs: 0,
};
const ENDED = { endedAtMs: 2_000, cause: 'USER_BUSY', endedBy: 'far', result: 'refused' } as const;

describe('the simulated switch\'s log of INVITEs', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-call-log-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  function file(...lines: readonly object[]): string {
    const name = path.join(folder, 'calls.jsonl');
    writeFileSync(name, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return name;
  }

  it('is one INVITE for each of its lines, with the end where there is one', async () => {
    const log = await readCallLog(file(
      { kind: 'invite', ...RECORD }, { kind: 'invite', ...RECORD, sequence: 2, channelId: 'b', atMs: 1_500 }, { kind: 'end', ...RECORD, ...ENDED },
      { kind: 'invite', ...RECORD, sequence: 3, channelId: 'a', atMs: 3_000 }, { kind: 'invite', ...RECORD, sequence: 4, channelId: 'c', direction: 'inbound' },
    ));
    expect(log.dials.map(({ channelId, atMs, endedAtMs, cause }) => [channelId, atMs, endedAtMs, cause])).toEqual([['a', 1_000, 2_000, 'USER_BUSY'], ['b', 1_500, null, null], ['a', 3_000, null, null]]);
    expect(log).toMatchObject({ complete: true, coversSinceMs: 1_000 });
  });

  it('ends what was up when its switch was started anew', async () => {
    const log = await readCallLog(file({ kind: 'invite', ...RECORD }, { kind: 'invite', ...RECORD, channelId: 'b', atMs: 5_000 }));
    expect(log.dials.map(({ channelId, endedAtMs, cause }) => [channelId, endedAtMs, cause])).toEqual([['a', 5_000, 'SWITCH_GONE'], ['b', null, null]]);
  });

  it('covers nothing while it is empty, and is refused when it is something else', async () => {
    expect(await readCallLog(file())).toEqual({ complete: true, coversSinceMs: Number.POSITIVE_INFINITY, dials: [] });
    await expect(readCallLog(file({ kind: 'invite' }))).rejects.toThrow('no record');
  });

  it('tells a message from a tone and from music', () => {
    const plays = ['/prompts/safe-harbour-en.wav', 'tone_stream://%(100,100,350)', 'local_stream://moh'].map((name, index) => ({ file: name, atMs: index, untilMs: null }));
    expect(dialsOfSimulator([{ ...RECORD, plays }]).dials.map(({ messagesAtMs }) => messagesAtMs)).toEqual([[0]]);
  });

  it('is a picture: what its switch does later is not in it', () => {
    const record = { ...RECORD, bridges: [{ otherId: 'leg', atMs: 1, untilMs: null as number | null }] };
    const { dials } = dialsOfSimulator([record]);
    Object.assign(record, ENDED);
    for (const bridge of record.bridges) bridge.untilMs = 2_000;
    expect(dials[0]).toMatchObject({ endedAtMs: null, bridges: [{ untilMs: null }] });
  });
});
