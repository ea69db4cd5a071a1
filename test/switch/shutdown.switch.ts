import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { waitFor } from '@paceline/testing/wait-for';
import { SimulatedSwitch } from '@paceline/simulator';
import { RawEsl } from './lib/raw-esl';
import { describeIf, missing, onSimulator, stopTarget, target } from './lib/target';
import { Transcript } from './lib/transcript';

afterAll(stopTarget);

/** A switch that may be shut down, and how it comes back. */
interface Mortal {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  restart(): Promise<void>;
  end(): Promise<void>;
}

async function mortalSwitch(): Promise<Mortal> {
  if (onSimulator) {
    const simulated = new SimulatedSwitch();
    const address = await simulated.start();
    return { ...address, password: 'ClueCon', restart: async () => { await simulated.start(); }, end: () => simulated.stop() };
  }
  const command = process.env['FREESWITCH_START'] ?? '';
  return {
    ...await target(),
    restart: async () => { spawn(command, { shell: true, detached: true, stdio: 'ignore' }).unref(); },
    end: () => Promise.resolve(),
  };
}

describeIf(missing.restart, 'a switch that ends', () => {
  it('closes the socket without notice on fsctl shutdown now, and comes back with another Core-UUID and no call [shutdown_with_calls]', async () => {
    const mortal = await mortalSwitch();
    const { host, port, password } = mortal;
    try {
      const esl = await RawEsl.login(host, port, password, 'event json ALL', Transcript.ofThisScenario(''));
      const uuid = randomUUID();
      await esl.bgapi(`originate {origination_uuid=${uuid},ignore_early_media=true}sofia/gateway/${process.env['FREESWITCH_GATEWAY'] ?? 'carrier'}/55501030 &park()`, randomUUID());
      const { 'Core-UUID': coreBefore } = await esl.event((event) => event['Event-Name'] === 'CHANNEL_PARK', 'the park');
      const framesBefore = esl.frames.length;
      esl.write('api fsctl shutdown now\n\n');
      await esl.until(() => esl.closed, 'the close');
      expect(esl.frames).toHaveLength(framesBefore);
      await mortal.restart();
      const again = await waitFor('the switch is back', () => RawEsl.login(host, port, password, 'event json ALL'), { deadlineMs: 60_000, everyMs: 200 });
      expect(await again.api(`uuid_exists ${uuid}`)).toBe('false');
      const { 'Core-UUID': coreAfter } = await again.event((event) => event['Event-Name'] === 'API', 'an event of the new life');
      expect(coreAfter).not.toBe(coreBefore);
      await again.close();
    } finally {
      await mortal.end();
    }
  }, 90_000);
});
