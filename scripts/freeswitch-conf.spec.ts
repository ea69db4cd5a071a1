import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

// What can be known of the switch's configuration without a switch.
const root = path.resolve(__dirname, '..');

interface Configuration { readonly folder: string; readonly prefix: string; readonly readme: string }
const configurations: readonly Configuration[] = [
  { folder: path.join(root, 'freeswitch-conf'), prefix: 'paceline_', readme: 'README.md' },
  { folder: path.join(root, 'test/switch/peer-conf'), prefix: 'peer_', readme: 'README.md' },
];

/** Variables that the core sets before it reads the first file. */
const OF_THE_CORE = new Set(['conf_dir', 'recordings_dir', 'log_dir', 'run_dir']);

interface Directive { readonly file: string; readonly cmd: string; readonly data: string }

/** Every file below a folder whose name ends so. */
function filesOf(folder: string, end = '.xml'): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(end)).map((entry) => path.join(entry.parentPath, entry.name)).sort();
}
const isRefusal = (file: string): boolean => path.basename(path.dirname(file)) === 'refuse';
const short = (file: string): string => path.relative(root, file);

/** The first thing that keeps a text from being well-formed XML with one root, or nothing. */
function malformed(text: string): string | undefined {
  const open: string[] = [];
  let roots = 0;
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const between = next === -1 ? text.slice(at) : text.slice(at, next);
    if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(between)) return `a bare & in "${between.trim()}"`;
    if (open.length === 0 && between.trim() !== '') return `text outside the root: "${between.trim()}"`;
    if (next === -1) break;
    const token = /^<(?:\?[^]*?\?|!--(?:(?!--)[^])*--|\/[\w.-]+\s*|([\w-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?))>/.exec(text.slice(next));
    if (!token) return `no tag at "${text.slice(next, next + 60)}"`;
    const [whole, name, attributes = '', closed] = token;
    if (whole.startsWith('</')) {
      const expected = open.pop();
      if (whole.slice(2, -1).trim() !== expected) return `${whole} closes <${expected ?? 'nothing'}>`;
    } else if (name !== undefined) {
      if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(attributes)) return `a bare & in ${whole}`;
      if (open.length === 0) roots += 1;
      if (closed !== '/') open.push(name);
    }
    at = next + whole.length;
  }
  if (open.length > 0) return `<${open.join('><')}> left open`;
  return roots === 1 ? undefined : `${roots} roots`;
}

function directivesOf(folder: string): Directive[] {
  return filesOf(folder).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/<X-PRE-PROCESS cmd="([\w-]+)" data="([^"]*)"\/>/g)]
    .map(([, cmd = '', data = '']) => ({ file, cmd, data })));
}

/** `name=value` of a directive. */
function split(data: string): readonly [string, string] {
  const equals = data.indexOf('=');
  return [data.slice(0, equals), data.slice(equals + 1)];
}

describe('the check itself', () => {
  it.each([
    ['<a><b c="d"/></a>', undefined],
    ['<!-- x --><a>&amp;</a>', undefined],
    ['<a><b></a></b>', '</a> closes <b>'],
    ['<a>', '<a> left open'],
    ['<a/><b/>', '2 roots'],
    ['<a b="1 & 2"/>', 'a bare & in <a b="1 & 2"/>'],
    ['<a b=1/>', 'no tag at "<a b=1/>"'],
    ['</a>', '</a> closes <nothing>'],
  ])('%s', (text, expected) => { expect(malformed(text)).toBe(expected); });
});

