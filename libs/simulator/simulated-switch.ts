import { registered } from './allowlist';
import { APPLICATIONS } from './apps';
import { roomOf } from './apps/conference';
import { farHangup, hangup } from './call/hangup';
import { callerPresses, createInboundLeg, type InboundCall } from './call/inbound-leg';
import { CalleeDirectory } from './callees/callee-directory';
import type { CalleeBehaviour } from './callees/behaviour';
import { PhoneDirectory, type Phone } from './callees/phone-directory';
import type { Population } from './callees/population';
import { announceRegistration } from './callees/registration';
import { apiCommands } from './commands';
import { simulatorCommand } from './commands/simulator-command';
import { SwitchCore } from './core/switch-core';
import { EslServer } from './esl/esl-server';
import type { FaultOrder } from './faults/fault-order';
import { Faults } from './faults/faults';
import { startHeartbeat } from './heartbeat';
import { withDefaults, type SimulatorOptions } from './options';
import { CallLog } from './truth/call-log';
import type { RecordCounts } from './records/record-writer';
import type { CallRecord } from './truth/call-record';

export interface SwitchAddress { readonly host: string; readonly port: number }

/** A living channel, as a test looks at it. */
export interface ChannelView {
  readonly channelId: string;
  readonly direction: 'inbound' | 'outbound';
  readonly state: string;
  readonly callState: string;
  readonly destination: string;
  readonly bridgedTo: string | null;
  /** The conference that it is in. */
  readonly conference: string | null;
}

/** An error in it is a bug of the simulator and must not pass unseen. */
function loudly(work: Promise<unknown>): void {
  work.catch((error: unknown) => { setImmediate(() => { throw error; }); });
}

/** One life of the switch: a core, its socket, its heartbeat. */
interface Life { readonly core: SwitchCore; readonly server: EslServer; stopHeartbeat(): void }

/**
 * A FreeSWITCH that is not there: an event socket over TCP that says what a real 1.10.12 was recorded to say, with
 * a public network of callees behind it. Its `calls` are the ground truth of what was dialed and what became of it.
 */
export class SimulatedSwitch {
  private readonly options: SimulatorOptions;
  private readonly callees: CalleeDirectory;
  private readonly phones: PhoneDirectory;
  private readonly log: CallLog;
  private readonly faults: Faults;
  private life: Life | undefined;
  private address: SwitchAddress | undefined;
  private comingBack: NodeJS.Timeout | undefined;

  constructor(options: Partial<SimulatorOptions> = {}) {
    this.options = withDefaults(options);
    this.callees = new CalleeDirectory(this.options.callees, this.options.population);
    this.phones = new PhoneDirectory(this.options.domain, this.options.phones);
    this.faults = new Faults(this.options.seed, {
      reset: () => { this.kill(); },
      setDoor: (door) => { this.life?.server.setDoor(door); },
      restart: (awayMs) => { loudly(this.crash(awayMs)); },
      limits: () => this.life?.core.limits,
    });
    this.log = new CallLog(() => this.life?.core.clock.nowMs() ?? Date.now(), this.options.callLogPath);
  }

  /** Something goes wrong from now on. Returns the way to end it; see `FaultOrder`. */
  fault(order: FaultOrder): () => void {
    return this.faults.order(order);
  }

  /** Ends every fault. */
  heal(): void {
    this.faults.heal();
  }

  /** Opens the event socket; a second start keeps the port of the first. */
  async start(): Promise<SwitchAddress> {
    if (this.life) throw new Error('the simulated switch runs already');
    const { allowed } = this.options;
    const core = new SwitchCore(this.options, this.callees, this.phones, this.log, this.faults);
    for (const [name, run] of registered(APPLICATIONS, 'app', allowed)) core.apps.set(name, (channel, argument) => run(core, channel, argument));
    const commands = registered(apiCommands(() => { void this.stop(); }), 'api', allowed).set('simulator', simulatorCommand(this.faults));
    const server = new EslServer(core, commands, this.faults);
    const { port } = await server.listen(this.options.host, this.address?.port ?? this.options.port);
    this.life = { core, server, stopHeartbeat: startHeartbeat(core) };
    this.address = { host: this.options.host, port };
    return this.address;
  }

