import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { readEnvironment, type Environment } from '@paceline/platform/environment';
import { PacelineError } from '@paceline/platform/errors';
import { readWavHeader } from '@paceline/platform/sound/wav-header';
import { PromptFolder } from './prompt-folder';
import { PromptMaker } from './prompt-maker';

const hasProgram = (program: string): boolean => spawnSync(program, ['--help'], { stdio: 'ignore' }).error === undefined;
/** The programs are no part of Paceline: where they are not installed only what happens without them is seen. */
const where = (program: string): jest.It => hasProgram(program) ? it : it.skip;

/** A program of one argument, in which no blank may stand. */
const script = (words: string): string => `${process.execPath} -e ${words}`;

let place: string;
beforeAll(() => { place = mkdtempSync(path.join(os.tmpdir(), 'paceline-maker-')); });
afterAll(() => { rmSync(place, { recursive: true }); });
afterEach(() => { for (const name of readdirSync(place)) rmSync(path.join(place, name)); });

function made(settings: Partial<Environment> = {}): { readonly maker: PromptMaker; readonly folder: PromptFolder } {
  const environment = {
    ...readEnvironment({ NODE_ENV: 'test', DATABASE_URL: 'mysql://x', REDIS_URL: 'redis://x', JWT_SECRET: 'x'.repeat(32), FREESWITCH_PASSWORD: 'x', PROMPTS_DIR: place }),
    ...settings,
  };
  const folder = new PromptFolder(environment);
  return { folder, maker: new PromptMaker(folder, environment) };
}

/** The reason of the refusal, or how long the file sounds that came of it. */
async function converted(content: Buffer, settings?: Partial<Environment>): Promise<unknown> {
  const { maker, folder } = made(settings);
  const upload = await folder.receive(Readable.from([content]));
  try {
    await maker.makePlayable(upload);
  } catch (thrown) {
    if (thrown instanceof PacelineError) return thrown.reason;
    throw thrown;
  }
  const wav = readFileSync(upload.file);
  const reading = readWavHeader(wav, wav.length);
  return reading.playable ? { sampleRate: reading.sampleRate, channels: reading.channels, seconds: Math.round(reading.lengthMs / 100) / 10 } : reading.fault.code;
}

async function spoken(text: string, language: string, settings?: Partial<Environment>): Promise<unknown> {
  try {
    const wav = await made(settings).maker.spoken({ text, language });
    const reading = readWavHeader(wav, wav.length);
    return reading.playable && reading.sampleRate === 8_000 && reading.channels === 1 && reading.bitsPerSample === 16 ? reading.lengthMs : reading;
  } catch (thrown) {
    if (thrown instanceof PacelineError) return { code: thrown.code, reason: thrown.reason };
    throw thrown;
  }
}

/** Two seconds of a tone, as a browser or a person would bring it. */
function recorded(...options: readonly string[]): Buffer {
  const file = path.join(place, '.sample');
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=frequency=440:duration=2', ...options, '-y', file]);
  return readFileSync(file);
}

