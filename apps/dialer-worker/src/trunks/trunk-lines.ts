import type { OutboundOutcome } from '@paceline/domain/call/outcome';
import type { PacingReason } from '@paceline/domain/pacing';
import { allowsNothing, type GatewayDestinations } from '@paceline/domain/compliance/destination';
import { linesForCallers, linesToDial, stillKept, type LinesNow } from '@paceline/domain/trunk/kept-lines';
import { Breaker } from '@paceline/domain/trunk/breaker';
import { TokenBucket } from '@paceline/domain/trunk/token-bucket';
import { FormatDoubt } from '@paceline/domain/trunk/format-doubt';
import { signOfUnheard } from '@paceline/domain/trunk/trunk-sign';
import { GatewayRepository, Gateways, destinationsOf, gatewaySecondsToday, type Gateway } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';

const RELOAD_MS = 2_000;
const LOOK_AGAIN_MS = 5;
/**
 * Planned calls that may wait for a gateway's turn, in seconds of its rate: what a slow tick of the pacing needs. More would
 * only wait, and could not be planned for another gateway or called by another campaign meanwhile.
 */
const PLANNED_AHEAD_SEC = 1;

/**
 * Originates that the switch may have been sent without a word of the ones before, in seconds of the gateway's rate: a
 * switch that was stuck places all of them at once when it goes on.
 */
const SENT_AHEAD_SEC = 0.25;
const BEHIND_WAIT_MS = 50;
const sentAhead = (callsPerSec: number): number => Math.max(2, Math.ceil(callsPerSec * SENT_AHEAD_SEC));

interface Trunk {
  settings: Gateway;
  readonly bucket: TokenBucket;
  breaker: Breaker;
  doubt: FormatDoubt<JudgedCall>;
  /** Since when it has its number format: what was placed before tells of another. */
  formatSinceMs: number;
  /** Since when its breaker is open, by the wall clock. */
  outSinceAtMs: number | null;
  /** The call that came last: the next one waits for its turn to be over. */
  turns: Promise<unknown>;
}

export interface KnownGateway { readonly name: string; readonly destinations: GatewayDestinations }
/** A call whose number its gateway did not know. */
export interface JudgedCall { readonly callId: string; readonly phone: string; readonly placedAtMs: number; readonly giveBack: () => void }
/** Calls on a trunk, by its gateway's name. */
export interface CallsOnTrunks {
  /** Planned, dialed or live. */
  readonly onGateway: (gateway: string) => number;
  /** Of those the ones that came in through it. */
  readonly callersOn: (gateway: string) => number;
  /** On their way, and not sent to the switch yet. */
  readonly plannedOn: (gateway: string) => number;
  /** Sent to the switch, which has not shown yet that it has them. */
  readonly unheardOn: (gateway: string) => number;
}
/** Agents' phones and others that are called, or up, through a gateway; whom callers are sent to outside among them, and alone. */
export interface PhonesOnTrunks { readonly onGateway: (gateway: string) => number; readonly outsideOn: (gateway: string) => number }
export interface FreeGateway { readonly name: string; readonly trunkLines: number }

/** The right to place one call now; withdrawn when it was not placed after all. */
export interface Turn { readonly withdrawn: () => void }
/** Why there is none: in the words of a call's hangup cause. */
export type NoTurn = 'NO_GATEWAY' | 'GATEWAY_OUT' | 'GATEWAY_BUSY' | 'GATEWAY_SPENT';

/**
 * What each gateway of the switch may be asked for now: calls per second by the owner's own token bucket,
 * trunk lines at once, and a breaker. All below the switch's own limits, whose refusals would cost attempts.
 */
export class TrunkLines {
  private readonly trunks = new Map<string, Trunk>();
  private secondsToday: ReadonlyMap<string, number> = new Map();
  private loadedAtMs = Number.NEGATIVE_INFINITY;
  private claims: Promise<unknown> = Promise.resolve();

