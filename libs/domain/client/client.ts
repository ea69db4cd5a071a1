/**
 * Whose rows are read and written. Whoever is signed in is one, and so is every row of a client's that is being handled; what a
 * request says is none. A repository of a client's is bound to it, and another client's row is to it as if it were not there.
 */
export interface ClientScope { readonly clientId: string }

/** The client that every installation has. Its administrators look after what belongs to the installation as well. */
export const OWN_CLIENT: ClientScope = { clientId: '1' };

export function isOwnClient({ clientId }: ClientScope): boolean {
  return clientId === OWN_CLIENT.clientId;
}