describe('of what is uploaded', () => {
  where('ffmpeg').each<[string, readonly string[]]>([
    ['a browser\'s recording, WebM with Opus', ['-c:a', 'libopus', '-f', 'webm']],
    ['another browser\'s, Ogg with Opus', ['-c:a', 'libopus', '-f', 'ogg']],
    ['a telephone\'s memo, M4A', ['-c:a', 'aac', '-f', 'ipod']],
    ['MP3', ['-c:a', 'libmp3lame', '-f', 'mp3']],
    ['WAV that has ADPCM', ['-c:a', 'adpcm_ms', '-f', 'wav']],
  ])('%s becomes WAV as the switch plays it', async (_what, options) => {
    const result = await converted(recorded(...options));
    expect(result).toMatchObject({ sampleRate: 8_000, channels: 1 });
    const { seconds } = result as { readonly seconds: number }; // matched above
    expect(seconds).toBeGreaterThanOrEqual(2);
    expect(seconds).toBeLessThan(2.3);
  });

  where('ffmpeg')('what is no sound within is refused: a damaged recording, a film without sound', async () => {
    expect(await converted(Buffer.concat([Buffer.from('1a45dfa39f4286810142f781', 'hex'), Buffer.alloc(2_000, 7)]))).toBe('unconvertible');
    expect(await converted(recorded('-f', 'lavfi', '-i', 'color=size=16x16:duration=1', '-map', '1:v', '-c:v', 'libvpx', '-f', 'webm'))).toBe('unconvertible');
  });

  it('what is none of these is given to no program', async () => {
    expect(await converted(Buffer.from('#EXTM3U\nhttp://127.0.0.1/other.mp3\n'), { SOUND_CONVERTER: '/no/such/ffmpeg' })).toBe('no-known-sound');
  });

  it('WAV needs no program: another rate, floating point', async () => {
    const content = Buffer.alloc(44 + 4 * 44_100);
    content.write('RIFF\0\0\0\0WAVEfmt \u0010\0\0\0\u0003\0\u0001\0', 'latin1');
    content.writeUInt32LE(44_100, 24);
    content.writeUInt16LE(4, 32);
    content.writeUInt16LE(32, 34);
    content.write('data', 36, 'latin1');
    content.writeUInt32LE(4 * 44_100, 40);
    expect(await converted(content, { SOUND_CONVERTER: '/no/such/ffmpeg -i {file}' })).toEqual({ sampleRate: 8_000, channels: 1, seconds: 1 });
  });

  it('other sound is refused where the program is not installed, fails, hangs, writes no sound, or too much', async () => {
    const ogg = Buffer.from('OggS\0\u0002\0\0\0\0\0\0\0\0\0\0');
    const by = (SOUND_CONVERTER: string, more: Partial<Environment> = {}): Promise<unknown> => converted(ogg, { SOUND_CONVERTER, ...more });
    expect(await by('/no/such/ffmpeg -i {file}')).toBe('needs-converter');
    expect(await by(script('process.exit(1)'))).toBe('unconvertible');
    expect(await by(script('console.log("silence")'))).toBe('unconvertible');
    expect(await by(script('setInterval(()=>0,1000)'), { SOUND_PROGRAM_MAX_SEC: 0.3 })).toBe('conversion-too-slow');
    expect(await by(script('process.stdout.write("x".repeat(5000))'), { PROMPT_MAX_BYTES: 4_000 })).toBe('converted-too-large');
  });
});

describe('what is written', () => {
  where('espeak-ng').each([
    ['en', 'This is Example Company. Press nine, and we call you no more.'], ['fa', 'سلام، این یک پیام است.'], ['ar', 'مرحبا، هذه رسالة.'], ['zh-Hans', '您好，这是一条消息。'],
    ['es-MX', 'Hola, este es un mensaje.'],
  ])('is spoken in %s', async (language, text) => {
    const lengthMs = await spoken(text, language);
    expect(lengthMs).toBeGreaterThan(500);
    expect(lengthMs).toBeLessThan(15_000);
  });

  where('espeak-ng')('is longer when it says more, and never an order to a shell or the program', async () => {
    const [one, two] = [await spoken('One.', 'en'), await spoken('One. Two. Three. Four. Five.', 'en')];
    expect(Number(two)).toBeGreaterThan(Number(one));
    expect(await spoken('$(touch never); --version', 'en')).toBeGreaterThan(500);
  });

  where('espeak-ng')('is refused in a language that the program does not have, unless it is called otherwise there', async () => {
    expect(await spoken('Magandang araw.', 'fil')).toEqual({ code: 'not-spoken', reason: 'failed' });
    expect(await spoken('Magandang araw.', 'fil', { SPEECH_LANGUAGES: 'en=en-us,fil=id' })).toBeGreaterThan(500);
  });

  it('is refused when the program is not installed, fails, hangs, gives no sound, or too much', async () => {
    const by = (SPEECH_COMMAND: string, more: Partial<Environment> = {}): Promise<unknown> => spoken('Hello.', 'en', { SPEECH_COMMAND, ...more });
    expect(await by('/no/such/program -v {language}')).toEqual({ code: 'not-set-up', reason: 'speech-program' });
    expect(await by(script('process.exit(1)'))).toEqual({ code: 'not-spoken', reason: 'failed' });
    expect(await by(script('console.log("hello")'))).toEqual({ code: 'not-spoken', reason: 'no-sound' });
    expect(await by(script('setInterval(()=>0,1000)'), { SOUND_PROGRAM_MAX_SEC: 0.3 })).toEqual({ code: 'not-spoken', reason: 'too-slow' });
    expect(await by(script('process.stdout.write("x".repeat(5000))'), { PROMPT_MAX_BYTES: 4_000 })).toEqual({ code: 'not-spoken', reason: 'too-much' });
  });
});
