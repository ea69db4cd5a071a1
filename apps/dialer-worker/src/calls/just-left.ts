/** Ids of what ended moments ago, each for a while: a list of channels that was asked for before may still name it. */
export class JustLeft {
  private readonly ids = new Set<string>();

  constructor(private readonly rememberedMs: number) {}

  add(id: string): void {
    this.ids.add(id);
    setTimeout(() => { this.ids.delete(id); }, this.rememberedMs).unref();
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }
}
