import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { z } from 'zod';
import { environmentSchema } from '@paceline/platform/environment';

// There may be no container engine where this is tested, so what can be known without one is.
const root = path.resolve(__dirname, '..');
const environment = z.record(z.string(), z.string().nullable());
const serviceSchema = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  entrypoint: z.array(z.string()).optional(),
  environment: environment.default({}),
  networks: z.union([z.array(z.string()), z.record(z.string(), z.unknown()).transform((networks) => Object.keys(networks))]),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.enum(['service_healthy', 'service_completed_successfully']) })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.null()),
});

const text = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
const compose = composeSchema.parse(load(text, { schema: CORE_SCHEMA.withTags(mergeTag) }));
const services = Object.entries(compose.services);
const service = (name: string): z.infer<typeof serviceSchema> => {
  const found = compose.services[name];
  if (!found) throw new Error(`no service ${name}`);
  return found;
};
const ourApps = ['migrate', 'api', 'worker', 'files'];

describe('docker-compose.yml', () => {
  it('runs the apps, their database and Redis, and a switch', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['api', 'files', 'freeswitch', 'migrate', 'mysql', 'redis', 'worker']);
    expect(service('mysql').image).toBe('mysql:8.4');
    expect(services.filter(([, { image }]) => !/:[^:]*\w}?$/.test(image) || image.includes('latest'))).toEqual([]);
  });

  it.each(ourApps)('passes %s nothing that its environment schema does not know', (name) => {
    expect(Object.keys(service(name).environment).filter((variable) => !(variable in environmentSchema.shape))).toEqual([]);
  });

  it.each(ourApps)('gives %s a complete environment once the secrets are set', (name) => {
    const given = Object.entries(service(name).environment).filter(([, value]) => value !== null)
      .map(([variable, value]) => [variable, interpolate(value ?? '', () => '0123456789abcdef0123456789abcdef')]);
    expect(environmentSchema.safeParse(Object.fromEntries(given)).error).toBeUndefined();
  });

  it('passes the switch only what its configuration reads', () => {
    const variables = readFileSync(path.join(root, 'freeswitch-conf/vars.xml'), 'utf8');
    expect(Object.keys(service('freeswitch').environment).filter((variable) => !variables.includes(`$${variable}"`))).toEqual([]);
  });

  it('names the same password and the same folders to the switch and to those who command it', () => {
    const [there, here] = [service('freeswitch').environment, service('worker').environment];
    const pairs = [['PACELINE_ESL_IP', 'FREESWITCH_HOST'], ['PACELINE_DOMAIN', 'FREESWITCH_AGENT_DOMAIN'], ['PACELINE_GATEWAY_NAME', 'FREESWITCH_GATEWAY'],
      ['PACELINE_ESL_PASSWORD', 'FREESWITCH_PASSWORD'], ['PACELINE_PROMPTS_DIR', 'FREESWITCH_PROMPTS_DIR'], ['PACELINE_RECORDINGS_DIR', 'FREESWITCH_RECORDINGS_DIR']] as const;
    expect(pairs.map(([theirs]) => there[theirs])).toEqual(pairs.map(([, ours]) => here[ours]));
  });

  it('shares one folder of prompts: what the API is given to write is what the switch is told to play', () => {
    const volumeAt = (name: string, folder: string | null | undefined): string | undefined =>
      service(name).volumes.map((volume) => volume.split(':')).find(([, target, mode]) => target === folder && mode !== 'ro')?.[0];
    const { environment: api } = service('api');
    const written = volumeAt('api', api['PROMPTS_DIR'] ?? api['FREESWITCH_PROMPTS_DIR']);
    expect(written).toBeDefined();
    expect(volumeAt('freeswitch', service('freeswitch').environment['PACELINE_PROMPTS_DIR'])).toBe(written);
    // The switch's image takes its configuration folder for its own user.
    expect(service('freeswitch').environment['PACELINE_PROMPTS_DIR']).not.toMatch(/^\/etc\/freeswitch/);
  });

  it('shows the API the switch\'s recordings, to read only', () => {
    const folder = service('api').environment['FREESWITCH_RECORDINGS_DIR'];
    expect(service('freeswitch').environment['PACELINE_RECORDINGS_DIR']).toBe(folder);
    expect(service('freeswitch').volumes).toContain(`recordings:${folder ?? 'none'}`);
    expect(service('api').volumes).toContain(`recordings:${folder ?? 'none'}:ro`);
  });

  it('has the switch\'s call records posted to the API, with its password, and shares the spool for those that could not be', () => {
    const [there, here] = [service('freeswitch').environment, service('api').environment];
    expect(there['PACELINE_CDR_URL']).toBe(`http://api:${here['API_PORT'] ?? ''}/api/v1/switches/${environmentSchema.shape.SWITCH_ID.parse(here['SWITCH_ID'] ?? undefined)}/call-records`);
    expect(there['PACELINE_CDR_CREDENTIALS']).toBe(`switch:${here['SWITCH_RECORDS_PASSWORD'] ?? 'none'}`);
    expect(service('api').networks.filter((network) => service('freeswitch').networks.includes(network)).length).toBeGreaterThan(0);
    const spool = there['PACELINE_CDR_SPOOL_DIR'];
    expect(here['CALL_RECORD_SPOOL_DIR']).toBe(spool);
    const volumes = ['api', 'freeswitch'].map((name) => service(name).volumes.filter((volume) => volume.endsWith(`:${spool ?? 'none'}`)));
    expect(volumes).toEqual([['call-records:/var/lib/paceline/call-records'], ['call-records:/var/lib/paceline/call-records']]);
    expect(readFileSync(path.join(root, 'Dockerfile'), 'utf8')).toMatch(/install -d -o node -g node .*\/var\/lib\/paceline\/call-records/);
  });

  it('has no default for a secret', () => {
    const secrets = services.flatMap(([name, { environment }]) => Object.entries(environment).map(([variable, value]) => ({ name, variable, value })))
      .filter(({ variable }) => /PASSWORD|SECRET|CREDENTIALS|(DATABASE|REDIS)_URL$/.test(variable));
    expect(secrets.length).toBeGreaterThan(8);
    // Required by `:?`, or absent unless it is set.
    expect(secrets.filter(({ value }) => value !== null && !/\$\{\w+:\?[^}]+\}/.test(value))).toEqual([]);
    expect(text).not.toMatch(/\$\{\w*(PASSWORD|SECRET)\w*:?-/);
  });

  it('lets nobody from outside reach the database, Redis or the event socket', () => {
    expect(compose.networks['inside']?.internal).toBe(true);
    expect(services.filter(([, { networks }]) => networks.includes('outside')).map(([name]) => name).sort()).toEqual(['api', 'freeswitch']);
    expect(services.filter(([, { ports }]) => ports.length > 0).map(([name]) => name).sort()).toEqual(['api', 'freeswitch']);
    expect(service('freeswitch').ports.filter((port) => /\b8021\b/.test(port))).toEqual([]);
    expect(service('api').ports.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
    // Neither metrics nor, by default, documentation: they are for who runs it.
    expect(service('api').ports.map((port) => port.split(':').at(-1))).toEqual([service('api').environment['API_PORT']]);
    expect(service('api').environment).toMatchObject({ METRICS_HOST: '0.0.0.0', API_DOCS: null });
  });

  it('publishes the ports that the switch is told to use', () => {
    const { environment: { PACELINE_RTP_START: first, PACELINE_RTP_END: last }, ports } = service('freeswitch');
    expect(ports).toContain(`${first}-${last}:${first}-${last}/udp`);
  });

  it('never evicts from Redis', () => {
    expect(service('redis').command?.join(' ')).toContain('--maxmemory-policy noeviction');
  });

  it('mounts folders that are in the repository, and volumes that are declared', () => {
    const sources = services.flatMap(([, { volumes }]) => volumes.map((volume) => volume.split(':')[0] ?? ''));
    const [bound, named] = [sources.filter((source) => source.startsWith('.')), sources.filter((source) => !source.startsWith('.'))];
    expect(bound.filter((source) => !existsSync(path.join(root, source)))).toEqual([]);
    expect([...new Set(named)].sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('waits only for what can be waited for', () => {
    for (const [, { depends_on: wanted }] of services) {
      for (const [name, { condition }] of Object.entries(wanted)) {
        if (condition === 'service_healthy') expect(service(name).healthcheck).toBeDefined();
        else expect(name).toBe('migrate');
      }
    }
  });

  it.each([['api', 'api'], ['worker', 'dialer-worker'], ['files', 'file-worker']])('starts %s from where the build puts apps/%s', (name, app) => {
    expect(service(name).command).toEqual(['node', `dist/apps/${app}/apps/${app}/src/main.js`]);
    expect(existsSync(path.join(root, `apps/${app}/src/main.ts`))).toBe(true);
  });
});

describe('the start of the switch', () => {
  const place = mkdtempSync(path.join(os.tmpdir(), 'paceline-compose-'));
  afterAll(() => { rmSync(place, { recursive: true }); });

  /** As in the container, with the folders of the container below `place`. */
  function start(): string {
    const [shell = '', flags = '', script = ''] = service('freeswitch').entrypoint ?? [];
    const here = script.replaceAll('$$', '$').replace(/(?<=[\s"])\/(paceline|etc|var|docker-entrypoint\.sh)\b/g, `${place}/$1`);
    return execFileSync(shell, [flags, `chown() { echo "chown $*"; }\n${here}`], { encoding: 'utf8' });
  }

  it('fills the folder of prompts with what is missing there, gives it to the API\'s user, and starts', () => {
    cpSync(path.join(root, 'freeswitch-conf'), path.join(place, 'paceline/freeswitch-conf'), { recursive: true });
    mkdirSync(path.join(place, 'etc/freeswitch'), { recursive: true });
    writeFileSync(path.join(place, 'docker-entrypoint.sh'), '#!/bin/sh\necho "starts $*"\n', { mode: 0o755 });
    const prompts = path.join(place, 'var/lib/paceline/prompts');
    const recordings = path.join(place, 'var/lib/freeswitch/recordings');
    mkdirSync(path.join(recordings, '2026/01/31'), { recursive: true });
    expect(start()).toBe(`chown -R :1000 ${recordings}\nchown -R 1000:1000 ${prompts} ${path.join(place, 'var/lib/paceline/call-records')}\nstarts freeswitch\n`);
    expect(readdirSync(prompts)).toEqual(readdirSync(path.join(root, 'freeswitch-conf/prompts')).filter((name) => name.endsWith('.wav')));
    expect(existsSync(path.join(place, 'etc/freeswitch/freeswitch.xml'))).toBe(true);
    // What the switch makes in there belongs to the group of the folder above.
    expect([recordings, path.join(recordings, '2026/01')].map((folder) => statSync(folder).mode & 0o2000)).toEqual([0o2000, 0o2000]);

    writeFileSync(path.join(prompts, 'safe-harbour-en.wav'), 'ours');
    rmSync(path.join(prompts, 'no-agent-en.wav'));
    start();
    expect(readFileSync(path.join(prompts, 'safe-harbour-en.wav'), 'utf8')).toBe('ours');
    expect(existsSync(path.join(prompts, 'no-agent-en.wav'))).toBe(true);
  });

  it('gives the folder to the user that the API runs as', () => {
    const dockerfile = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
    // 1000 is `node` in the images of Node.
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toContain(`install -d -o node -g node ${service('freeswitch').environment['PACELINE_PROMPTS_DIR'] ?? 'none'}`);
  });
});

it('migrates with a command that there is', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
  expect(service('migrate').command).toEqual(['npm', 'run', '--silent', 'migrate']);
  const file = scripts['migrate']?.split(' ').at(-1) ?? 'none';
  expect(existsSync(path.join(root, file))).toBe(true);
});

/** As compose does: `${NAME:-default}` and `${NAME:?message}`. */
function interpolate(value: string, secret: (name: string) => string): string {
  return value.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => kind === '-' ? rest : secret(name));
}