  private readonly rows: GatewayRepository;

  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'environment' | 'lease' | 'log' | 'metrics' | 'run'>, private readonly calls: CallsOnTrunks, private readonly phones: PhonesOnTrunks) {
    this.rows = new GatewayRepository(owner.dataSource, owner.environment.SWITCH_ID);
  }

  async load(): Promise<void> {
    const nowMs = this.owner.clock.monotonicMs();
    if (nowMs - this.loadedAtMs < RELOAD_MS) return;
    this.loadedAtMs = nowMs;
    const rows = await new Gateways(this.owner.dataSource).all(this.owner.environment.SWITCH_ID);
    if (rows.some(({ maxMinutesPerDay }) => maxMinutesPerDay !== null)) {
      this.secondsToday = await gatewaySecondsToday(this.owner.dataSource, this.owner.environment.SWITCH_ID);
    }
    for (const row of rows) {
      const known = this.trunks.get(row.name);
      if (known === undefined) this.trunks.set(row.name, this.trunkOf(row, nowMs));
      else {
        // Another format: nothing is known of it, and what was out for the old one is tried at once.
        if (JSON.stringify(known.settings.numberFormat) !== JSON.stringify(row.numberFormat)) this.begin(known, row);
        known.settings = row;
        known.bucket.setRate(row.callsPerSec, nowMs);
      }
    }
    for (const name of this.trunks.keys()) if (!rows.some((row) => row.name === name)) this.trunks.delete(name);
  }

  private trunkOf(row: Gateway, nowMs: number): Trunk {
    const trunk: Trunk = {
      settings: row, bucket: new TokenBucket(row.callsPerSec, nowMs), breaker: new Breaker(), doubt: new FormatDoubt(row.carriedAt !== null, row.formatDoubtedAt !== null),
      formatSinceMs: Number.NEGATIVE_INFINITY, outSinceAtMs: null, turns: Promise.resolve(),
    };
    if (trunk.doubt.isDoubted) { trunk.breaker.open(nowMs); trunk.outSinceAtMs = row.formatDoubtedAt?.getTime() ?? null; }
    return trunk;
  }

  private begin(trunk: Trunk, row: Gateway): void {
    const wasDoubted = trunk.doubt.isDoubted;
    trunk.doubt = new FormatDoubt(row.carriedAt !== null, false);
    trunk.formatSinceMs = this.owner.clock.nowMs();
    if (wasDoubted) { trunk.breaker = new Breaker(); this.noteOutage(trunk); }
  }

  find(name: string): Gateway | null {
    const trunk = this.trunks.get(name);
    return trunk?.settings.enabled === true ? trunk.settings : null;
  }

  /**
   * Waits for this gateway's turn to place a call; `GATEWAY_BUSY` when it did not come before `notAfterMs`. Whoever came
   * first goes first: calls that all looked for a turn by themselves were passed over for seconds by luckier ones.
   * A gateway that is out is not waited for: the target goes back, and another gateway may take it.
   * Lines at once were counted when the call was claimed.
   */
  async turn(name: string, notAfterMs: number): Promise<Turn | NoTurn> {
    // A place in line before anything is waited for: a reading of the gateways would let others pass.
    if (!this.trunks.has(name)) await this.load();
    const trunk = this.trunks.get(name);
    if (trunk === undefined) return 'NO_GATEWAY';
    const turn = trunk.turns.then(() => this.wait(name, notAfterMs));
    trunk.turns = turn.catch(() => undefined); // the caller sees the error; the next call goes on
    return await turn;
  }

  private async wait(name: string, notAfterMs: number): Promise<Turn | NoTurn> {
    for (;;) {
      await this.load();
      const trunk = this.trunks.get(name);
      if (trunk?.settings.enabled !== true) return 'NO_GATEWAY';
      if (this.owner.clock.nowMs() >= notAfterMs || !this.owner.lease.isHeld()) return 'GATEWAY_BUSY';
      const nowMs = this.owner.clock.monotonicMs();
      if (!trunk.breaker.allows(nowMs)) return 'GATEWAY_OUT';
      if (this.isSpent(trunk)) return 'GATEWAY_SPENT';
      const keepsUp = this.calls.unheardOn(name) < sentAhead(trunk.settings.callsPerSec);
      if (keepsUp && trunk.bucket.take(nowMs)) {
        trunk.breaker.placed();
        return { withdrawn: () => { trunk.breaker.withdrawn(); } };
      }
      const waitMs = keepsUp ? Math.max(LOOK_AGAIN_MS, trunk.bucket.waitMs(nowMs)) : BEHIND_WAIT_MS;
      await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, 500)));
    }
  }

  /** The trunk carried a call as far as a ring or an answer: it works, and understands its numbers. */
  works(name: string | null, placedAtMs: number | null): void {
    const trunk = this.trunkAt(name);
    if (trunk === undefined) return;
    this.carried(trunk, placedAtMs);
    trunk.breaker.succeeded();
    this.noteOutage(trunk);
  }

  /**
   * A call that was placed ended without a ring: the outcome says whether the trunk is to blame. True when it failed as every
   * call of its trunk does now.
   */
  endedUnheard(name: string | null, outcome: OutboundOutcome, placedAtMs: number | null): boolean {
    const trunk = this.trunkAt(name);
    if (trunk === undefined) return false;
    const sign = trunk.doubt.isDoubted && outcome === 'invalid-number' ? 'sick' : signOfUnheard(outcome);
    if (sign === 'sick') trunk.breaker.failed(this.owner.clock.monotonicMs());
    else if (sign === 'nothing') trunk.breaker.withdrawn();
    else { this.carried(trunk, placedAtMs); trunk.breaker.succeeded(); }
    this.noteOutage(trunk);
    return sign === 'sick' && trunk.outSinceAtMs !== null;
  }

  /** A gateway does not know a number. Returns the calls, this one included, that say nothing of their numbers but of its format. */
  knowsNot(name: string | null, call: JudgedCall): readonly JudgedCall[] {
    const trunk = this.trunkAt(name);
    if (trunk === undefined) return [];
    // Placed in a format that was changed since: it says nothing of this one, and of the number only if the old one was right.
    if (call.placedAtMs < trunk.formatSinceMs) return [call];
    const wasDoubted = trunk.doubt.isDoubted;
    const spared = trunk.doubt.knowsNot(call);
    if (trunk.doubt.isDoubted && !wasDoubted) {
      trunk.breaker.open(this.owner.clock.monotonicMs());
      this.noteOutage(trunk);
      this.owner.log.warn({ gateway: trunk.settings.name }, 'gateway knows no number and has carried no call: its number format is doubted');
      this.owner.run('note a doubted gateway', () => this.rows.doubted(trunk.settings.name));
    }
    return spared;
  }

  private carried(trunk: Trunk, placedAtMs: number | null): void {
    if (placedAtMs !== null && placedAtMs < trunk.formatSinceMs) return;
    const wasDoubted = trunk.doubt.isDoubted;
    if (trunk.doubt.works() || wasDoubted) this.owner.run('note a gateway that works', () => this.rows.carried(trunk.settings.name));
  }

  /** Which of these gateways are out, since when, and when they are tried again; which have used up their day, or are off. */
  outages(names: readonly string[]): PacingReason[] {
    const nowMs = this.owner.clock.monotonicMs();
    return names.flatMap((gateway): PacingReason[] => {
      const trunk = this.trunks.get(gateway);
      if (trunk?.settings.enabled !== true) return [{ limit: 'gateway-off', gateway, figures: { known: trunk === undefined ? 0 : 1 } }];
      if (this.isSpent(trunk)) {
        return [{ limit: 'gateway-spent', gateway, figures: { minutesToday: Math.floor((this.secondsToday.get(gateway) ?? 0) / 60), maxMinutesPerDay: trunk.settings.maxMinutesPerDay ?? 0 } }];
      }
      if (trunk.outSinceAtMs === null) return this.keptOn(trunk);
      return [{ limit: trunk.doubt.isDoubted ? 'gateway-format' : 'gateway-out', gateway, figures: { sinceAtMs: trunk.outSinceAtMs, probeInSec: Math.ceil((trunk.breaker.probeInMs(nowMs) ?? 0) / 1000) } }];
    });
  }

  /** Lines that are free and are not dialed on, since they are kept. */
  private keptOn(trunk: Trunk): PacingReason[] {
    const now = this.linesNow(trunk);
    const kept = Math.min(stillKept(now), linesForCallers(now));
    return kept === 0 || linesToDial(now) > 0 ? [] : [{ limit: 'gateway-kept', gateway: trunk.settings.name, figures: { kept, callers: now.byCallers, maxLines: now.maxLines } }];
  }

  /** These gateways as they are set, whether they can take a call now or not; in the order given. */
  async known(names: readonly string[]): Promise<readonly KnownGateway[]> {
    await this.load();
    return names.flatMap((name) => {
      const trunk = this.trunks.get(name);
      return trunk === undefined ? [] : [{ name, destinations: destinationsOf(trunk.settings) }];
    });
  }

  /** No administrator has named anything for any of these. */
  async allowNothing(names: readonly string[]): Promise<boolean> {
    const known = await this.known(names);
    return known.length > 0 && known.every(({ destinations }) => allowsNothing(destinations));
  }

  /** Calls and agents' phones on it are no more than its trunk lines. */
  hasTrunkLine(name: string): boolean {
    return this.inUse(name) <= (this.trunks.get(name)?.settings.maxLines ?? 0);
  }

  private inUse(name: string): number {
    return this.calls.onGateway(name) + this.phones.onGateway(name);
  }

  private linesNow({ settings: { name, maxLines, linesForCallers: keptForCallers } }: Trunk): LinesNow {
    return { maxLines, keptForCallers, inUse: this.inUse(name), byCallers: this.calls.callersOn(name) + this.phones.outsideOn(name) };
  }

  private isSpent({ settings: { name, maxMinutesPerDay } }: Trunk): boolean {
    return maxMinutesPerDay !== null && (this.secondsToday.get(name) ?? 0) >= maxMinutesPerDay * 60;
  }

  /**
   * Campaigns claim one after the other: two that counted the same free trunk lines would take them twice. The calls
   * must be in the registry when `claim` is done.
   */
  async inTurn<T>(claim: () => Promise<T>): Promise<T> {
    const claimed = this.claims.then(claim);
    this.claims = claimed.catch(() => undefined); // the caller sees the error; the next claim goes on
    return await claimed;
  }

  /**
   * Trunk lines that these gateways can take now; one for a gateway that is to be probed.
   * @param by whom they are wanted: callers may have those that are kept for them as well
   */
  async free(names: readonly string[], by: 'campaigns' | 'callers' = 'campaigns'): Promise<readonly FreeGateway[]> {
    await this.load();
    const nowMs = this.owner.clock.monotonicMs();
    return names.flatMap((name) => {
      const trunk = this.trunks.get(name);
      if (trunk?.settings.enabled !== true || !trunk.breaker.allows(nowMs) || this.isSpent(trunk)) return [];
      const soon = Math.ceil(trunk.settings.callsPerSec * PLANNED_AHEAD_SEC) - this.calls.plannedOn(name);
      const now = this.linesNow(trunk);
      const lines = Math.max(0, Math.min(by === 'callers' ? linesForCallers(now) : linesToDial(now), soon));
      // One that is planned already is the probe.
      return [{ name, trunkLines: trunk.breaker.openSinceMs === null ? lines : Math.min(lines, Math.max(0, 1 - this.calls.plannedOn(name))) }];
    });
  }

  private trunkAt(name: string | null): Trunk | undefined {
    return name === null ? undefined : this.trunks.get(name);
  }

  /** Whoever watches is told when its breaker opens and when it closes. */
  private noteOutage(trunk: Trunk): void {
    const name = trunk.settings.name;
    const isOut = trunk.breaker.openSinceMs !== null;
    if (isOut === (trunk.outSinceAtMs !== null)) return;
    if (isOut) this.owner.log.warn({ gateway: name }, 'gateway is out: its calls failed one after the other; it is probed');
    else this.owner.log.info({ gateway: name, outSince: new Date(trunk.outSinceAtMs ?? 0) }, 'gateway works again');
    trunk.outSinceAtMs = isOut ? this.owner.clock.nowMs() : null;
    this.owner.metrics.gatewayOut.set({ gateway: trunk.settings.name }, isOut ? 1 : 0);
  }
}
