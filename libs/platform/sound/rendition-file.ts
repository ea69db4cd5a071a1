import { createHash } from 'node:crypto';
import { renditionName } from '@paceline/domain/client/prompt-file';
import type { ClientScope } from '@paceline/domain/client/client';
import type { WrittenText } from '@paceline/domain/message/said-to';

/** The file of what a client has spoken, by what is spoken and by which command: of another command it is another file. */
export function renditionFile({ clientId }: ClientScope, { text, language }: WrittenText, command: string): string {
  return renditionName(createHash('sha256').update(JSON.stringify([clientId, language, text, command])).digest('hex').slice(0, 40));
}
