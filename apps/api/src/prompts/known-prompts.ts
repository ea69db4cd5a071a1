import { Injectable } from '@nestjs/common';
import { promptFileOf } from '@paceline/domain/client/prompt-file';
import type { ClientScope } from '@paceline/domain/client/client';
import { neededFields } from '@paceline/domain/message/personal-text';
import { ClientSpokenPrompts } from '@paceline/persistence';
import { DataSource } from 'typeorm';
import { invalid } from '../edge/validation';
import { PromptFolder } from './prompt-folder';

/** Prompts that somebody names; `path` of each in the request. */
type Named = readonly { readonly path: string; readonly prompt: string }[];

/** Whether there are the prompts that somebody names: the switch plays nothing, without a word, when a file is not there. */
@Injectable()
export class KnownPrompts {
  constructor(private readonly folder: PromptFolder, private readonly dataSource: DataSource) {}

  /** Throws `validation-failed` for the first that is not there, or needs to know of who listens. */
  async check(client: ClientScope, named: Named): Promise<void> {
    await this.checkForContacts(client, named);
    const needs = await this.needs(client, named.map(({ prompt }) => prompt));
    for (const { path, prompt } of named) {
      const [field] = needs.get(prompt) ?? [];
      if (field !== undefined) throw invalid(path, 'prompt-of-contacts', { prompt, field });
    }
  }

  /** The same where each contact of a campaign hears their own. */
  async checkForContacts(client: ClientScope, named: Named): Promise<void> {
    const absent = await this.missing(client, named.map(({ prompt }) => prompt));
    const first = named.find(({ prompt }) => absent.has(prompt));
    if (first !== undefined) throw invalid(first.path, 'unknown-prompt', { prompt: first.prompt });
  }

  /** Those of them that are not there for sure. */
  async missing(client: ClientScope, prompts: readonly string[]): Promise<ReadonlySet<string>> {
    const missing = new Set<string>();
    for (const prompt of new Set(prompts)) if (await this.folder.lacks(promptFileOf(client, prompt))) missing.add(prompt);
    return missing;
  }

  /** Of each that says something of a contact for which nothing else can be said, those fields. */
  async needs(client: ClientScope, prompts: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const texts = await new ClientSpokenPrompts(this.dataSource, client).texts([...new Set(prompts)]);
    return new Map([...texts].map(([prompt, { text }]) => [prompt, neededFields(text)] as const).filter(([, fields]) => fields.length > 0));
  }
}
