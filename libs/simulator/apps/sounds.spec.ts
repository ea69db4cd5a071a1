import { withDefaults } from '../options';
import { isWritable } from './recording-path';
import { soundOf } from './sounds';

const options = withDefaults({ promptFolders: ['/prompts'], recordingFolders: ['/recordings'], promptLengthMs: (path) => (path === '/prompts/hello.wav' ? 1234 : undefined) });

describe('sounds', () => {
  it.each([
    ['tone_stream://%(200,200,500);loops=3', 1200],
    ['tone_stream://%(400,0,440)', 400],
    ['tone_stream://%(900,100,350);loops=-1', Infinity],
    ['silence_stream://10', 10],
    ['local_stream://moh', Infinity],
    ['/prompts/hello.wav', 1234],
    ['/prompts/other.wav', 3000],
    ['file_string:///prompts/hello.wav!silence_stream://100', 1334],
  ])('%s lasts %d ms', (path, lengthMs) => {
    expect(soundOf(path, options)?.lengthMs).toBe(lengthMs);
  });

  it.each(['/tmp/no-such-file.wav', 'nosuch://x', ''])('%j does not exist', (path) => {
    expect(soundOf(path, options)).toBeNull();
  });

  it('recordings stay in their folder', () => {
    expect(isWritable('/recordings/a/b.wav', options)).toBe(true);
    expect(isWritable('/recordings/../etc/x.wav', options)).toBe(false);
    expect(isWritable('/proc/nope/x.wav', options)).toBe(false);
  });
});
