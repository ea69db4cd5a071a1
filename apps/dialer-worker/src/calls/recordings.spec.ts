import { NOW_MS, OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { aCall } from './call.spec-helper';
import { Recordings } from './recordings';

class Bench extends OwnerBench {
  readonly rows: string[];
  readonly recordings: Recordings;
  /** How often the database is away before it takes the beginning of one. */
  away = 0;

  constructor() {
    const rows: string[] = [];
    super({ calls: {
      recordingStarted: async (callId: string, path: string, at: Date) => {
        if (this.away-- > 0) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
        rows.push(`${callId}: ${path} since ${at.toISOString()}`);
      },
      recordingStopped: async (path: string, at: Date, lengthMs: number) => { rows.push(`${path} until ${at.toISOString()}, ${lengthMs} ms`); },
    } });
    this.rows = rows;
    this.recordings = new Recordings(this.owner);
  }
}

describe('the recording of a call', () => {
  useTestTime();
  let bench: Bench;
  beforeEach(() => { bench = new Bench(); });

  it('is a file of its own id, on the day on which it was connected', async () => {
    const call = Object.assign(aCall({ callId: '0190-a' }, 'talking'), { connectedAtMs: Date.UTC(2025, 11, 31, 23, 59) });
    await bench.recordings.start(call);
    expect(bench.switchPort.told).toEqual(['startRecording 0190-a 2025/12/31/0190-a.wav']);
  });

  it('that the switch does not begin keeps nothing else', async () => {
    bench.switchPort.answers.startRecording = { ok: false, kind: 'refused', text: '-ERR disk full' };
    await expect(bench.recordings.start(aCall({}, 'talking'))).resolves.toBeUndefined();
    expect(bench.rows).toEqual([]);
  });

  it('has its beginning written before its end, however long the database is away', async () => {
    bench.away = 3;
    const call = aCall({}, 'talking');
    const written = Promise.all([bench.recordings.started(call, 'a.wav', NOW_MS), bench.recordings.stopped(call, 'a.wav', NOW_MS + 7_000, 7_000)]);
    await pass(10_000);
    await written;
    expect(bench.rows).toEqual(['a: a.wav since 2026-01-07T19:00:00.000Z', 'a.wav until 2026-01-07T19:00:07.000Z, 7000 ms']);
  });
});
