import { openMedia } from '../call/inbound-signals';
import { mediaLoop } from '../call/media-loop';
import type { Channel } from '../core/channel';
import type { SwitchCore } from '../core/switch-core';
import { separateString } from '../grammar/separate-string';
import type { Application } from './application';
import { playFile } from './play-file';

interface Question {
  readonly min: number; readonly max: number; readonly tries: number; readonly timeoutMs: number;
  readonly terminators: string; readonly prompt: string; readonly invalidPrompt: string;
  readonly variable: string; readonly pattern: string; readonly digitTimeoutMs: number;
}

/** `<min> <max> <tries> <timeout> <terminators> <file> <invalid_file> [<var_name> [<regexp> [<digit_timeout>]]]`. */
function readQuestion(argument: string): Question {
  const words = separateString(argument, ' ', 11);
  const min = Math.max(0, Number.parseInt(words[0] ?? '0', 10) || 0);
  const timeoutMs = Math.max(1000, Number.parseInt(words[3] ?? '1000', 10) || 1000);
  return {
    min, max: Math.max(min, Number.parseInt(words[1] ?? '0', 10) || 0), tries: Number.parseInt(words[2] ?? '1', 10) || 0, timeoutMs,
    terminators: words[4] === undefined || words[4] === '' ? '#' : words[4], prompt: words[5] ?? '', invalidPrompt: words[6] ?? '',
    variable: words[7] ?? '', pattern: words[8] ?? '', digitTimeoutMs: Number.parseInt(words[9] ?? '0', 10) || timeoutMs,
  };
}

type Ended = 'success' | 'timeout' | 'failure';

/** Waits for the keys that are still missing (`switch_ivr_collect_digits_count`); a terminator may have come over the prompt. */
async function collect(core: SwitchCore, channel: Channel, question: Question, keyed: string): Promise<{ digits: string; terminator: string; ended: Ended }> {
  const early = [...keyed].findIndex((digit) => question.terminators.includes(digit));
  if (early >= 0) return { digits: keyed.slice(0, early), terminator: keyed.charAt(early), ended: 'success' };
  let digits = keyed;
  let terminator = '';
  const take = (digit: string): boolean => {
    if (question.terminators.includes(digit)) terminator = digit;
    else digits += digit;
    return true;
  };
  while (digits.length < question.max) {
    const end = await mediaLoop(core, channel, { forMs: digits === '' ? question.timeoutMs : question.digitTimeoutMs, onDigit: take });
    if (end !== 'digit') return { digits, terminator, ended: end === 'elapsed' ? 'timeout' : 'failure' };
    if (terminator !== '') break;
  }
  return { digits, terminator, ended: 'success' };
}

/** One try: the prompt, then the wait (`switch_ivr_read`). Returns what was keyed. */
async function read(core: SwitchCore, channel: Channel, question: Question): Promise<string> {
  const { variables } = channel;
  variables.set('read_result', undefined);
  variables.set(question.variable, undefined);
  openMedia(core, channel);
  let digits = '';
  if (question.prompt !== '' && question.prompt !== 'silence') {
    const end = await playFile(core, channel, question.prompt, (digit) => { digits += digit; return true; });
    // Neither a hang-up during the prompt nor a file that is missing leaves a result (recorded: hangup_during_question, question_traps).
    if (end === 'not-found' || end === 'cut') return '';
  }
  let ended: Ended = 'success';
  if (digits.length < question.max) {
    const collected = await collect(core, channel, question, digits);
    ({ digits, ended } = collected);
    if (collected.terminator !== '') {
      variables.set('read_terminator_used', collected.terminator);
      // After a `+` it belongs to the answer.
      if (question.terminators.charAt(question.terminators.indexOf(collected.terminator) - 1) === '+') digits += collected.terminator;
    }
  }
  variables.set('read_result', digits.length < question.min ? 'failure' : ended);
  if (question.max === 1 && digits.length === 1 && question.terminators.includes(digits)) digits = '';
  if (digits !== '') variables.set(question.variable, digits);
  return digits;
}

/**
 * `play_and_get_digits`, with what it really answers (1.11.2): an invalid digit is a success without the variable (and with
 * VAR_invalid set); `#` alone, where one key is wanted, is a success without it over the prompt and a failure after it; fewer keys
 * than the most, and then no more, are a timeout with the variable; no key is a failure. The invalid prompt follows each try that
 * gave no valid answer, the last one too.
 */
export const playAndGetDigits: Application = async (core, channel, argument) => {
  const question = readQuestion(argument);
  if (question.pattern !== '' && question.variable !== '') channel.variables.set(`${question.variable}_invalid`, undefined);
  for (let left = question.tries; left > 0 && !channel.mustMove; left -= 1) {
    const digits = await read(core, channel, question);
    if (digits !== '' && (question.pattern === '' || new RegExp(question.pattern).test(digits))) return;
    if (channel.mustMove) return;
    if (digits !== '') {
      channel.variables.set(question.variable, undefined);
      channel.variables.set(`${question.variable}_invalid`, digits);
    }
    if (question.invalidPrompt !== '') await playFile(core, channel, question.invalidPrompt);
  }
};