  /** Ends it as `fsctl shutdown now` or a crash does: sockets close without a word, calls are gone. */
  async stop(): Promise<void> {
    const { life } = this;
    clearTimeout(this.comingBack);
    if (!life) return;
    life.stopHeartbeat();
    life.core.stop();
    this.log.cutOff();
    this.life = undefined;
    // First, and in this very tick: not a word is said any more, not even the reply to `fsctl shutdown`.
    const closed = life.server.close();
    await life.core.records?.kill();
    await closed;
    if (this.options.callLogPath !== undefined) await this.log.flush();
  }

  /** A crash and a new start on the same port, with another Core-UUID and no channel. */
  async restart(): Promise<SwitchAddress> {
    await this.stop();
    return this.start();
  }

  /** Resets every client's connection without notice; the switch itself lives on. */
  kill(): void {
    this.life?.server.drop('reset');
  }

  /** Not while it restarts. */
  get runs(): boolean { return this.life !== undefined; }
  get coreId(): string { return this.core().coreId; }
  /** What became of this life's call records, which go to `callRecords` of the options. */
  get callRecords(): RecordCounts { return this.core().records?.counts ?? { posted: 0, spooled: 0, forgotten: 0 }; }
  /** How many events this life has fired, heard or not. */
  get eventsFired(): number { return this.core().bus.fired; }
  get clients(): number { return this.life?.server.clients ?? 0; }

  /** Every INVITE since the first start, restarts included. */
  get calls(): readonly CallRecord[] { return this.log.all; }
  /** Every INVITE that left for the network or a phone. */
  get invites(): readonly CallRecord[] { return this.log.all.filter((record) => record.direction === 'outbound'); }
  callOf(channelId: string): CallRecord | undefined { return this.log.of(channelId); }

  get channels(): readonly ChannelView[] {
    return [...this.life?.core.channels.values() ?? []].map((channel) => ({
      channelId: channel.uuid, direction: channel.direction, state: channel.running, callState: channel.callState,
      destination: channel.profile.destination, bridgedTo: channel.partner()?.uuid ?? null, conference: roomOf(channel),
    }));
  }

  /** Somebody calls us. Returns the channel's id, or null when the switch refused the call. */
  inboundCall(call: InboundCall): string | null {
    return createInboundLeg(this.core(), call)?.uuid ?? null;
  }

  /** The far end of this leg hangs up now. */
  hangupFarEnd(channelId: string): void {
    const channel = this.core().locate(channelId);
    if (channel) farHangup(this.core(), channel);
  }

  /** No sound has come from this leg for too long: the switch ends it. */
  mediaTimesOut(channelId: string): void {
    const channel = this.core().locate(channelId);
    if (channel) hangup(this.core(), channel, 'MEDIA_TIMEOUT');
  }

  /** The far end of this leg presses a key. */
  press(channelId: string, digit: string): void {
    const channel = this.core().locate(channelId);
    if (channel) callerPresses(channel, digit);
  }

  setPopulation(population: Population | null): void {
    this.callees.setPopulation(population);
  }

  /** Declares what the callee behind a number does; declared last is found first. */
  declareCallee(number: RegExp | string, behaviour: CalleeBehaviour): void {
    this.callees.declare(number, behaviour);
  }

  /** Adds or changes a phone of the directory; a change of its registration is announced. */
  setPhone(extension: string, change: Partial<Phone>): void {
    const before = this.phones.find(extension)?.registered ?? false;
    const phone = this.phones.set(extension, change);
    if (this.life && phone.registered !== before) announceRegistration(this.life.core, extension, phone.registered);
  }

  private async crash(awayMs: number): Promise<void> {
    await this.stop();
    this.comingBack = setTimeout(() => { loudly(this.start()); }, awayMs);
  }

  private core(): SwitchCore {
    if (!this.life) throw new Error('the simulated switch is not running');
    return this.life.core;
  }
}
