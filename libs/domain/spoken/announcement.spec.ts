import { announcementPrompts, saidPrompts } from './announcement';
import { spokenFiles } from './file';
import { SPOKEN_LANGUAGES } from './language';

describe('an announcement to somebody who waits', () => {
  it('tells the place, the wait, then the keys in the order of a phone', () => {
    expect(announcementPrompts('en', { position: 3, expectedWaitSec: 250, keys: { 2: 'voicemail', 1: 'callback', '#': 'queue' } }).join(' ')).toBe([
      'say-en-position.1.wav say-en-3.wav say-en-position.2.wav', 'say-en-wait-minutes.1.wav say-en-5.wav say-en-minutes.wav',
      'say-en-key-callback.1.wav say-en-1.wav', 'say-en-key-voicemail.1.wav say-en-2.wav', 'say-en-key-other-queue.1.wav say-en-hash.wav',
    ].join(' '));
  });

  it('of neither place nor wait says that the place is kept', () => {
    expect(announcementPrompts('fa', { position: null, expectedWaitSec: null, keys: {} })).toEqual(['say-fa-still-waiting.wav']);
  });

  it('has a file for each prompt, in every language', () => {
    const files = new Set(spokenFiles());
    for (const language of SPOKEN_LANGUAGES) {
      const prompts = [
        ...announcementPrompts(language, { position: 1, expectedWaitSec: 7200, keys: { '*': 'callback' } }),
        ...saidPrompts(language, { id: 'callback-number', number: '+989121234567' }),
      ];
      expect(prompts.filter((prompt) => !files.has(prompt))).toEqual([]);
    }
  });

  it('refuses a place that nobody has, and a time that is none', () => {
    expect(() => announcementPrompts('en', { position: 0, expectedWaitSec: null, keys: {} })).toThrow(RangeError);
    expect(() => announcementPrompts('en', { position: null, expectedWaitSec: -1, keys: {} })).toThrow(RangeError);
  });
});
