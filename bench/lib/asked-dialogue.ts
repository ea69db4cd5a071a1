import { questionnaire, rating } from '@paceline/domain/survey/fixtures';
import type { Questionnaire } from '@paceline/domain/survey/questionnaire';
import type { DeclaredCallee } from '@paceline/simulator';

/** Each prompt of the dialogue, and behind its beginning the key that answers it: one, so that nothing more is waited for. */
export const PROMPT_MS = 4_000;
export const KEY_AFTER_MS = 4_500;
const YES = '1';
const SCORE = '4';
export const CONSENT = 'consent.wav';
export const GOODBYE = 'thanks.wav';
export const WAIT_MS = 5_000;

export const promptOf = (question: number): string => `q${question}.wav`;

/** Consent, and so many scores. */
export function dialogueOf(questions: number): Questionnaire {
  return questionnaire(Array.from({ length: questions }, (_, index) => rating(`q${index + 1}`)), { deliveries: ['keypad'], waitSec: WAIT_MS / 1_000 });
}

/** Whoever is called, at whatever number: answers everything, and stays until they are hung up on. */
export function calleesOf(questions: number): readonly DeclaredCallee[] {
  const presses = (to: string, digit: string) => ({ to, keys: [{ atMs: KEY_AFTER_MS, digit }] });
  const replies = [presses(CONSENT, YES), ...Array.from({ length: questions }, (_, index) => presses(promptOf(index + 1), SCORE))];
  return [{ number: /./, behaviour: { kind: 'answers', progress: 'ringing', ringMs: 200, farewell: { kind: 'never' }, replies } }];
}

export const numberOf = (index: number): string => `+1415556${String(index).padStart(4, '0')}`;
