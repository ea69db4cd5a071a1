import { randomBytes, randomUUID } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { createApp } from '../../../apps/api/src/create-app';
import { ROLES, type Role } from '@paceline/contracts/permissions';
import { createDataSource, migrate, rows, write } from '@paceline/persistence';
import { environmentSchema, type Environment } from '@paceline/platform/environment';
import { hashPassword } from '@paceline/platform/passwords';
import { serviceAddresses } from '@paceline/testing/test-services';
import { dropDatabase, scratchDatabase } from '@paceline/testing/test-database';

export const PASSWORD = 'correct horse battery staple';

/** What tests look at in an answer of JSON; a field that is not there fails the test that looks at it. */
export interface Body {
  readonly id: string;
  readonly code: string;
  readonly detail: string;
  readonly status: unknown;
  readonly name: string;
  readonly phone: string;
  readonly token: string;
  readonly role: string;
  readonly state: string;
  readonly active: boolean;
  readonly requestId: string;
  readonly commandId: string;
  readonly listId: string;
  readonly openapi: string;
  readonly nextCursor: string | null;
  readonly wrapUpUntil: string;
  readonly previewUntil: string;
  readonly call: { readonly plannedAt: string };
  readonly startedAt: string;
  readonly items: readonly Body[];
  readonly phones: readonly string[];
  readonly lines: readonly string[];
  readonly permissions: readonly string[];
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  readonly reasons: readonly { readonly code: string; readonly detail: string }[];
  readonly error: { readonly code: string; readonly detail: string };
  readonly agent: { readonly id: string; readonly lines: readonly string[]; readonly live: { readonly state: string }; readonly legTrouble: unknown };
  readonly legTrouble: unknown;
  readonly agents: unknown;
  readonly budget: unknown;
  readonly newest: unknown;
  readonly decisions: readonly { readonly dial: number }[];
  readonly total: { readonly dialed: number; readonly wouldDial: number };
  readonly events: unknown;
  readonly talks: unknown;
  readonly recordings: unknown;
  readonly callingHours: Readonly<Record<string, unknown>>;
  readonly retryRules: { readonly byOutcome: { readonly busy: unknown } };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties: Readonly<Record<string, unknown>> }>> };
}

/** Of the OpenAPI document. */
export interface Operation {
  readonly description?: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty when the answer was no JSON. */
  readonly body: Body;
  readonly text: string;
}

export interface Client {
  readonly token: string;
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body?: unknown) => Promise<Answer>;
  readonly patch: (path: string, body: unknown) => Promise<Answer>;
  readonly put: (path: string, body: unknown) => Promise<Answer>;
  readonly delete: (path: string) => Promise<Answer>;
  readonly upload: (path: string, content: string | Uint8Array, fields?: Readonly<Record<string, string>>) => Promise<Answer>;
}

/** The API on a database, a key prefix and a port of its own, with a user of each role. */
export interface TestApi {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly environment: Environment;
  readonly database: DataSource;
  readonly as: Readonly<Record<Role, Client>>;
  readonly anonymous: Client;
  readonly login: (username: string) => Promise<Client>;
  /** A user with the test's password. */
  readonly addUser: (username: string, role: Role) => Promise<string>;
  readonly rows: <T>(sql: string, parameters?: readonly unknown[]) => Promise<T[]>;
  readonly write: (sql: string, parameters?: readonly unknown[]) => Promise<{ insertId: number }>;
  readonly stop: () => Promise<void>;
}

const hashed = hashPassword(PASSWORD);

export async function startApi(settings: Readonly<Record<string, string>> = {}, withUsers = true): Promise<TestApi> {
  const address = await scratchDatabase();
  const environment = environmentSchema.parse({
    NODE_ENV: 'test', LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent', DATABASE_URL: address.url, DATABASE_POOL_SIZE: '6',
    REDIS_URL: serviceAddresses().REDIS_URL, REDIS_PREFIX: `test-${randomBytes(6).toString('hex')}`,
    JWT_SECRET: randomUUID() + randomUUID(), FREESWITCH_PASSWORD: 'unused', API_PORT: '0', API_DOCS: '1', ...settings,
  });
  const database = await createDataSource({ url: address.url, poolSize: 3 }).initialize();
  await migrate(database);
  const app = await createApp(environment);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();

  const addUser = async (username: string, role: Role): Promise<string> => String((await write(database,
    'INSERT INTO users (username, password_hash, role) VALUES (?, ?, ?)', [username, await hashed, role])).insertId);
  const login = async (username: string): Promise<Client> => {
    const answer = await clientOf(url, '').post('/auth/login', { username, password: PASSWORD });
    if (answer.status !== 200) throw new Error(`${username} cannot log in: ${answer.text}`);
    return clientOf(url, answer.body.token);
  };
  const clients: Partial<Record<Role, Client>> = {};
  for (const role of withUsers ? ROLES : []) {
    await addUser(`the-${role}`, role);
    clients[role] = await login(`the-${role}`);
  }
  return {
    app, url, environment, database, addUser, login,
    as: clients as Record<Role, Client>, // all of them, unless the test wants none
    anonymous: clientOf(url, ''),
    rows: (sql, parameters = []) => rows(database, sql, parameters),
    write: (sql, parameters = []) => write(database, sql, parameters),
    stop: async () => {
      await app.close();
      await database.destroy();
      await dropDatabase(address);
      await removeKeys(environment);
    },
  };
}

export function clientOf(url: string, token: string): Client {
  const send = async (method: string, path: string, body?: string | FormData, type?: string): Promise<Answer> => {
    const response = await fetch(`${url}${path.startsWith('//') ? path.slice(1) : `/api/v1${path}`}`, {
      method,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...(type && { 'content-type': type }) },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, text, body: (isJson ? JSON.parse(text) : {}) as Body }; // see Body
  };
  const json = (method: string) => (path: string, body?: unknown) => body === undefined
    ? send(method, path) : send(method, path, JSON.stringify(body), 'application/json');
  return {
    token,
    get: (path) => send('GET', path), post: json('POST'), patch: json('PATCH'), put: json('PUT'), delete: (path) => send('DELETE', path),
    upload: (path, content, fields = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), 'contacts.csv');
      return send('POST', path, form);
    },
  };
}

async function removeKeys({ REDIS_URL, REDIS_PREFIX }: Environment): Promise<void> {
  const redis = new Redis(REDIS_URL, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined); // the test may have ended its own Redis
  try {
    await redis.connect();
    for await (const keys of redis.scanStream({ match: `*${REDIS_PREFIX}*`, count: 500 })) {
      const found = keys as string[];
      if (found.length > 0) await redis.unlink(...found);
    }
  } catch {
    // nothing to clean where nothing answers
  } finally {
    redis.disconnect();
  }
}
