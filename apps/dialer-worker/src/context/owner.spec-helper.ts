import type { RealtimeEvent } from '@paceline/contracts/realtime';
import { readEnvironment } from '@paceline/platform/environment';
import { createLogger } from '@paceline/platform/logger';
import { FakeSwitch } from '@paceline/testing/fake-switch';
import { KnownAgents } from './known-agents';
import type { OwnerContext } from './owner-context';

/** When tests of the worker begin. */
export const NOW_MS = Date.UTC(2026, 0, 7, 19);

const ENVIRONMENT = readEnvironment({
  DATABASE_URL: 'mysql://nowhere', REDIS_URL: 'redis://nowhere', JWT_SECRET: 'x'.repeat(32), FREESWITCH_PASSWORD: 'x', SWITCH_ACCOUNT_CODE: 'ours', NODE_ENV: 'test',
});

/** What a test's owner has of the pool, the repositories, and so on: as much as what is tested uses. */
type Has = { readonly [Part in 'agents' | 'calls' | 'commands' | 'dataSource' | 'known' | 'pool' | 'screens' | 'targets']?: object } & {
  readonly environment?: Partial<OwnerContext['environment']>;
};

/** An owner of a fake switch. Its clocks are the test's: `useTestTime` begins it. */
export class OwnerBench {
  readonly switchPort = new FakeSwitch();
  /** What the screens were told. */
  readonly published: RealtimeEvent[] = [];
  /** What failed in the background. */
  readonly failed: string[] = [];
  /** What was counted, in words: `callsEnded busy`. */
  readonly counted: string[] = [];
  readonly lease = { held: true };
  readonly owner: OwnerContext;

  constructor(has: Has = {}) {
    const { lease } = this;
    const clock = { nowMs: () => Date.now(), monotonicMs: () => Date.now(), callingNowMs: () => Date.now(), fromCallingMs: (atMs: number) => atMs };
    this.owner = {
      ...has, clock, fence: 2n, environment: { ...ENVIRONMENT, ...has.environment }, log: createLogger({ level: 'silent', app: 'test' }), metrics: this.metrics(),
      lease: { fence: 2n, isHeld: () => lease.held, get isWanted() { return lease.held; } }, switchPort: this.switchPort, known: has.known ?? new KnownAgents(clock),
      publish: (event: RealtimeEvent) => { this.published.push(event); },
      run: (where: string, work: () => Promise<void>) => { work().catch((thrown: unknown) => { this.failed.push(`${where}: ${String(thrown)}`); }); },
    } as unknown as OwnerContext; // as much of it as what is tested uses
  }

  private metrics(): unknown {
    const words = (metric: string) => (...said: readonly unknown[]): void => {
      this.counted.push([metric, ...said.map((one) => typeof one === 'object' && one !== null ? Object.values(one).join(' ') : String(one))].join(' '));
    };
    return new Proxy({}, { get: (_, metric) => ({ inc: words(String(metric)), set: words(String(metric)), observe: words(String(metric)), remove: words(`no ${String(metric)}`) }) });
  }
}

/** Time stands still in these tests, and passes when they say so. */
export function useTestTime(): void {
  beforeEach(() => { jest.useFakeTimers({ now: NOW_MS }); });
  afterEach(() => { jest.useRealTimers(); });
}

/** So much time passes; 0: what is under way gets as far as it can. */
export async function pass(ms = 0): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
}
