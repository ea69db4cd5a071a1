import type { FiredEvent } from '../core/fired-event';
import type { Rng } from '../core/rng';
import type { SwitchClock } from '../core/switch-clock';
import { Doses, Rules, type Dose } from './dose';
import type { EventMatch } from './fault-order';

type Effect =
  | { readonly kind: 'lose' }
  | { readonly kind: 'delay'; readonly byMs: number; readonly jitterMs: number }
  | { readonly kind: 'repeat'; readonly afterMs: number };

interface Waiting { readonly dueMs: number; readonly deliver: () => void }
interface Rule { readonly effect: Effect; readonly doses: Doses; matches(event: FiredEvent): boolean }

/** Events that do not arrive as they were fired. They were fired all the same: the switch and its book go on. */
export class EventFaults {
  private readonly rules = new Rules<Rule>();
  /** What waits, by channel: later events of the channel do not overtake it. */
  private readonly waiting = new Map<string, Waiting[]>();

  constructor(private readonly rng: Rng) {}

  get none(): boolean { return this.rules.none && this.waiting.size === 0; }

  add(effect: Effect, match: EventMatch & Dose): () => void {
    const channels = match.channels === undefined ? null : new RegExp(match.channels);
    return this.rules.add({
      effect, doses: new Doses(match, this.rng),
      matches: (event) => (match.names?.includes(event.name) ?? true) && (channels?.test(event.header('Unique-ID') ?? '') ?? true),
    });
  }

  pass(event: FiredEvent, clock: SwitchClock, deliver: () => void): void {
    const effects = this.rules.takeAll((rule) => rule.matches(event)).map((rule) => rule.effect);
    if (effects.some(({ kind }) => kind === 'lose')) return;
    let delayMs = 0;
    for (const effect of effects) if (effect.kind === 'delay') delayMs += effect.byMs + effect.jitterMs * this.rng();
    this.deliverAfter(event, delayMs, clock, deliver);
    for (const effect of effects) {
      if (effect.kind !== 'repeat') continue;
      if (effect.afterMs === 0) this.deliverAfter(event, delayMs, clock, deliver);
      else clock.afterMs(delayMs + effect.afterMs, deliver);
    }
  }

  private deliverAfter(event: FiredEvent, delayMs: number, clock: SwitchClock, deliver: () => void): void {
    // A job has no order with the events of channels, on the real switch too.
    const key = event.header('Unique-ID') ?? event.header('Job-UUID') ?? event.name;
    const queue = this.waiting.get(key);
    if (queue === undefined && delayMs <= 0) {
      deliver();
      return;
    }
    const one = { dueMs: Math.max(clock.nowMs() + delayMs, queue?.at(-1)?.dueMs ?? 0), deliver };
    if (queue !== undefined) {
      queue.push(one);
      return;
    }
    this.waiting.set(key, [one]);
    this.deliverFirst(key, clock);
  }

  /** One timer for each channel: two of them would not always fire in their order. */
  private deliverFirst(key: string, clock: SwitchClock): void {
    const first = this.waiting.get(key)?.[0];
    if (first === undefined) {
      this.waiting.delete(key);
      return;
    }
    clock.afterMs(Math.max(0, first.dueMs - clock.nowMs()), () => {
      const queue = this.waiting.get(key);
      if (queue?.[0] !== first) return;
      queue.shift();
      first.deliver();
      this.deliverFirst(key, clock);
    });
  }

  /** The switch has ended, and with it what was on its way. */
  forget(): void {
    this.waiting.clear();
  }
}
