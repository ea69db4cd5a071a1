import { Injectable } from '@nestjs/common';
import { promptFileOf } from '@paceline/domain/client/prompt-file';
import type { ClientScope } from '@paceline/domain/client/client';
import { invalid } from '../edge/validation';
import { PromptFolder } from './prompt-folder';

/** Whether there are the prompts that somebody names: the switch plays nothing, without a word, when a file is not there. */
@Injectable()
export class KnownPrompts {
  constructor(private readonly folder: PromptFolder) {}

  /** Throws `validation-failed` for the first that is not there. `path` of each in the request. */
  async check(client: ClientScope, named: readonly { readonly path: string; readonly prompt: string }[]): Promise<void> {
    const missing = await this.missing(client, named.map(({ prompt }) => prompt));
    const first = named.find(({ prompt }) => missing.has(prompt));
    if (first !== undefined) throw invalid(first.path, 'unknown-prompt', { prompt: first.prompt });
  }

  /** Those of them that are not there for sure. */
  async missing(client: ClientScope, prompts: readonly string[]): Promise<ReadonlySet<string>> {
    const missing = new Set<string>();
    for (const prompt of new Set(prompts)) if (await this.folder.lacks(promptFileOf(client, prompt))) missing.add(prompt);
    return missing;
  }
}
