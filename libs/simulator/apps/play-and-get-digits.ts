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

/** One try: the prompt, then the wait for what is still missing (`switch_ivr_read`). Returns what was keyed. */
async function read(core: SwitchCore, channel: Channel, question: Question): Promise<string> {
  let digits = '';
  let terminated = false;
  const take = (digit: string): boolean => {
    if (question.terminators.includes(digit)) {
      terminated = true;
      channel.variables.set('read_terminator_used', digit);
      return true;
    }
    digits += digit;
    return true;
  };
  channel.variables.set('read_result', undefined);
  channel.variables.set(question.variable, undefined);
  if (question.prompt !== '' && question.prompt !== 'silence') await playFile(core, channel, question.prompt, take);
  // A hang-up during the prompt leaves no read_result at all (recorded: hangup_during_question).
  if (channel.isDown) return '';
  while (!terminated && digits.length < question.max && !channel.mustMove) {
    const end = await mediaLoop(core, channel, { forMs: digits === '' ? question.timeoutMs : question.digitTimeoutMs, onDigit: take });
    if (end !== 'digit') break;
  }
  const enough = digits.length >= question.min && digits.length > 0;
  channel.variables.set('read_result', terminated || enough ? 'success' : 'failure');
  channel.variables.set(question.variable, digits);
  return digits;
}

/**
 * `play_and_get_digits`, with what it really answers: an invalid digit is a success without the variable (and
 * with VAR_invalid set), `#` alone is a success without it, no input a failure. The invalid prompt follows each
 * try that gave no valid answer, the last one too.
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
