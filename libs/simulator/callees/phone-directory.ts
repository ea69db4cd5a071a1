import { autoAnswer, type CalleeBehaviour, type PhoneSettings } from './behaviour';

export interface Phone { registered: boolean; behaviour: CalleeBehaviour }

/** The directory's phones: `user/<extension>@<domain>` finds one, registered or not. */
export class PhoneDirectory {
  private readonly phones = new Map<string, Phone>();

  constructor(readonly domain: string, settings: readonly PhoneSettings[]) {
    for (const { extension, registered, behaviour } of settings) this.phones.set(extension, { registered, behaviour });
  }

  find(extension: string): Phone | undefined {
    return this.phones.get(extension);
  }

  /** Adds the extension if the directory did not have it. */
  set(extension: string, change: Partial<Phone>): Phone {
    const phone = { ...(this.phones.get(extension) ?? { registered: false, behaviour: autoAnswer() }), ...change };
    this.phones.set(extension, phone);
    return phone;
  }

  all(): ReadonlyMap<string, Readonly<Phone>> { return this.phones; }
}
