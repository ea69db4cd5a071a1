import { randomUUID } from 'node:crypto';
import type { ExecuteMessage } from '@paceline/telephony/esl/channel-commands';
import { expectedFlow, mismatch } from './expected';
import { lineOf } from './flow';
import { RawEsl } from './raw-esl';
import type { RawEvent } from './raw-frame';
import { onSimulator, target, type CallerOptions, type InboundCaller, type Target } from './target';
import { Transcript } from './transcript';

export interface Job { readonly id: string; readonly reply: string }

const isOf = (uuid: string) => (event: RawEvent): boolean => event['Unique-ID'] === uuid;

/** A number of its own for each caller, so that scenarios side by side know theirs. */
let callers = 0;
function callerNumber(): string {
  callers += 1;
  return `98211${String(process.pid % 1000).padStart(3, '0')}${String(callers).padStart(4, '0')}`;
}

/** One scenario on its own connection: channels by role, commands, waits, and the comparison with the recording. */
export class Scenario {
  private readonly roles = new Map<string, string>();
  private readonly callers: InboundCaller[] = [];

  private constructor(readonly target: Target, readonly esl: RawEsl) {}

  static async open(subscribe: string | null = 'event json ALL'): Promise<Scenario> {
    const chosen = await target();
    return new Scenario(chosen, await RawEsl.login(chosen.host, chosen.port, chosen.password, subscribe, Transcript.ofThisScenario(chosen.recordings)));
  }

  /** Plays `run` and leaves nothing behind, whatever becomes of it. */
  static async play(run: (scenario: Scenario) => Promise<void>, subscribe?: string | null): Promise<void> {
    const scenario = await Scenario.open(subscribe);
    try {
      await run(scenario);
      await scenario.end();
    } finally {
      await scenario.close();
    }
  }

  /**
   * As `play`, for a scenario that a busy machine can spoil by being late (the digits come by the far end's clock):
   * on a real switch it gets three chances, on the simulator one.
   */
  static async playInTime(run: (scenario: Scenario) => Promise<void>): Promise<void> {
    for (let chancesLeft = onSimulator ? 1 : 3; ; chancesLeft -= 1) {
      try {
        await Scenario.play(run);
        return;
      } catch (error) {
        if (chancesLeft <= 1) throw error;
      }
    }
  }

  get gateway(): string { return `sofia/gateway/${this.target.gateway}`; }

  id(role: string): string {
    const uuid = this.roles.get(role);
    if (uuid === undefined) throw new Error(`nobody plays the ${role} yet`);
    return uuid;
  }

  name(role: string, uuid: string): void {
    this.roles.set(role, uuid);
  }

  /** Originates a leg in the background; `extra` are further variables, e.g. `,park_after_bridge=true`. */
  async dial(role: string, number: string, extra = '', application = '&park()'): Promise<Job> {
    const uuid = randomUUID();
    this.name(role, uuid);
    return this.background(`originate {origination_uuid=${uuid}${extra}}${this.gateway}/${number} ${application}`);
  }

  /** An agent's leg, kept up between calls, at rest in its park. */
  async agent(role = 'agent', number = 'agent1001', extra = ''): Promise<void> {
    await this.dial(role, number, `,hangup_after_bridge=false,park_after_bridge=true${extra}`);
    await this.on(role, 'CHANNEL_PARK');
  }

  /** A customer who has answered and is parked. */
  async customer(number: string, extra = '', role = 'customer'): Promise<Job> {
    const job = await this.dial(role, number, `,ignore_early_media=true,originate_timeout=12${extra}`);
    await this.on(role, 'CHANNEL_PARK');
    return job;
  }

  /** Somebody calls our number: resolves when the dialplan has parked the call, which rings. */
  async callIn(role: string, options?: CallerOptions): Promise<InboundCaller> {
    const from = callerNumber();
    if (!this.target.callIn) throw new Error('nobody can call in');
    const caller = await this.target.callIn(from, options);
    this.callers.push(caller);
    const created = await this.esl.event(
      (event) => event['Event-Name'] === 'CHANNEL_CREATE' && event['Call-Direction'] === 'inbound' && event['Caller-Caller-ID-Number'] === from,
      `an inbound call from ${from}`,
    );
    this.name(role, String(created['Unique-ID']));
    await this.on(role, 'CHANNEL_PARK');
    return caller;
  }

  /** As the worker says that it answers for the call, for longer than a scenario lasts. */
  async vouchFor(role: string): Promise<void> {
    await this.esl.api(`uuid_setvar ${this.id(role)} paceline_until ${Math.floor(Date.now() / 1000) + 3600}`);
  }

  /** As `callIn`, and the call is answered; the guard lets it wait. */
  async answered(role: string): Promise<InboundCaller> {
    const caller = await this.callIn(role);
    await this.vouchFor(role);
    await this.esl.api(`uuid_answer ${this.id(role)}`);
    await this.on(role, 'CHANNEL_ANSWER');
    return caller;
  }

