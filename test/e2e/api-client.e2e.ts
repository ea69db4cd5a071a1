import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { openApiDocument } from '../../apps/api/src/edge/openapi';
import { PASSWORD, startApi, type TestApi } from './support/api';
import { addCall, addCampaign } from './support/data';

const ROOT = path.resolve(__dirname, '../..');
/** The last release that runs on Node 20. */
const GENERATOR = path.join(ROOT, 'node_modules/@hey-api/openapi-ts/bin/run.js');
const COMPILER = path.join(ROOT, 'node_modules/typescript/bin/tsc');
const SETTINGS = {
  compilerOptions: {
    target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], module: 'nodenext', strict: true, noUncheckedIndexedAccess: true, skipLibCheck: true, types: [], outDir: 'out', rootDir: '.',
  },
  include: ['program.ts', 'client'],
};

/** What somebody writes who has the generated client, and no other description of the API. */
const PROGRAM = `
import { client } from './client/client.gen.js';
import { authLogin, callsPage, campaignTargetsPage, campaignsCreate, campaignsRemove, contactsFind, contactsPatch } from './client/index.js';
import type { Call, CampaignWithLists, CreateCampaign, Outcome, Problem, RetryRules, Target } from './client/index.js';

export async function main(baseUrl: string, password: string, campaignId: string): Promise<unknown> {
  client.setConfig({ baseUrl });
  const login = await authLogin({ body: { username: 'the-manager', password }, throwOnError: true });
  client.setConfig({ auth: login.data.token });

  const calls: Call[] = (await callsPage({ query: { campaignId, outcome: 'busy' }, throwOnError: true })).data.items;
  const outcome: Outcome | null | undefined = calls[0]?.outcome;
  const targets: Target[] = (await campaignTargetsPage({ path: { id: campaignId }, query: { state: 'ready' }, throwOnError: true })).data.items;
  const reasons: string[] = targets.flatMap(({ why }) => why.map(({ code }) => code));

  const wish: CreateCampaign = { name: 'by a client', purpose: 'sales', delivery: 'agent' };
  const campaign: CampaignWithLists = (await campaignsCreate({ body: wish, throwOnError: true })).data;
  const rules: RetryRules = campaign.retryRules;
  await campaignsRemove({ path: { id: campaign.id }, throwOnError: true });

  const contactId = targets[0]?.contactId ?? '';
  await contactsPatch({ path: { id: contactId }, body: { fields: { city: 'Qom' } }, throwOnError: true });
  const contact = (await contactsFind({ path: { id: contactId }, throwOnError: true })).data;
  const refused = await contactsFind({ path: { id: '999999' } });
  const problem: Problem | undefined = refused.error;
  return { outcome, reasons, maxAttempts: rules.maxAttempts, city: contact.fields['city'], code: problem?.code };
}
const [, , url = '', password = '', campaign = ''] = (globalThis as unknown as { process: { argv: string[] } }).process.argv;
console.log(JSON.stringify(await main(url, password, campaign)));
`;

/** A mistake a line, behind the first: the generated types must tell each. */
const MISTAKES = `import { callsPage, campaignsCreate, type Call } from './client/index.js';
export const outcome = callsPage({ query: { outcome: 'bussy' } });
export const purpose = campaignsCreate({ body: { name: 'without a purpose' } });
export const nobody = (call: Call): string => call.agentId;
`;

describe('a client that is generated from the OpenAPI document', () => {
  let api: TestApi;
  let folder: string;
  beforeAll(async () => {
    api = await startApi({ CALLING_CLOCK_AT: '2026-01-07T09:00:00Z' });
    folder = await mkdtemp(path.join(os.tmpdir(), 'paceline-client-'));
    await writeFile(path.join(folder, 'openapi.json'), JSON.stringify(openApiDocument(api.app)));
    await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(SETTINGS));
    // From the project's folder: the generator looks for a tsconfig, and its imports follow it.
    await run(ROOT, GENERATOR, '-i', path.join(folder, 'openapi.json'), '-o', path.join(folder, 'client'), '-c', '@hey-api/client-fetch', '--no-log-file', '--silent');
  }, 120_000);
  afterAll(async () => { await rm(folder, { recursive: true }); await api.stop(); });

  async function run(cwd: string, ...command: string[]): Promise<string> {
    return (await promisify(execFile)(process.execPath, command, { cwd })).stdout;
  }
  /** What the compiler says of the program; empty when it is right. */
  async function compile(program: string): Promise<string> {
    await writeFile(path.join(folder, 'program.ts'), program);
    return await run(folder, COMPILER, '-p', '.').then(() => '', ({ stdout }: { readonly stdout: string }) => stdout);
  }

  it('is compiled with the program that uses it, and does what it says', async () => {
    expect(await compile(PROGRAM)).toBe('');
    const campaignId = await addCampaign(api, 2);
    await addCall(api, campaignId, { state: 'ended', outcome: 'busy', ended_at: new Date(), settled_at: new Date() });
    await api.as.manager.post(`/campaigns/${campaignId}/pause`);
    const said: unknown = JSON.parse(await run(folder, 'out/program.js', api.url, PASSWORD, campaignId));
    expect(said).toEqual({ outcome: 'busy', reasons: ['campaign-paused'], maxAttempts: 4, city: 'Qom', code: 'not-found' });
  }, 120_000);

  it('tells mistakes: a word that is none, a field that is missing, nothing where something is expected', async () => {
    const lines = (await compile(MISTAKES)).match(/^program\.ts\([0-9]+/gm);
    expect(lines).toEqual(['program.ts(2', 'program.ts(3', 'program.ts(4']);
  }, 120_000);

  it('is readable: what is asked for and answered has the name that it has in the contracts', async () => {
    const document = openApiDocument(api.app);
    const named = Object.keys(document.components?.schemas ?? {});
    expect(named).toEqual(expect.arrayContaining(['Call', 'CallPage', 'CreateCampaign', 'Outcome', 'Problem', 'RetryRules', 'RetryRulesInput', 'Target']));
    const types = await readFile(path.join(folder, 'client/types.gen.ts'), 'utf8');
    for (const name of named) expect(types).toContain(`export type ${name} = `);

    const bodies = Object.entries(document.paths).flatMap(([where, operations]) => Object.entries(operations as Record<string, Operation>).flatMap(([method, operation]) => // a path holds operations
      [operation.requestBody, ...Object.values(operation.responses)].flatMap((part) => Object.entries(part?.content ?? {}))
        .map(([type, { schema }]) => ({ route: `${method} ${where.replace('/api/v1', '')}`, type, isNamed: schema.$ref?.startsWith('#/components/schemas/') === true }))));
    expect(bodies.length).toBeGreaterThan(100);
    // Files, forms, and what the switch writes, which is the switch's own to describe.
    expect(bodies.filter(({ route, type, isNamed }) => !isNamed && type.includes('json') && !route.endsWith('/call-records'))).toEqual([]);
  });
});

interface Operation {
  readonly requestBody?: Part;
  readonly responses: Readonly<Record<string, Part>>;
}
interface Part { readonly content?: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>> }
