import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SequencedEvent, Snapshot } from '@paceline/contracts/live';
import type { Agent } from '@paceline/persistence';
import { hashPassword } from '@paceline/platform/passwords';
import { freePort } from '@paceline/testing/free-port';
import { waitFor } from '@paceline/testing/wait-for';
import { io, type Socket } from 'socket.io-client';
import { ApiClient } from '../../../scripts/demo/api-client';
import { AppProcess } from '../../../scripts/system/app-process';
import { asVariables } from '../../e2e/lib/as-variables';
import type { DialerRig } from '../../e2e/lib/dialer-rig';

const PASSWORD = 'a password of the test';
const RECONNECT_MS = 100;

/** An agent's page as the API sees it: one socket that comes back by itself, and resumes where it was. */
export interface Screen {
  readonly socket: Socket;
  readonly events: SequencedEvent[];
  readonly snapshots: Snapshot[];
}

/** The API as a process of its own, on one port for all its lives, and the agents' screens. */
export class FrontOffice {
  private readonly screens = new Map<string, Screen>();
  private readonly tokens = new Map<string, string>();

  private constructor(private readonly rig: DialerRig, private readonly logs: string, private readonly port: number, private api: AppProcess) {}

  static async open(rig: DialerRig): Promise<FrontOffice> {
    const logs = await mkdtemp(path.join(tmpdir(), 'paceline-front-office-'));
    const port = await freePort();
    const office = new FrontOffice(rig, logs, port, launch(rig, logs, port));
    await office.api.ready();
    return office;
  }

  /** Opens the screen of an agent, who logs in for it the first time. */
  async comes(agent: Agent): Promise<Screen> {
    const token = this.tokens.get(agent.id) ?? await this.login(agent);
    this.tokens.set(agent.id, token);
    const socket = io(`http://127.0.0.1:${this.port}/realtime`, {
      auth: { token }, transports: ['websocket'], forceNew: true, reconnectionDelay: RECONNECT_MS, reconnectionDelayMax: RECONNECT_MS,
    });
    const screen: Screen = { socket, events: [], snapshots: [] };
    socket.on('event', (event: SequencedEvent) => { screen.events.push(event); });
    socket.on('snapshot', (snapshot: Snapshot) => { screen.snapshots.push(snapshot); });
    socket.on('connect', () => { socket.emit('resume', { after: screen.events.at(-1)?.id ?? screen.snapshots.at(-1)?.id ?? null }); });
    this.screens.set(agent.id, screen);
    await waitFor('the screen is told how it stands', () => screen.snapshots.length > 0);
    return screen;
  }

  leaves(agent: Agent): void {
    this.screens.get(agent.id)?.socket.disconnect();
    this.screens.delete(agent.id);
  }

  /** As the kernel ends it: nobody is told anything. */
  async killApi(): Promise<void> {
    process.kill(this.api.pid, 'SIGKILL');
    await this.api.stop();
  }

  async startApi(): Promise<void> {
    this.api = launch(this.rig, this.logs, this.port);
    await this.api.ready();
  }

  async close(): Promise<void> {
    for (const { socket } of this.screens.values()) socket.disconnect();
    await this.api.stop();
    await rm(this.logs, { recursive: true, force: true });
  }

  private async login(agent: Agent): Promise<string> {
    await this.rig.dataSource.query('UPDATE users SET password_hash = ? WHERE id = ?', [await hashPassword(PASSWORD), agent.userId]);
    const [user] = await this.rig.dataSource.query<{ username: string }[]>('SELECT username FROM users WHERE id = ?', [agent.userId]);
    return (await ApiClient.login(`http://127.0.0.1:${this.port}`, user?.username ?? '', PASSWORD)).token;
  }
}

function launch(rig: DialerRig, logs: string, port: number): AppProcess {
  return new AppProcess({ name: 'api', logs, env: { ...asVariables(rig.environment), API_HOST: '127.0.0.1', API_PORT: String(port), API_METRICS_PORT: '0' } });
}
