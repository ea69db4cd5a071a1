import type { CalleeBehaviour } from '../callees/behaviour';

export type GatewayTrouble =
  | { readonly state: 'unreachable' }
  /** It answers 503 to every INVITE. */
  | { readonly state: 'congested' }
  | { readonly state: 'slow'; readonly byMs: number };

const CONGESTED: CalleeBehaviour = { kind: 'refuses', progress: 'none', afterMs: 0, sipStatus: 503 };

/** Trunks in trouble: what their callees would do does not come through, or late. */
export class GatewayFaults {
  private readonly troubles = new Map<string, readonly GatewayTrouble[]>();

  add(gateway: string, trouble: GatewayTrouble): () => void {
    this.troubles.set(gateway, [...this.troubles.get(gateway) ?? [], trouble]);
    return () => { this.troubles.set(gateway, (this.troubles.get(gateway) ?? []).filter((other) => other !== trouble)); };
  }

  isReachable(gateway: string): boolean {
    return this.now(gateway)?.state !== 'unreachable';
  }

  /** Null: nobody listens there. */
  behaviour(gateway: string, callee: () => CalleeBehaviour): CalleeBehaviour | null {
    switch (this.now(gateway)?.state) {
      case 'unreachable': return null;
      case 'congested': return CONGESTED;
      default: return callee();
    }
  }

  /** How much later the far end hears of an INVITE. */
  delayMs(gateway: string | null): number {
    const trouble = gateway === null ? undefined : this.now(gateway);
    return trouble?.state === 'slow' ? trouble.byMs : 0;
  }

  /** What was ordered last. */
  private now(gateway: string): GatewayTrouble | undefined {
    return this.troubles.get(gateway)?.at(-1);
  }
}
