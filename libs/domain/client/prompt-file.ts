import { isOwnClient, type ClientScope } from './client';

/** No prompt of the installation's own client may begin so. */
const OF_ANOTHER = /^client-[0-9]+--/;

function prefixOf(client: ClientScope): string {
  return isOwnClient(client) ? '' : `client-${client.clientId}--`;
}

/** The file, in the one folder that the switch plays from, of what a client calls a prompt. */
export function promptFileOf(client: ClientScope, name: string): string {
  return `${prefixOf(client)}${name}`;
}

/** What the client calls the file; null when it is another client's. */
export function promptNameOf(client: ClientScope, file: string): string | null {
  const prefix = prefixOf(client);
  if (!file.startsWith(prefix)) return null;
  const name = file.slice(prefix.length);
  return OF_ANOTHER.test(name) ? null : name;
}
