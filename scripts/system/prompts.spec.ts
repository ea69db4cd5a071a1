import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { seedPrompts } from './prompts';

const SHIPPED = readdirSync(path.resolve(__dirname, '../../freeswitch-conf/prompts')).filter((name) => name.endsWith('.wav'));

describe('the folder of prompts below a home', () => {
  const place = mkdtempSync(path.join(os.tmpdir(), 'paceline-home-'));
  afterAll(() => { rmSync(place, { recursive: true }); });

  it('has the shipped prompts, keeps what was uploaded, and gets back what is missing', () => {
    const folder = seedPrompts(path.join(place, 'dev'));
    expect(folder).toBe(path.join(place, 'dev/prompts'));
    expect(readdirSync(folder)).toEqual(SHIPPED);

    writeFileSync(path.join(folder, 'safe-harbour-en.wav'), 'ours');
    writeFileSync(path.join(folder, 'spring.wav'), 'new');
    rmSync(path.join(folder, 'no-agent-en.wav'));
    seedPrompts(path.join(place, 'dev'));
    expect(readdirSync(folder).sort()).toEqual([...SHIPPED, 'spring.wav'].sort());
    expect(readFileSync(path.join(folder, 'safe-harbour-en.wav'), 'utf8')).toBe('ours');
  });
});
