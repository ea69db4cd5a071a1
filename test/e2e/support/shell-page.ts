import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A command of a page, and the answer that the page shows under it. */
export interface Step { readonly command: string; readonly shown: string | null }

const ANSWER = '# → ';
const MORE = '…';
/** As somebody types it who looks at each answer: what fails, in the middle of a command too, is not gone over. */
const PRELUDE = `set -Eeuo pipefail; shopt -s inherit_errexit
curl() { command curl --fail-with-body --max-time 20 "$@"; }
`;

/** The commands of a Markdown page's shell blocks, in order. */
export function stepsOf(markdown: string): Step[] {
  return [...markdown.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, block = '']) => stepsOfBlock(block));
}

function stepsOfBlock(block: string): Step[] {
  const steps: Step[] = [];
  let command = '';
  for (const line of block.split('\n')) {
    const last = steps.at(-1);
    if (line.startsWith(ANSWER) && last !== undefined && command === '') steps[steps.length - 1] = { ...last, shown: line.slice(ANSWER.length) };
    else if (line !== '' || command !== '') {
      command += `${line}\n`;
      if (!isWhole(command)) continue;
      steps.push({ command, shown: null });
      command = '';
    }
  }
  if (command !== '') throw new Error(`no whole command: ${command}`);
  return steps;
}

function isWhole(command: string): boolean {
  return !command.endsWith('\\\n') && spawnSync('bash', ['-n', '-c', command]).status === 0;
}

/** Runs the steps in one shell, in `folder`, until one fails. @returns what is wrong, with its command; empty when nothing is. */
export async function play(steps: readonly Step[], folder: string, withinMs: number): Promise<string[]> {
  const answers = mkdtempSync(path.join(os.tmpdir(), 'paceline-page-'));
  const file = (index: number, stream: 'out' | 'err'): string => path.join(answers, `${index}.${stream}`);
  const read = (index: number, stream: 'out' | 'err'): string => readFileSync(file(index, stream), 'utf8');
  try {
    const script = steps.map(({ command }, index) => `exec >'${file(index, 'out')}' 2>'${file(index, 'err')}'\n${command}`);
    writeFileSync(path.join(answers, 'script'), PRELUDE + script.join(''));
    const whole = await new Promise<boolean>((resolve) => {
      execFile('bash', [path.join(answers, 'script')], { cwd: folder, timeout: withinMs, killSignal: 'SIGKILL' }, (error) => { resolve(error === null); });
    });
    const begun = steps.filter((_step, index) => existsSync(file(index, 'out'))).length;
    const ended = steps.slice(0, whole ? begun : begun - 1);
    const wrong = ended.flatMap(({ command, shown }, index) => shown === null || isLike(shown, read(index, 'out')) ? [] : [`${command}shown:    ${shown}\nanswered: ${read(index, 'out')}`]);
    if (!whole) wrong.push(`failed, or did not end: ${steps[begun - 1]?.command ?? ''}${read(begun - 1, 'out')}\n${read(begun - 1, 'err')}`);
    return wrong;
  } finally {
    rmSync(answers, { recursive: true });
  }
}

/** Whether an answer is the one that is shown, where `…` stands for whatever else there is. */
export function isLike(shown: string, answer: string): boolean {
  if (!/^[[{]/.test(shown)) return new RegExp(`^${shown.split(MORE).map((part) => part.replace(/[^A-Za-z0-9]/g, '\\$&')).join('[^]*')}$`).test(answer.trim());
  const pattern: unknown = JSON.parse(shown.replace(/([{,])…(?=\})/g, `$1"${MORE}":0`).replace(/([[,])…(?=\])/g, `$1"${MORE}"`));
  try {
    return has(JSON.parse(answer), pattern);
  } catch {
    return false;
  }
}

function has(found: unknown, pattern: unknown): boolean {
  if (pattern === MORE) return found !== null && found !== undefined && found !== '';
  if (Array.isArray(pattern)) {
    const wanted: unknown[] = pattern.at(-1) === MORE ? pattern.slice(0, -1) : pattern;
    return Array.isArray(found) && (wanted.length === found.length || (wanted.length < pattern.length && found.length >= wanted.length)) && wanted.every((each, index) => has(found[index], each));
  }
  if (!isObject(pattern)) return found === pattern;
  if (!isObject(found)) return false;
  const wanted = Object.keys(pattern).filter((key) => key !== MORE);
  return (MORE in pattern || wanted.length === Object.keys(found).length) && wanted.every((key) => key in found && has(found[key], pattern[key]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
