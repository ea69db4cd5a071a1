import type { z } from 'zod';
import { problem as problemSchema, type Problem } from '../problem';
import { addressOf, type Form, type Route } from './route';

type Given<R, Part extends 'params' | 'query' | 'body'> = R extends { readonly [Key in Part]: infer Schema extends z.ZodType }
  ? object extends z.input<Schema> ? { readonly [Key in Part]?: z.input<Schema> } : { readonly [Key in Part]: z.input<Schema> }
  : unknown;
type Sent<R> = R extends { readonly form: infer F extends Form }
  ? { readonly file: Blob; readonly fileName: string; readonly fields?: Readonly<Partial<Record<keyof F['fields'], string>>> }
  : unknown;

/** What a route is asked with. */
export type RequestOf<R extends Route> = Given<R, 'params'> & Given<R, 'query'> & Given<R, 'body'> & Sent<R>;

/** What it answers. */
export type AnswerOf<R extends Route> = R['answers'] extends { readonly schema: infer Schema extends z.ZodType } ? z.output<Schema>
  : R['answers'] extends { readonly kind: 'csv' | 'page' } ? string : R['answers'] extends { readonly kind: 'sound' } ? Blob : null;

/** The API refused, and says why. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'Refused';
  }
}

type Scalar = string | number | boolean;
interface Wish {
  readonly params?: Readonly<Record<string, Scalar>>;
  readonly query?: Readonly<Record<string, Scalar | undefined>>;
  readonly body?: unknown;
  readonly file?: Blob;
  readonly fileName?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** The API as its table of routes has it, for a program or a browser. */
export class ApiClient {
  /** @param token of a login; null before one */
  constructor(private readonly baseUrl: string, readonly token: string | null = null) {}

  /** Throws `Refused` for whatever the API refuses; an Error for an answer that is none of the API's, and when nobody answers. */
  async ask<R extends Route>(route: R, ...[request]: object extends RequestOf<R> ? [request?: RequestOf<R>] : [request: RequestOf<R>]): Promise<AnswerOf<R>> {
    const wish: Wish = { ...request as object }; // one of every shape that there is
    const body = bodyOf(wish);
    const headers = { ...this.token !== null && { authorization: `Bearer ${this.token}` }, ...typeof body === 'string' && { 'content-type': 'application/json' } };
    const response = await fetch(`${this.baseUrl}${addressWith(route, wish)}`, { method: route.method, headers, ...body !== undefined && { body } });
    if (!response.ok) throw await refusalOf(route, response);
    return await contentOf(route, response) as AnswerOf<R>; // the API sends what the route's schema names, and nothing else
  }
}

function addressWith(route: Route, { params = {}, query = {} }: Wish): string {
  const path = addressOf(route).replaceAll(/:([A-Za-z]+)/g, (_all, name: string) => encodeURIComponent(String(params[name] ?? '')));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.append(name, String(value));
  return asked.size === 0 ? path : `${path}?${asked.toString()}`;
}

function bodyOf({ body, file, fileName, fields = {} }: Wish): string | FormData | undefined {
  if (file === undefined) return body === undefined ? undefined : JSON.stringify(body);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file, fileName);
  return form;
}

async function contentOf({ answers }: Route, response: Response): Promise<unknown> {
  switch (answers.kind) {
    case 'json':
    case 'command': return await response.json();
    case 'nothing': return null;
    case 'csv':
    case 'page': return await response.text();
    case 'sound': return await response.blob();
  }
}

async function refusalOf(route: Route, response: Response): Promise<Error> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  return parsed.success ? new Refused(parsed.data) : new Error(`${route.method} ${route.path} was answered ${String(response.status)}, and not by the API`);
}
