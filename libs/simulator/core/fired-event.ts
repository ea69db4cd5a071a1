import type { HeaderBlock } from './header-block';

/** An event as the switch fired it: numbered, dated, and not yet written in any format. */
export class FiredEvent {
  /** Frames by format, filled by the frame writer: one serialisation for all clients. */
  jsonFrame: string | undefined;
  plainFrame: string | undefined;

  constructor(
    readonly name: string,
    /** Only for `CUSTOM`. */
    readonly subclass: string | null,
    readonly blocks: readonly HeaderBlock[],
    readonly body: string | null,
    readonly sequence: number,
  ) {}

  header(name: string): string | undefined {
    for (const block of this.blocks) {
      const value = block.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
