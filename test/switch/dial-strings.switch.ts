import { randomUUID } from 'node:crypto';
import { Scenario } from './lib/scenario';
import { stopTarget } from './lib/target';

afterAll(stopTarget);

/**
 * What must never be sent, and what a switch makes of it: the number after the gateway, the result of the job, and
 * the name of the channel that was created ('' after the profile), or null when none was.
 */
const HOSTILE: ReadonlyArray<readonly [number: string, result: RegExp, channel: string | null]> = [
  ['', /^-ERR UNALLOCATED_NUMBER\n$/, ''],
  [' ', /^-ERR UNALLOCATED_NUMBER\n$/, ''],
  ["1'2", /^-USAGE: <call url>/, null],
  ['1,2', /^-ERR UNALLOCATED_NUMBER\n$/, '1'],
  ['1}2', /^-ERR UNALLOCATED_NUMBER\n$/, '1}2'],
  ['1 &echo', /^-ERR UNALLOCATED_NUMBER\n$/, '1'],
  ['1|2', /^-ERR CHAN_NOT_IMPLEMENTED\n$/, '1'],
  ['../..', /^-ERR UNALLOCATED_NUMBER\n$/, '../..'],
  ['1:_:2', /^-ERR CHAN_NOT_IMPLEMENTED\n$/, '1'],
  ['%31', /^-ERR UNALLOCATED_NUMBER\n$/, '%31'],
  ['سلام', /^-ERR UNALLOCATED_NUMBER\n$/, 'سلام'],
];

describe('a dial string with', () => {
  it.concurrent.each(HOSTILE)('the number %p [bad_dial_string_%#]', async (number, result, channel) => {
    await Scenario.play(async (scenario) => {
      const job = await scenario.dial('callee', number, ',originate_timeout=3');
      expect(await scenario.result(job)).toMatch(result);
      if (channel === null) {
        expect(scenario.of('callee')).toEqual([]);
        return;
      }
      await scenario.gone('callee');
      const created = await scenario.on('callee', 'CHANNEL_CREATE');
      expect(String(created['Channel-Name']).replace(/^sofia\/[^/]+\//, '')).toBe(channel);
      scenario.expectFlow('unallocated');
    });
  });

  it.concurrent('two numbers and a comma dials them both [two_numbers]', async () => {
    await Scenario.play(async (scenario) => {
      const [first, second] = [randomUUID(), randomUUID()];
      scenario.name('first', first);
      scenario.name('second', second);
      await scenario.background(`originate [origination_uuid=${first}]${scenario.gateway}/55503000,[origination_uuid=${second}]${scenario.gateway}/55503000 &park()`);
      await scenario.on('first', 'CHANNEL_PROGRESS');
      await scenario.on('second', 'CHANNEL_PROGRESS');
    });
  });

  it.concurrent('quotes and escapes in its variables [quoted_variables]', async () => {
    await Scenario.play(async (scenario) => {
      const job = await scenario.dial('callee', '55501101', ",x='a,b',y=a\\,b,z=^^:q:r");
      expect(await scenario.result(job)).toBe(`+OK ${scenario.id('callee')}\n`);
      const created = await scenario.on('callee', 'CHANNEL_CREATE');
      expect(created).toMatchObject({ variable_x: 'a', variable_y: 'a,b', variable_z: '^^:q:r' });
    });
  });
});