describe.each(configurations)('$folder', ({ folder, prefix, readme }) => {
  const files = filesOf(folder);
  const directives = directivesOf(folder);
  const defaults = new Map(directives.filter(({ cmd }) => cmd === 'set').map(({ data }) => split(data)));
  const fromEnvironment = directives.filter(({ cmd }) => cmd === 'env-set').map(({ data }) => split(data));
  const text = readFileSync(path.join(folder, readme), 'utf8');

  it('is well-formed XML, but for what refuses to be', () => {
    const broken = files.map((file) => [file, malformed(readFileSync(file, 'utf8'))] as const).filter(([, reason]) => reason !== undefined);
    expect(broken.filter(([file]) => !isRefusal(file)).map(([file, reason]) => `${short(file)}: ${reason ?? ''}`)).toEqual([]);
    expect(files.filter(isRefusal)).toEqual(broken.map(([file]) => file).filter(isRefusal));
  });

  it('keeps to what the preprocessor understands: a directive a line, none in a comment, <include> alone on its line', () => {
    for (const file of files) {
      const source = readFileSync(file, 'utf8');
      for (const line of source.split('\n').filter((one) => /x-pre-process/i.test(one))) {
        expect(`${short(file)}: ${line}`).toMatch(/: *<X-PRE-PROCESS cmd="[\w-]+" data="[^"]*"\/>$/);
      }
      for (const comment of source.match(/<!--[^]*?-->/g) ?? []) expect(comment).not.toMatch(/x-pre-process|<include>/i);
      for (const line of source.split('\n').filter((one) => /<\/?include>/.test(one))) expect(line.trim()).toMatch(/^<\/?include>$/);
    }
  });

  it('includes only what is there', () => {
    for (const { file, data } of directives.filter(({ cmd }) => cmd === 'include')) {
      // A folder of one's own may hold nothing yet; a file chosen by a switch (…_is) exists in one of its two forms.
      const expanded = data
        .replaceAll('$${conf_dir}', folder)
        .replaceAll(/\$\$\{(\w+_is)\}/g, '*')
        .replaceAll(/\$\$\{(\w+)\}/g, (_, name: string) => (defaults.get(name) ?? '').replaceAll('$${conf_dir}', folder));
      const pattern = path.resolve(path.dirname(file), expanded);
      const found = filesOf(folder).filter((one) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`).test(one));
      const own = /^(gateways|directory\/agents|acl|allow)\/\*\.xml$/.test(path.relative(folder, pattern));
      expect(`${short(file)} ${data}: ${own ? existsSync(path.dirname(pattern)) : found.length > 0}`).toBe(`${short(file)} ${data}: true`);
    }
  });

  it('uses no variable that nobody sets', () => {
    const used = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\$\$\{(\w+)\}/g)].map(([, name = '']) => name));
    expect([...new Set(used)].filter((name) => !defaults.has(name) && !OF_THE_CORE.has(name))).toEqual([]);
  });

  it('names a variable of the environment after its own, gives it a default first and documents it', () => {
    expect(fromEnvironment.length).toBeGreaterThan(0);
    for (const [name, value] of fromEnvironment) {
      const environmentName = value.replace(/^\$/, '');
      expect(name.startsWith(prefix)).toBe(true);
      expect(environmentName).toBe(`PACELINE_${(prefix === 'paceline_' ? name.slice(prefix.length) : name).toUpperCase()}`);
      expect([name, defaults.has(name)]).toEqual([name, true]);
      expect([environmentName, text.includes(`\`${environmentName}\``)]).toEqual([environmentName, true]);
    }
  });

  it('documents no variable that it does not read', () => {
    const known = new Set(fromEnvironment.map(([, value]) => value.replace(/^\$/, '')));
    const rows = text.split('\n').filter((line) => /^\| `PACELINE_/.test(line)).flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
    expect(rows.filter((name) => !known.has(name))).toEqual([]);
  });

  it('has no password of its own: the event socket has the environment\'s, or the switch does not start', () => {
    for (const file of filesOf(folder, '')) {
      expect([short(file), readFileSync(file, 'latin1').includes('ClueCon')]).toEqual([short(file), false]);
    }
    const socket = readFileSync(path.join(folder, 'autoload_configs/event_socket.conf.xml'), 'utf8');
    expect(socket).toContain(`<param name="password" value="$\${${prefix}esl_password}"/>`);
    expect(socket).toContain('<param name="stop-on-bind-error" value="true"/>');
    expect(socket).toContain('<param name="apply-inbound-acl"');
    expect(defaults.get(`${prefix}esl_password`)).toBe('');
    expect(existsSync(path.join(folder, 'refuse/esl-password-missing.xml'))).toBe(true);
    expect(readFileSync(path.join(folder, 'freeswitch.xml'), 'utf8')).toContain(`refuse/esl-password-$\${${prefix}esl_password_is}.xml`);
  });
});

describe('freeswitch-conf', () => {
  const folder = path.join(root, 'freeswitch-conf');
  const defaults = new Map(directivesOf(folder).filter(({ cmd }) => cmd === 'set').map(({ data }) => split(data)));

  it('listens on loopback until an address is named', () => {
    expect([defaults.get('paceline_esl_ip'), defaults.get('paceline_ip'), defaults.get('paceline_trunk_cidr')]).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.0/8']);
    for (const file of filesOf(path.join(folder, 'sip_profiles'))) {
      const profile = readFileSync(file, 'utf8');
      expect(profile).toContain('<param name="sip-ip" value="$${paceline_ip}"/>');
      expect(profile).toContain('<param name="rtp-ip" value="$${paceline_ip}"/>');
    }
  });

  it('has the messages that it falls back on, small enough for a repository and as a phone hears them', () => {
    const sounds = filesOf(folder, '.wav');
    expect(sounds.map((file) => path.relative(folder, file))).toEqual(expect.arrayContaining([`prompts/${defaults.get('paceline_prompt_outbound') ?? ''}`, `prompts/${defaults.get('paceline_prompt_inbound') ?? ''}`]));
    for (const sound of sounds) {
      const bytes = readFileSync(sound);
      expect([short(sound), bytes.length < 200_000, bytes.readUInt16LE(22), bytes.readUInt32LE(24)]).toEqual([short(sound), true, 1, 8000]);
    }
  });

  it('lets no call out of the switch, only the worker originates: but for an emergency, by hand, to where the administrator says', () => {
    for (const file of filesOf(path.join(folder, 'dialplan'))) {
      const text = readFileSync(file, 'utf8');
      const emergency = /<extension name="emergency">[^]*?<\/extension>/.exec(text)?.[0] ?? '';
      expect([short(file), /application="(bridge|originate|system|socket|lua|deflect|redirect)"/.test(text.replace(emergency, ''))]).toEqual([short(file), false]);
      expect([short(file), emergency !== '']).toEqual([short(file), path.basename(file) === 'agents.xml']);
    }
  });

  it('lets an agent\'s phone dial only the short numbers that are named, and none at first', () => {
    const text = readFileSync(path.join(folder, 'dialplan/agents.xml'), 'utf8');
    const [shape = '', named = ''] = [...text.matchAll(/field="destination_number" expression="([^"]+)"/g)].map(([, expression = '']) => expression);
    const goes = (digits: string, numbers: string): boolean => new RegExp(shape).test(digits) && new RegExp(named.replace('$${paceline_emergency_numbers}', numbers)).test(digits);
    expect(defaults.get('paceline_emergency_numbers')).toBe('none');
    for (const digits of ['911', 'none', '112', '1001']) expect([digits, goes(digits, 'none')]).toEqual([digits, false]);
    expect(['911', '933', '9911', '9110', '112', '+911', '14155550100'].filter((digits) => goes(digits, '911|933'))).toEqual(['911', '933']);
  });
});
