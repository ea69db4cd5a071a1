import { In } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { SpokenPrompt } from '../entities/spoken-prompts';

export type WrittenPrompt = Pick<SpokenPrompt, 'name' | 'language' | 'text' | 'lengthMs'>;

/** What a client has written to be spoken, by the prompt's name. */
export class ClientSpokenPrompts {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** @param names left out: all */
  async texts(names?: readonly string[]): Promise<ReadonlyMap<string, WrittenPrompt>> {
    if (names?.length === 0) return new Map();
    const found = await managerOf(this.on).findBy(SpokenPrompt, { clientId: this.clientId, ...names === undefined ? {} : { name: In([...names]) } });
    return new Map(found.map(({ name, language, text, lengthMs }) => [name, { name, language, text, lengthMs }]));
  }

  /** In place of what it said before. */
  async write({ name, language, text, lengthMs }: WrittenPrompt): Promise<void> {
    await this.forget(name);
    await managerOf(this.on).insert(SpokenPrompt, { clientId: this.clientId, name, language, text, lengthMs });
  }

  /** Of a prompt that is not there any more, or is a recording now. */
  async forget(name: string): Promise<void> {
    await managerOf(this.on).delete(SpokenPrompt, { clientId: this.clientId, name });
  }
}
