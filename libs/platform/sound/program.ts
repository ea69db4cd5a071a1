import { spawn } from 'node:child_process';

/** A program and its arguments. No shell reads them: a blank, a quote or a semicolon in one is nothing else. */
export type CommandLine = readonly [program: string, ...args: string[]];

/** Why a program gave nothing. */
export type ProgramFault =
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; /** The last words of it. */ readonly said: string }
  | { readonly kind: 'too-slow'; readonly maxSec: number }
  | { readonly kind: 'too-much'; readonly maxBytes: number };

export interface ProgramBounds { readonly maxSec: number; readonly maxBytes: number }

/** Words apart by blanks; in each, `{name}` is what is given by that name. Throws TypeError when nothing is named. */
export function commandLine(template: string, given: Readonly<Record<string, string>> = {}): CommandLine {
  const [program, ...args] = template.split(/\s+/).filter((word) => word !== '')
    .map((word) => word.replace(/\{(\w+)\}/g, (whole, name: string) => Object.hasOwn(given, name) ? given[name] ?? '' : whole));
  if (program === undefined) throw new TypeError('no program is named');
  return [program, ...args];
}

const HEARD_AT_MOST_CHARS = 300;
/** Nothing of our own secrets. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR'];

/**
 * What a program writes to its standard output, given that on its standard input. It and whatever it has started is killed when it takes
 * too long or writes too much.
 */
export async function outputOf([program, ...args]: CommandLine, input: string, { maxSec, maxBytes }: ProgramBounds): Promise<{ readonly output: Buffer } | ProgramFault> {
  return await new Promise((resolve) => {
    const env = Object.fromEntries(PASSED_ON.flatMap((name) => process.env[name] === undefined ? [] : [[name, process.env[name]]]));
    const child = spawn(program, args, { shell: false, detached: true, env, stdio: ['pipe', 'pipe', 'pipe'] });
    const [output, said]: [Buffer[], string[]] = [[], []];
    let bytes = 0;
    let why: ProgramFault | null = null;
    const kill = (because: ProgramFault): void => {
      why ??= because;
      // Its group, which is of its own.
      try { if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL'); } catch { child.kill('SIGKILL'); }
      for (const end of [child.stdout, child.stderr]) end.destroy(); // who left the group may keep them open
    };
    const timer = setTimeout(() => { kill({ kind: 'too-slow', maxSec }); }, maxSec * 1_000);
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) kill({ kind: 'too-much', maxBytes });
      else output.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => { said.push(chunk); if (said.length > 20) said.shift(); });
    child.stdin.on('error', () => undefined); // it may end before it has read everything
    child.stdin.end(input);
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve(error.code === 'ENOENT' || error.code === 'EACCES' ? { kind: 'missing' } : { kind: 'failed', said: error.message });
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(why ?? (code === 0 ? { output: Buffer.concat(output) } : { kind: 'failed', said: lastWords(said.join('')) }));
    });
  });
}

function lastWords(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(-HEARD_AT_MOST_CHARS);
}
