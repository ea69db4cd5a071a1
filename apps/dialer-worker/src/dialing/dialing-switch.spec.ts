import { FakeRows } from '@paceline/testing/fake-rows';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { DialingSwitch } from './dialing-switch';

const STOP = { reason: 'a fire drill', byUserId: '1', byUsername: 'boss', at: new Date(0) };

describe('the stop of all dialing', () => {
  useTestTime();
  let rows: FakeRows;
  let dialing: DialingSwitch;
  beforeEach(() => {
    rows = new FakeRows();
    dialing = new DialingSwitch(rows.dataSource, new OwnerBench().owner.clock);
  });

  it('is known within a quarter of a second, and asked for no oftener', async () => {
    await expect(dialing.stop()).resolves.toBeNull();
    rows.answer = () => [STOP];
    await pass(249);
    await expect(dialing.stop()).resolves.toBeNull();
    await pass(1);
    await expect(dialing.stop()).resolves.toEqual(STOP);
    expect(rows.sql).toHaveLength(2);
  });

  it('is known at once to who asks for it now, and to whoever asks after that', async () => {
    await dialing.stop();
    rows.answer = () => [STOP];
    await expect(dialing.stopNow()).resolves.toEqual(STOP);
    await expect(dialing.stop()).resolves.toEqual(STOP);
    expect(rows.sql).toHaveLength(2);
  });

  it('that cannot be asked for is not taken for none', async () => {
    rows.failure = new Error('away');
    await expect(dialing.stop()).rejects.toThrow('away');
  });
});
