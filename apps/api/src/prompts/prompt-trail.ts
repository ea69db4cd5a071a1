import { createHash } from 'node:crypto';
import type { AuditedFields } from '@paceline/persistence';
import type { PromptFolder, Upload } from './prompt-folder';

/** What the audit trail keeps of a prompt: enough to tell one sound from another. Null: there is no such file. */
export async function promptTrace(folder: PromptFolder, of: string | Upload): Promise<AuditedFields | null> {
  const audio = await folder.read(of);
  if (audio === null) return null;
  const digest = createHash('sha256');
  for await (const chunk of audio.stream) digest.update(chunk as Buffer); // a file's stream without an encoding gives bytes
  return { bytes: audio.bytes, sha256: digest.digest('hex') };
}
