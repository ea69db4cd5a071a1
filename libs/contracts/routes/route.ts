import type { z } from 'zod';
import type { Permission } from '../permissions';

/** Where the API begins. */
export const API_PATH = '/api/v1';

/** A file in the part `file` of a multipart form, with fields beside it. */
export interface Form {
  /** What the file may be. */
  readonly file: string;
  readonly fields: Readonly<Record<string, { readonly example: string; readonly description: string }>>;
}

/**
 * json     by its schema: nothing leaves that it does not name
 * command  the same, of something that the owner of a switch was asked for: 200 when it is done, 202 while it is not
 * nothing  204
 * csv      a file for a spreadsheet
 * page     an HTML page of its own
 * sound    a WAV file, in parts too where a range is asked for
 */
export type RouteAnswer =
  | { readonly kind: 'json'; readonly status: 200 | 201 | 202; readonly schema: z.ZodType; readonly description?: string }
  | { readonly kind: 'command'; readonly schema: z.ZodType }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'csv' }
  | { readonly kind: 'page' }
  | { readonly kind: 'sound'; readonly inParts: boolean };

/** All that both ends of the API need to know of one of its routes. */
export interface Route {
  /** Its chapter in the documentation; null: it is not for those who read that, and lies below the root. */
  readonly tag: string | null;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `API_PATH`; `:name` for each of its parameters. */
  readonly path: `/${string}`;
  readonly access: Permission | 'public';
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly form?: Form;
  /** Posted by a switch, with its password by HTTP basic authentication: what is sent is told in words. */
  readonly fromSwitch?: string;
  readonly answers: RouteAnswer;
}
export type Routes = Readonly<Record<string, Route>>;

/** Its whole address, with `:name` for each parameter. */
export function addressOf({ tag, path }: Route): string {
  return tag === null ? path : `${API_PATH}${path}`;
}
