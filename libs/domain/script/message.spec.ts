import { menu, script } from './fixtures';
import { isMessage, leftUnheard, messageFile } from './message';

const asked = script({ ask: menu({ 1: 'leave' }), leave: { kind: 'voicemail', say: { en: 'leave.wav' }, longestSec: 30, next: 'bye' } });

describe('a message', () => {
  it.each([[0, false], [999, false], [1_000, true], [60_000, true]])('of %d ms is one: %s', (lengthMs, expected) => {
    expect(isMessage(lengthMs)).toBe(expected);
  });

  it('has a file for each time that one is asked for in a call', () => {
    expect([messageFile('a', 3), messageFile('a', 4)]).toEqual(['a-3.wav', 'a-4.wav']);
  });

  it.each<[string, string | null, number | null, boolean]>([
    ['where one was to be left', 'leave', 4_000, true], ['where one was to be left, and nobody spoke', 'leave', 400, false], ['before it was recorded', 'leave', null, false],
    ['where something else was asked', 'ask', 4_000, false], ['behind it', 'bye', 4_000, false], ['before it began', null, 4_000, false], ['in a node that is gone', 'gone', 4_000, false],
  ])('was left unheard by a call that ended %s', (_where, node, recordedMs, expected) => {
    expect(leftUnheard(asked, { node }, recordedMs)).toBe(expected);
  });
});
