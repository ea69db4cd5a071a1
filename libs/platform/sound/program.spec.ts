import { commandLine, outputOf, type CommandLine, type ProgramBounds } from './program';

const BOUNDS: ProgramBounds = { maxSec: 30, maxBytes: 1_000_000 };
const node = (script: string, ...args: string[]): CommandLine => [process.execPath, '-e', script, ...args];
const echo = 'process.stdin.pipe(process.stdout)';

async function said(command: CommandLine, input = '', bounds: Partial<ProgramBounds> = {}): Promise<unknown> {
  const result = await outputOf(command, input, { ...BOUNDS, ...bounds });
  return 'output' in result ? result.output.toString() : result;
}

describe('a program of the administrator\'s', () => {
  it('is named with its arguments, and each gap is one of them, whatever stands in it', () => {
    expect(commandLine('  speak --voice {language}.onnx  -o {file} {other} ', { language: 'en', file: '/a b; rm -rf /$(id)' }))
      .toEqual(['speak', '--voice', 'en.onnx', '-o', '/a b; rm -rf /$(id)', '{other}']);
    expect(() => commandLine('   ')).toThrow(TypeError);
  });

  it('is given the text, and no shell reads any of it', async () => {
    const text = 'Hello; $(touch /tmp/never) `id` "سلام" 你好 \'\n--option';
    expect(await said(node(echo), text)).toBe(text);
    expect(await said(node('process.stdout.write(process.argv[1])', '$(id); *'))).toBe('$(id); *');
  });

  it('is told none of our secrets', async () => {
    process.env['A_SECRET_OF_OURS'] = 'secret';
    try {
      expect(await said(node('process.stdout.write(String(process.env.A_SECRET_OF_OURS))'))).toBe('undefined');
    } finally {
      delete process.env['A_SECRET_OF_OURS'];
    }
  });

  it('that is not there, fails, or was ended, says so', async () => {
    expect(await said(['/no/such/program'])).toEqual({ kind: 'missing' });
    expect(await said(node('console.error("no  such\\nvoice"); process.exit(3)'))).toEqual({ kind: 'failed', said: 'no such voice' });
    expect(await said(node('process.kill(process.pid, "SIGKILL")'))).toMatchObject({ kind: 'failed' });
  });

  it('that does not read what it is given ends all the same', async () => {
    expect(await said(node('process.stdin.destroy(); process.stdout.write("done")'), 'x'.repeat(1_000_000))).toBe('done');
  });

  it('that hangs is ended, with whatever it has started', async () => {
    const hangs = 'const { spawn } = require("node:child_process"); spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)"], { stdio: "inherit" }); setInterval(() => 0, 1000)';
    expect(await said(node(hangs), '', { maxSec: 0.5 })).toEqual({ kind: 'too-slow', maxSec: 0.5 });
  });

  it('that writes without end is ended', async () => {
    const floods = 'const more = () => process.stdout.write("x".repeat(65536), more); more()';
    expect(await said(node(floods), '', { maxBytes: 100_000 })).toEqual({ kind: 'too-much', maxBytes: 100_000 });
  });
});
