import type { FiredEvent } from '../core/fired-event';
import { EVENT_NAMES } from './event-names';
import type { EventFormat } from './frame-writer';

interface Filter { readonly header: string; readonly value: string }

/** What one client wants to hear: event names, subclasses of CUSTOM, and filters on headers. */
export class Subscription {
  format: EventFormat = 'plain';
  private listening = false;
  private all = false;
  private readonly names = new Set<string>();
  private readonly nixed = new Set<string>();
  private readonly subclasses = new Set<string>();
  private filters: Filter[] = [];

  /** `event [plain|json] NAME… [CUSTOM subclass…]`. */
  event(words: readonly string[]): string {
    let keys = 0;
    let custom = false;
    for (const [index, word] of words.entries()) {
      const upper = word.toUpperCase();
      if (index === 0 && (upper === 'PLAIN' || upper === 'JSON')) this.format = upper === 'JSON' ? 'json' : 'plain';
      else if (custom) this.subclasses.add(word);
      else if (EVENT_NAMES.has(upper)) {
        keys += 1;
        custom = upper === 'CUSTOM';
        this.add(upper);
      }
    }
    if (keys === 0) return '-ERR no keywords supplied';
    this.listening = true;
    return `+OK event listener enabled ${this.format}`;
  }

  nixevent(words: readonly string[]): string {
    let keys = 0;
    let custom = false;
    for (const word of words) {
      const upper = word.toUpperCase();
      if (custom) this.subclasses.delete(word);
      else if (EVENT_NAMES.has(upper)) {
        keys += 1;
        if (upper === 'CUSTOM') custom = true;
        else this.remove(upper);
      }
    }
    return keys === 0 ? '-ERR no keywords supplied' : '+OK events nixed';
  }

  noevents(): string {
    if (!this.listening) return '-ERR not listening for events';
    this.listening = false;
    this.all = false;
    for (const set of [this.names, this.nixed, this.subclasses]) set.clear();
    return '+OK no longer listening for events';
  }

  /** `filter [add] NAME VALUE`, `filter delete NAME [VALUE]`, `filter delete all`. */
  filter(argument: string): string {
    const words = argument.trim().split(' ');
    const verb = words[0]?.toLowerCase() ?? '';
    if (verb === 'delete' && words.length > 1) {
      const [, header = '', ...rest] = words;
      const value = rest.join(' ');
      this.filters = header.toLowerCase() === 'all' ? [] : this.filters.filter((each) => each.header !== header || (value !== '' && each.value !== value));
      return `+OK filter deleted. [${header}][${value}]`;
    }
    const [header = '', ...rest] = verb === 'add' && words.length > 2 ? words.slice(1) : words;
    if (rest.length === 0) return '-ERR invalid syntax';
    const value = rest.join(' ');
    this.filters.push({ header, value });
    return `+OK filter added. [${header}]=[${value}]`;
  }

  wants(name: string, subclass: string | null): boolean {
    if (!this.listening || this.nixed.has(name)) return false;
    if (this.all) return true;
    return name === 'CUSTOM' ? subclass !== null && this.subclasses.has(subclass) : this.names.has(name);
  }

  /** Without filters everything passes; with some, what one of them matches, unless a `-` filter matches too. */
  passes(event: FiredEvent): boolean {
    if (this.filters.length === 0) return true;
    let send = false;
    for (const { header, value } of this.filters) {
      const actual = event.header(header);
      if (actual === undefined) continue;
      const negative = value.startsWith('-');
      if (send && !negative) continue;
      const wanted = value.replace(/^[+\- ]+/, '');
      const matches = wanted.startsWith('/') ? new RegExp(wanted.slice(1).replace(/\/[a-z]*$/, '')).test(actual) : actual.toLowerCase() === wanted.toLowerCase();
      if (matches && negative) return false;
      if (matches) send = true;
    }
    return send;
  }

  private add(name: string): void {
    this.nixed.delete(name);
    if (name === 'ALL') {
      this.all = true;
      this.nixed.clear();
    } else this.names.add(name);
  }

  private remove(name: string): void {
    if (name === 'ALL') {
      this.all = false;
      this.names.clear();
    } else {
      this.names.delete(name);
      this.nixed.add(name);
    }
  }
}
