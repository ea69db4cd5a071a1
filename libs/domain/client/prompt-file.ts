import { spokenPieceOf } from '../spoken/file';
import { isOwnClient, type ClientScope } from './client';

/** No prompt of the installation's own client may begin so. */
const OF_ANOTHER = /^client-[0-9]+--/;

function prefixOf(client: ClientScope): string {
  return isOwnClient(client) ? '' : `client-${client.clientId}--`;
}

/** Whether callers of every client are spoken to with it: it is the installation's, and each client may name it. */
export function isSharedPrompt(name: string): boolean {
  return spokenPieceOf(name) !== null;
}

/** The file, in the one folder that the switch plays from, of what a client calls a prompt. */
export function promptFileOf(client: ClientScope, name: string): string {
  return isSharedPrompt(name) ? name : `${prefixOf(client)}${name}`;
}

/** Spoken for one contact: nobody names it, lists it or puts another in its place. */
const RENDITION = /^spoken-[0-9a-f]{40}\.wav$/;

export function isRendition(file: string): boolean {
  return RENDITION.test(file);
}

/** @param digest 40 hexadecimal digits of what it says */
export function renditionName(digest: string): string {
  return `spoken-${digest}.wav`;
}

/** What the client calls the file; null when it is another client's, or nobody's. */
export function promptNameOf(client: ClientScope, file: string): string | null {
  if (isRendition(file)) return null;
  if (isSharedPrompt(file)) return file;
  const prefix = prefixOf(client);
  if (!file.startsWith(prefix)) return null;
  const name = file.slice(prefix.length);
  return OF_ANOTHER.test(name) || isSharedPrompt(name) ? null : name;
}
