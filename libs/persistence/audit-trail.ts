import { AUDITED, type AuditAction, type AuditedResource } from '@paceline/contracts/audit';
import type { ClientScope } from '@paceline/domain/client/client';
import type { Database } from './database';
import { write } from './transaction';

/** Who did it: a user by id and name, or a part of the system by name alone; and for which client. */
export interface Actor extends ClientScope { readonly userId: string | null; readonly name: string }

/** What nobody ordered at that moment. */
export const system = ({ clientId }: ClientScope): Actor => ({ clientId, userId: null, name: 'system' });
export const dialer = ({ clientId }: ClientScope): Actor => ({ clientId, userId: null, name: 'dialer' });

export type AuditedFields = Readonly<Record<string, unknown>>;

export interface AuditedChange {
  readonly resource: AuditedResource;
  readonly resourceId: string;
  readonly action: AuditAction;
  /** What a reader of the resource sees, before and after; no secrets. Null: there was nothing, there is nothing left. */
  readonly was: AuditedFields | null;
  readonly became: AuditedFields | null;
  /** Why, in the words of who did it. */
  readonly reason?: string | undefined;
}

/**
 * Writes down a change in the transaction that makes it, so that neither is committed without the other. Only the
 * fields that differ are kept; a change of nothing leaves no entry.
 * Throws RangeError for a field that is a secret by its name: whoever records one must say only that it changed.
 */
export async function recordChange(manager: Database, actor: Actor, { resource, resourceId, action, was, became, reason }: AuditedChange): Promise<void> {
  const changed = changedFields(was, became);
  if (changed === null) return;
  for (const name of Object.keys({ ...changed.was, ...changed.became })) {
    if (SECRET.test(name)) throw new RangeError(`${AUDITED[resource]}: ${name} is not for the audit trail`);
  }
  await write(manager,
    'INSERT INTO audit_trail (client_id, user_id, actor, resource, resource_id, action, was, became, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [actor.clientId, actor.userId, actor.name, resource, resourceId, action, asJson(changed.was), asJson(changed.became), reason ?? null]);
}

const SECRET = /password(?!Changed$)|hash|secret|token/i;

/** The fields of two states that differ, by what JSON says of them; null when none does. What was made or deleted is kept whole. */
export function changedFields(was: AuditedFields | null, became: AuditedFields | null): Pick<AuditedChange, 'was' | 'became'> | null {
  if (was === null || became === null) return was === became ? null : { was, became };
  const names = [...new Set([...Object.keys(was), ...Object.keys(became)])].filter((name) => canonical(was[name]) !== canonical(became[name]));
  return names.length === 0 ? null : { was: picked(was, names), became: picked(became, names) };
}

function picked(fields: AuditedFields, names: readonly string[]): AuditedFields {
  return Object.fromEntries(names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));
}

/** The same for the same value: MySQL orders the keys of its JSON anew. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Date)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1))) : inner) ?? 'undefined';
}

function asJson(fields: AuditedFields | null): string | null {
  return fields === null ? null : JSON.stringify(fields);
}
