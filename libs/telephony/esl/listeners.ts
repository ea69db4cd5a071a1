import type { EslLog } from './esl-log';

/** Who is told of something, in the order of their coming. A listener that throws keeps nobody else from hearing. */
export class Listeners<T> {
  private listeners: readonly ((value: T) => void)[] = [];

  constructor(private readonly log: EslLog, private readonly onFailure: string) {}

  /** Returns the way to stop. */
  add(listener: (value: T) => void): () => void {
    const added = (value: T): void => listener(value);
    this.listeners = [...this.listeners, added];
    return () => {
      this.listeners = this.listeners.filter((other) => other !== added);
    };
  }

  tell(value: T): void {
    for (const listener of this.listeners) {
      try {
        listener(value);
      } catch (err) {
        this.log.error({ err, value }, this.onFailure);
      }
    }
  }
}
