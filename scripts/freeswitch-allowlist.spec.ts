import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { APPLICATIONS_BY_USER, COMMANDS_BY_USER } from '@paceline/telephony/interfaces';

// What the switch's configuration, and those who are told to by its documents, run by name: it must be on the list, or the
// guard and agents' phones fail on a switch that holds to it.
const root = path.resolve(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const configuration = readdirSync(path.join(root, 'freeswitch-conf'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xml'))
  .map((name) => read(path.join('freeswitch-conf', name)).replaceAll(/<!--[^]*?-->/g, '')).join('\n');
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);
const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();

it('the list names the applications of the dialplan, no more and no less', () => {
  const used = found(configuration, /application="([^"]+)"/g);
  expect(used).toEqual(expect.arrayContaining(['answer', 'ring_ready']));
  expect(sorted(used)).toEqual(sorted(APPLICATIONS_BY_USER.configuration));
});

it('the list names the commands that the configuration calls, in ${…} and by its scheduler', () => {
  const called = found(configuration, /\$\{(\w+)\(/g);
  const scheduled = found(configuration, /\$\{sched_api\([@+]\S+ \S+ (\w+) /g);
  const expanded = found(configuration, /\bexpand uuid:\S+ (\w+) /g);
  expect([called.length > 0, scheduled.length, expanded.length]).toEqual([true, 2, 2]);
  expect(sorted([...called, ...scheduled, ...expanded])).toEqual(sorted(COMMANDS_BY_USER.configuration));
});

it('the list names what people and health checks are told to run on the switch', () => {
  const told = ['freeswitch-conf/README.md', 'docker-compose.yml', 'docs/operating.md'].map(read).join('\n');
  expect(sorted([...found(told, /fs_cli .*-x '?(\w+)/g), ...found(told, /`(reload\w+)`/g)])).toEqual(sorted(COMMANDS_BY_USER.administrator));
});

it('the switch is given the written list and a folder for more', () => {
  const [, list = ''] = /<interface-allowlist>([^]*?)<\/interface-allowlist>/.exec(read('freeswitch-conf/autoload_configs/switch.conf.xml')) ?? [];
  expect(found(list, /cmd="include" data="([^"]+)"/g)).toEqual(['interfaces/allowed.xml', '$${paceline_allow_dir}/*.xml']);
});
