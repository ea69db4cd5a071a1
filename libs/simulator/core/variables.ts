import { HeaderBlock, type HeaderValue } from './header-block';

/** What FreeSWITCH takes for true (`switch_true`). */
export function isTrue(value: string | undefined): boolean {
  return ['true', 'yes', 'on', 'enable', 'enabled', 'active', 'allow', '1', 't'].includes((value ?? '').toLowerCase());
}

/** A channel's variables. Serialised as one block that is thrown away only when something changed. */
export class Variables {
  private readonly values = new Map<string, HeaderValue>();
  private cached: HeaderBlock | undefined;

  get(name: string): string | undefined {
    const value = this.values.get(name);
    return value === undefined ? undefined : typeof value === 'string' ? value : `ARRAY::${value.join('|:')}`;
  }

  isTrue(name: string): boolean {
    return isTrue(this.get(name));
  }

  /** An undefined or empty value unsets, as `switch_channel_set_variable` does. */
  set(name: string, value: string | undefined): void {
    if (value === undefined || value === '') this.values.delete(name);
    else this.values.set(name, value);
    this.cached = undefined;
  }

  setAll(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) this.set(name, value);
  }

  /** Adds a further value to a variable that keeps its history (`transfer_history`). */
  push(name: string, value: string): void {
    const before = this.values.get(name);
    this.values.set(name, before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value]);
    this.cached = undefined;
  }

  entries(): IterableIterator<[string, HeaderValue]> {
    return this.values.entries();
  }

  block(): HeaderBlock {
    return this.cached ??= new HeaderBlock([...this.values], 'variable_');
  }
}
