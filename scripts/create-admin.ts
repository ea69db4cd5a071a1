import 'reflect-metadata';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { newPassword, username as usernameRule } from '@paceline/contracts/auth';
import { name } from '@paceline/contracts/common';
import { english } from '@paceline/contracts/messages/en';
import { told } from '@paceline/contracts/messages/message';
import { plainIssue } from '@paceline/contracts/messages/plain-issue';
import { heard } from '@paceline/contracts/messages/schema-words';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { ClientRepository, UserRepository, createDataSource } from '@paceline/persistence';
import { messageOf } from '@paceline/platform/errors';
import { hashPassword } from '@paceline/platform/passwords';
import { besideStart } from './system/beside-start';

const USAGE = 'npm run admin:create -- --username NAME [--client NAME]   (the password: ADMIN_PASSWORD, the first line of stdin, or asked for)';

/**
 * Creates an administrator; one of that name gets a new password. There is no default password. Of a client, if one is named, which is
 * made if there is none of that name; else of the installation's own.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { username: { type: 'string' }, client: { type: 'string' }, help: { type: 'boolean', default: false } } });
  if (values.help) { process.stdout.write(`${USAGE}\n`); return; }
  const { DATABASE_URL: url = '' } = (await besideStart()).env;
  if (values.username === undefined) throw new Error(USAGE);
  const username = checked('username', usernameRule.safeParse(values.username, { error: plainIssue }));
  const password = checked('password', newPassword.safeParse(await readPassword(), { error: plainIssue }));

  const clientName = values.client === undefined ? undefined : checked('client', name(100).safeParse(values.client, { error: plainIssue }));
  const dataSource = await createDataSource({ url, poolSize: 1 }).initialize();
  try {
    const client = clientName === undefined ? OWN_CLIENT : await new ClientRepository(dataSource).put(clientName);
    const done = await new UserRepository(dataSource).putAdministrator(client, username, await hashPassword(password));
    if (done === 'other-client') throw new Error(`${username} is a user of another client: choose another name`);
    console.log(done === 'created' ? `administrator ${username} created` : `${username} is an administrator with a new password`);
  } finally {
    await dataSource.destroy();
  }
}

async function readPassword(): Promise<string> {
  const given = process.env['ADMIN_PASSWORD'] ?? '';
  if (given !== '') return given;
  if (!process.stdin.isTTY) {
    for await (const line of createInterface({ input: process.stdin })) return line;
    return '';
  }
  // Nothing is echoed; only the question is seen.
  const silent = new Writable({ write: (_chunk, _encoding, done) => { done(); } });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write('Password, at least 12 characters: ');
  const password = await terminal.question('');
  process.stderr.write('\n');
  terminal.close();
  return password;
}

function checked(what: string, parsed: { success: true; data: string } | { success: false; error: { issues: { message: string }[] } }): string {
  if (parsed.success) return parsed.data;
  throw new Error(`${what}: ${parsed.error.issues.map(({ message }) => told(english.issues, heard(message))).join('; ')}`);
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${messageOf(thrown)}\n`);
  process.exitCode = 1;
});
