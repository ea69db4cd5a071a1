import type { CoreFaults } from './core-faults';
import { FiredEvent } from './fired-event';
import { HeaderBlock, type Header } from './header-block';
import type { SwitchClock } from './switch-clock';

export interface SwitchIdentity {
  readonly coreId: string;
  readonly hostname: string;
}

/** Where in FreeSWITCH's source an event is fired; some consumers read it, and it makes sizes true. */
export interface FiredFrom { readonly file: string; readonly fn: string; readonly line: number }

export interface EventDraft {
  readonly name: string;
  readonly subclass?: string;
  readonly from: FiredFrom;
  readonly blocks?: readonly HeaderBlock[];
  readonly body?: string;
}

export interface EventListener {
  wants(name: string, subclass: string | null): boolean;
  take(event: FiredEvent): void;
}

/** `2026-11-21 20:25:12`, in UTC: a simulated switch lives in no time zone. */
export function localStamp(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** Numbers and dates every event and hands it to the listeners, in the order of firing. */
export class EventBus {
  private sequence = 0;
  private datedSecond = -1;
  private dates: readonly Header[] = [];
  private readonly listeners = new Set<EventListener>();
  private readonly origin: readonly Header[];

  constructor(private readonly clock: SwitchClock, identity: SwitchIdentity, private readonly faults: CoreFaults['events']) {
    this.origin = [
      ['Core-UUID', identity.coreId], ['FreeSWITCH-Hostname', identity.hostname], ['FreeSWITCH-Switchname', identity.hostname],
      ['FreeSWITCH-IPv4', '127.0.0.1'], ['FreeSWITCH-IPv6', '::1'],
    ];
  }

  /** How many events this switch has fired since it started, whoever listened. */
  get fired(): number { return this.sequence; }

  listen(listener: EventListener): () => void {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }

  /** Whether anybody would hear it: what nobody hears need not be built, only counted. */
  isWanted(name: string, subclass: string | null): boolean {
    for (const listener of this.listeners) if (listener.wants(name, subclass)) return true;
    return false;
  }

  /** Counts an event that nobody wants. */
  skip(): void { this.sequence += 1; }

  fire(draft: EventDraft): void {
    this.sequence += 1;
    const subclass = draft.subclass ?? null;
    if (!this.isWanted(draft.name, subclass)) return;
    const stampUs = this.clock.stampUs();
    const base = new HeaderBlock([
      ...(draft.subclass === undefined ? [] : [['Event-Subclass', draft.subclass] as const]),
      ['Event-Name', draft.name], ...this.origin, ...this.dated(Math.floor(stampUs / 1_000_000)),
      ['Event-Date-Timestamp', String(stampUs)], ['Event-Calling-File', draft.from.file],
      ['Event-Calling-Function', draft.from.fn], ['Event-Calling-Line-Number', String(draft.from.line)],
      ['Event-Sequence', String(this.sequence)],
    ]);
    const event = new FiredEvent(draft.name, subclass, [base, ...(draft.blocks ?? [])], draft.body ?? null, this.sequence);
    if (this.faults.none) this.deliver(event);
    else this.faults.pass(event, this.clock, () => { this.deliver(event); });
  }

  private deliver(event: FiredEvent): void {
    for (const listener of this.listeners) if (listener.wants(event.name, event.subclass)) listener.take(event);
  }

  private dated(epochSec: number): readonly Header[] {
    if (epochSec !== this.datedSecond) {
      this.datedSecond = epochSec;
      this.dates = [['Event-Date-Local', localStamp(epochSec * 1000)], ['Event-Date-GMT', new Date(epochSec * 1000).toUTCString()]];
    }
    return this.dates;
  }
}
