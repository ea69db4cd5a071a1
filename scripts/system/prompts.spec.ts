import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seedPrompts } from './prompts';

describe('the folder of prompts of a system', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'paceline-seed-'));
  afterAll(() => { rmSync(home, { recursive: true }); });

  it('has every sound that comes with Paceline, and nothing else', () => {
    const shipped = readdirSync(path.resolve(__dirname, '../../freeswitch-conf/prompts')).filter((name) => name.endsWith('.wav'));
    expect(readdirSync(seedPrompts(home))).toEqual(shipped);
  });

  it('keeps what was replaced, and gets back what is missing', () => {
    const folder = seedPrompts(home);
    writeFileSync(path.join(folder, 'say-en-welcome.wav'), 'ours');
    rmSync(path.join(folder, 'say-en-goodbye.wav'));
    seedPrompts(home);
    expect(readFileSync(path.join(folder, 'say-en-welcome.wav'), 'utf8')).toBe('ours');
    expect(readdirSync(folder)).toContain('say-en-goodbye.wav');
  });
});
