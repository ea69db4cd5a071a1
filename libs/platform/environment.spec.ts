import { environmentSchema, readEnvironment } from './environment';

const COMPLETE = {
  DATABASE_URL: 'mysql://user:secret-of-the-database@127.0.0.1:3306/paceline', REDIS_URL: 'redis://127.0.0.1:6379/0',
  JWT_SECRET: '0123456789abcdef0123456789abcdef', FREESWITCH_PASSWORD: 'secret-of-the-switch',
};

/** The names in the one error that a wrong environment makes. */
function complaints(changes: NodeJS.ProcessEnv): string[] {
  try {
    readEnvironment({ ...COMPLETE, ...changes });
  } catch (thrown) {
    const [title, ...lines] = String(thrown).split('\n');
    expect(title).toBe('Error: The environment is not complete:');
    return lines.map((line) => /^ {2}([A-Z_]+): /.exec(line)?.[1] ?? line);
  }
  return [];
}

describe('the environment', () => {
  it('is complete with four variables; everything else has a default', () => {
    const environment = readEnvironment(COMPLETE);
    expect(environment).toMatchObject({ NODE_ENV: 'production', PACELINE_DEMO: false, API_PORT: 3000, SAFE_HARBOUR_AFTER_MS: 2_000, SWITCH_ID: 'main' });
    expect(environment.CALLING_CLOCK_AT).toBeUndefined();
  });

  it('names everything that is missing or wrong in one error', () => {
    expect(complaints({
      DATABASE_URL: undefined, REDIS_URL: 'http://127.0.0.1', JWT_SECRET: 'short', FREESWITCH_PASSWORD: undefined, API_PORT: '70000',
      CALLING_CLOCK_AT: '2026-01-01T12:00:00Z',
    }).sort()).toEqual(['API_PORT', 'CALLING_CLOCK_AT', 'DATABASE_URL', 'FREESWITCH_PASSWORD', 'JWT_SECRET', 'REDIS_URL']);
  });

  it('says of a missing one that it is not set', () => {
    expect(() => readEnvironment({ ...COMPLETE, REDIS_URL: undefined, API_PORT: 'x' })).toThrow(/^The environment is not complete:\n(?=[^]*^ {2}REDIS_URL: is not set$)(?![^]*API_PORT: is not set)/m);
  });

  it('says so in plain words', () => {
    const wrong = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, '\u0000']));
    for (const given of [{}, wrong]) expect(() => readEnvironment(given)).toThrow(/^(?![\s\S]*(Invalid|expected|received|written as it must))/);
  });

  it.each(Object.keys(COMPLETE))('needs %s, and an empty one is none', (name) => {
    expect(complaints({ [name]: undefined })).toEqual([name]);
    expect(complaints({ [name]: '' })).toEqual([name]);
  });

  it.each(Object.keys(environmentSchema.shape).filter((name) => !(name in COMPLETE)))('takes an empty %s for one that is left out', (name) => {
    expect(readEnvironment({ ...COMPLETE, [name]: '' })).toEqual(readEnvironment(COMPLETE));
  });

  it.each([
    ['PACELINE_DEMO', 'yes'], ['LOG_LEVEL', 'loud'], ['DATABASE_URL', 'postgres://x'], ['DATABASE_POOL_SIZE', '0'], ['REDIS_PREFIX', 'a:b'],
    ['API_PORT', 'http'], ['API_PORT', '-1'], ['ADMIN_PASSWORD', 'too-short'], ['SWITCH_ID', 'Main Switch'], ['FREESWITCH_PORT', '0'],
    ['FREESWITCH_GATEWAY', 'trunk}{x=y'], ['FREESWITCH_AGENT_DOMAIN', 'a b'], ['SWITCH_ACCOUNT_CODE', 'a,b'], ['SAFE_HARBOUR_PROMPT', '../../etc/passwd'], ['SAFE_HARBOUR_PROMPT', '..'],
    ['PACING_INTERVAL_MS', '0'], ['PACING_INTERVAL_MS', '2.5'], ['LEASE_TTL_MS', 'Infinity'], ['LEASE_TTL_MS', '10s'], ['CALLING_CLOCK_AT', 'noon'],
  ])('refuses %s=%s', (name, value) => {
    expect(new Set(complaints({ [name]: value }))).toEqual(new Set([name]));
  });

  it('takes the switch\'s folder of prompts for the API\'s, unless another is named', () => {
    const FREESWITCH_PROMPTS_DIR = '/switch/prompts';
    expect(readEnvironment({ ...COMPLETE, FREESWITCH_PROMPTS_DIR }).PROMPTS_DIR).toBe('/switch/prompts');
    expect(readEnvironment({ ...COMPLETE, FREESWITCH_PROMPTS_DIR, PROMPTS_DIR: '/mnt/prompts' })).toMatchObject({ FREESWITCH_PROMPTS_DIR, PROMPTS_DIR: '/mnt/prompts' });
    expect(readEnvironment({ ...COMPLETE, FREESWITCH_RECORDINGS_DIR: '/switch/recordings' }).RECORDINGS_DIR).toBe('/switch/recordings');
    expect(readEnvironment({ ...COMPLETE, FREESWITCH_RECORDINGS_DIR: '/switch/recordings', RECORDINGS_DIR: '/mnt' }).RECORDINGS_DIR).toBe('/mnt');
  });

  it('never repeats a secret that it refuses', () => {
    expect(() => readEnvironment({ ...COMPLETE, JWT_SECRET: 'hunter2', ADMIN_PASSWORD: 'hunter2', DATABASE_URL: 'mysq://a:hunter2@b/c' })).toThrow(/^(?![\s\S]*hunter2)/);
  });

  it('keeps a bridge shorter than the reservation it needs', () => {
    expect(complaints({ BRIDGE_DEADLINE_MS: '5000', RESERVATION_LEASE_MS: '5000' })).toEqual(['BRIDGE_DEADLINE_MS']);
  });
});

describe('the calling clock', () => {
  const CALLING_CLOCK_AT = '2026-01-05T10:00:00+03:30';

  it.each([{}, { NODE_ENV: 'production' }, { NODE_ENV: 'development' }, { PACELINE_DEMO: '0' }])('is refused with %j', (environment) => {
    expect(complaints({ ...environment, CALLING_CLOCK_AT })).toEqual(['CALLING_CLOCK_AT']);
  });

  it.each([{ NODE_ENV: 'test' }, { PACELINE_DEMO: '1' }, { NODE_ENV: 'development', PACELINE_DEMO: '1' }])('is taken with %j', (environment) => {
    expect(readEnvironment({ ...COMPLETE, ...environment, CALLING_CLOCK_AT }).CALLING_CLOCK_AT).toBe(CALLING_CLOCK_AT);
  });
});

describe('every variable', () => {
  it.each(Object.entries(environmentSchema.shape))('%s says what it means', (_name, schema) => {
    expect(schema.description).toMatch(/\w{3}/);
  });
});
