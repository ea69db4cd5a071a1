import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { EslSwitch } from '@paceline/telephony/esl/esl-switch';
import type { SwitchAddress } from './dialing';

const SIMULATOR = join(__dirname, '../../scripts/simulator.ts');
const PASSWORD = 'bench';
const GATEWAY = 'carrier';

/** INVITEs that left for the network, by the channel's id: how often. */
export type Invites = ReadonlyMap<string, number>;

/**
 * The switch that the environment names, or a simulated one in a process of its own. Either is watched over an event
 * socket of the benchmark's own: a CHANNEL_CREATE of an outbound leg stands for its INVITE on both, and what the worker
 * believes has no part in it.
 */
export class DialedSwitch {
  private readonly created = new Map<string, number>();

  private constructor(readonly address: SwitchAddress, readonly description: string, private readonly watch: EslSwitch, private readonly simulator: ChildProcess | null) {
    watch.onEvent((event) => {
      if (event.type === 'channel-created' && event.direction === 'outbound') this.created.set(event.channelId, (this.created.get(event.channelId) ?? 0) + 1);
    });
  }

  static async find(): Promise<DialedSwitch> {
    const { FREESWITCH_HOST: host, FREESWITCH_PORT: port = '8021', FREESWITCH_PASSWORD: password, FREESWITCH_GATEWAY: gateway } = process.env;
    if (host === undefined) return await DialedSwitch.simulate();
    if (password === undefined || gateway === undefined) throw new Error('With FREESWITCH_HOST, set FREESWITCH_PASSWORD and FREESWITCH_GATEWAY too.');
    return await DialedSwitch.watching({ host, port: Number(port), password, gateway }, 'FreeSWITCH', null);
  }

  get invites(): Invites {
    return this.created;
  }

  async stop(): Promise<void> {
    await this.watch.close();
    this.simulator?.kill();
  }

  private static async simulate(): Promise<DialedSwitch> {
    const flags = ['--password', PASSWORD, '--gateway', GATEWAY, '--sps', '2000'];
    const child = spawn(process.execPath, ['-r', '@swc-node/register', SIMULATOR, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
    process.once('exit', () => { child.kill(); });
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith('{')) continue;
      const { host, port } = JSON.parse(line) as { host: string; port: number }; // the simulator's own line
      return await DialedSwitch.watching({ host, port, password: PASSWORD, gateway: GATEWAY }, 'simulated', child);
    }
    throw new Error('the simulator ended by itself');
  }

  private static async watching(address: SwitchAddress, description: string, simulator: ChildProcess | null): Promise<DialedSwitch> {
    const nothing = (): void => undefined;
    const watch = new EslSwitch({ ...address, promptsDir: '/p', recordingsDir: '/r', log: { info: nothing, warn: nothing, error: nothing } });
    const dialed = new DialedSwitch(address, description, watch, simulator);
    await watch.connect();
    return dialed;
  }
}