  /** Connects two legs and waits until they hear each other. */
  async connect(a: string, b: string): Promise<Job> {
    const bridges = this.count(a, 'CHANNEL_BRIDGE');
    const joined = this.entered(b, 'CS_EXCHANGE_MEDIA');
    const job = await this.background(`uuid_bridge ${this.id(a)} ${this.id(b)}`);
    await this.on(a, 'CHANNEL_BRIDGE', bridges + 1);
    await this.esl.until(() => this.entered(b, 'CS_EXCHANGE_MEDIA') > joined, `${b} in the bridge`);
    return job;
  }

  /** How often the role's channel has entered this state. */
  private entered(role: string, state: string): number {
    return this.of(role, 'CHANNEL_STATE').filter((event) => event['Channel-State'] === state).length;
  }

  async background(command: string): Promise<Job> {
    const id = randomUUID();
    return { id, reply: await this.esl.bgapi(command, id) };
  }

  /** The body of the job's BACKGROUND_JOB event. */
  async result(job: Job): Promise<string> {
    const event = await this.esl.event((each) => each['Event-Name'] === 'BACKGROUND_JOB' && each['Job-UUID'] === job.id, `result of ${job.reply}`);
    return String(event['_body']);
  }

  /** Runs an application on the role's channel; resolves with the id under which its end is reported. */
  async execute(role: string, application: string, argument: string): Promise<{ executionId: string; reply: string }> {
    const executionId = randomUUID();
    const reply = await this.esl.command(
      `sendmsg ${this.id(role)}\ncall-command: execute\nexecute-app-name: ${application}\nexecute-app-arg: ${argument}\nEvent-UUID: ${executionId}`,
    );
    return { executionId, reply };
  }

  newExecution(): string { return randomUUID(); }

  /** As `execute`, for what the adapter would write. */
  async run({ line, headers }: ExecuteMessage): Promise<{ executionId: string; reply: string }> {
    const reply = await this.esl.command([line, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\n'));
    return { executionId: headers['Event-UUID'] ?? '', reply };
  }

  executed(executionId: string): Promise<RawEvent> {
    return this.esl.event((event) => event['Event-Name'] === 'CHANNEL_EXECUTE_COMPLETE' && event['Application-UUID'] === executionId, `end of execution ${executionId}`);
  }

  async kill(role: string): Promise<string> {
    return this.esl.api(`uuid_kill ${this.id(role)}`);
  }

  /** Waits for the role's `count`-th event of this name and returns it. */
  async on(role: string, name: string, count = 1, deadlineMs?: number): Promise<RawEvent> {
    await this.esl.until(() => this.count(role, name) >= count, `${name} no. ${count} of the ${role}`, deadlineMs);
    const found = this.of(role, name)[count - 1];
    if (!found) throw new Error(`lost ${name} of the ${role}`);
    return found;
  }

  of(role: string, name?: string): RawEvent[] {
    const mine = this.esl.events.filter(isOf(this.id(role)));
    return name === undefined ? mine : mine.filter((event) => event['Event-Name'] === name);
  }

  count(role: string, name: string): number {
    return this.of(role, name).length;
  }

  /** Milliseconds by the switch's own clock from one event to another. */
  static msBetween(from: RawEvent, to: RawEvent): number {
    return (Number(to['Event-Date-Timestamp']) - Number(from['Event-Date-Timestamp'])) / 1000;
  }

  /** Waits until every role's channel is gone. */
  async gone(...roles: string[]): Promise<void> {
    for (const role of roles) {
      await this.esl.until(() => this.of(role, 'CHANNEL_STATE').some((event) => event['Channel-State'] === 'CS_DESTROY'), `the end of the ${role}`, 45_000);
    }
  }

  /** Compares every role with the recording. Throws with the first difference. */
  expectFlow(table: string): void {
    const roleOf = (uuid: string): string => [...this.roles].find(([, id]) => id === uuid)?.[0] ?? uuid;
    for (const [role, expected] of expectedFlow(table)) {
      const actual = this.of(role).flatMap((event) => lineOf(event, roleOf) ?? []);
      const problem = mismatch(expected, actual);
      if (problem !== null) throw new Error(`${table}, ${role}: ${problem}`);
    }
  }

  /** Ends what still lives, the latest first and one after the other, so that a recording of it always ends in the same way. */
  private async end(): Promise<void> {
    const living = [...this.roles.keys()].filter((role) => this.count(role, 'CHANNEL_CREATE') > 0 && this.count(role, 'CHANNEL_DESTROY') === 0).reverse();
    const killed: string[] = [];
    for (const role of living) {
      if (!(await this.kill(role)).startsWith('+OK')) continue;
      // A leg of an originate that goes on is destroyed with its last leg only.
      await this.on(role, 'CHANNEL_HANGUP_COMPLETE');
      killed.push(role);
    }
    await this.gone(...killed);
  }

  async close(): Promise<void> {
    if (!this.esl.closed) {
      for (const role of this.roles.keys()) if (this.count(role, 'CHANNEL_DESTROY') === 0) await this.kill(role);
    }
    for (const caller of this.callers) await caller.hangUp();
    await this.esl.close();
  }
}
