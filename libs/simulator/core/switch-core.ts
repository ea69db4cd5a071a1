import { randomUUID } from 'node:crypto';
import { CalleeDirectory } from '../callees/callee-directory';
import { PhoneDirectory } from '../callees/phone-directory';
import type { SimulatorOptions } from '../options';
import { RecordWriter } from '../records/record-writer';
import { CallLog } from '../truth/call-log';
import { Channel, type CallerProfile } from './channel';
import { ChannelEvents } from './channel-events';
import type { CoreFaults } from './core-faults';
import { EventBus } from './event-bus';
import { Limits, type Direction } from './limits';
import { seededRng, type Rng } from './rng';
import { SwitchClock } from './switch-clock';

/** A dialplan application; runs on the channel's own thread and returns when it is done. */
export type RunApplication = (channel: Channel, argument: string) => Promise<void>;

/** One run of the switch, from its start to its end: everything that a restart forgets. */
export class SwitchCore {
  readonly coreId = randomUUID();
  readonly clock = new SwitchClock();
  readonly rng: Rng;
  readonly bus: EventBus;
  readonly events: ChannelEvents;
  readonly limits: Limits;
  readonly records: RecordWriter | null;
  /** What its modules have registered, by name. */
  readonly apps = new Map<string, RunApplication>();
  readonly channels = new Map<string, Channel>();
  readonly globals = new Map<string, string>();
  readonly conferences = new Map<string, unknown>();
  /** Folders for recordings that `uuid_record` has made. */
  readonly foldersMade = new Set<string>();
  sessionsSinceStart = 0;
  peakSessions = 0;
  /** False once it is shutting down: nothing new happens, nothing more is said. */
  alive = true;

  constructor(
    readonly options: SimulatorOptions,
    readonly callees: CalleeDirectory,
    readonly phones: PhoneDirectory,
    readonly log: CallLog,
    readonly faults: CoreFaults,
  ) {
    this.rng = seededRng(options.seed);
    this.bus = new EventBus(this.clock, { coreId: this.coreId, hostname: options.hostname }, faults.events);
    this.events = new ChannelEvents(this.bus);
    this.limits = new Limits(options.sessionsPerSec, options.maxSessions);
    this.records = options.callRecords === null ? null : new RecordWriter(options.callRecords);
    this.globals.set('hostname', options.hostname).set('domain', options.domain).set('core_uuid', this.coreId);
  }

  /** True with this probability, by the seeded sequence: how one of several timings of the real switch is chosen. */
  chance(probability: number): boolean {
    return this.rng() < probability;
  }

  /** A session within the limits, or null when the switch refuses it (no event then tells of it). */
  requestSession(direction: Direction, uuid: string | undefined, name: string, profile: CallerProfile): Channel | null {
    const duplicate = uuid !== undefined && this.channels.has(uuid);
    if (!this.alive || this.limits.admit(direction, this.channels.size, duplicate, this.clock.nowMs()) !== null) return null;
    this.sessionsSinceStart += 1;
    const channel = new Channel(uuid ?? randomUUID(), direction, name, profile, this.sessionsSinceStart, this.clock);
    this.channels.set(channel.uuid, channel);
    this.peakSessions = Math.max(this.peakSessions, this.channels.size);
    return channel;
  }

  /** The channel, if it lives or is only just going down. */
  locate(uuid: string): Channel | undefined {
    return this.channels.get(uuid);
  }

  forget(channel: Channel): void {
    if (this.channels.get(channel.uuid) === channel) this.channels.delete(channel.uuid);
  }

  stop(): void {
    this.alive = false;
    this.clock.stop();
    this.faults.events.forget();
    this.channels.clear();
  }
}
