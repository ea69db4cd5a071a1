import type { SpokenTexts } from '../piece';
import type { SpokenCatalogue } from './spoken-catalogue';
import { spokenWords } from './words';

const ONES = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen',
  'sixteen', 'seventeen', 'eighteen', 'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const ORDINALS = [
  'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth', 'thirteenth',
  'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth', 'twentieth',
];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const WORDS: SpokenTexts = {
  ...spokenWords(ONES, (index) => String(index)),
  ...spokenWords(TENS, (index) => String((index + 2) * 10)),
  ...spokenWords(ORDINALS, (index) => `${String(index + 1)}-th`), '30-th': { text: 'thirtieth' },
  ...spokenWords(MONTHS, (index) => `month-${String(index + 1)}`), oh: { text: 'oh' },
  hundred: { text: 'hundred' }, thousand: { text: 'thousand' },
  minute: { text: 'minute' }, minutes: { text: 'minutes' },
  plus: { text: 'plus' }, star: { text: 'star' }, hash: { text: 'hash' },
};

export const ENGLISH: SpokenCatalogue = {
  words: WORDS,
  sentences: {
    welcome: { text: 'Thank you for calling. Please stay on the line.' },
    'all-busy': { text: 'All our agents are speaking with other callers at the moment. Your call will be answered in turn.' },
    'still-waiting': { text: 'Thank you for waiting. You keep your place in line.' },
    position: { text: 'You are number {position} in line.' },
    'position-next': { text: 'You are next in line.' },
    'wait-under-minute': { text: 'The expected wait is less than a minute.' },
    'wait-minutes': { text: 'The expected wait is about {minutes}.' },
    'wait-over-hour': { text: 'The expected wait is more than an hour.' },
    connecting: { text: 'Thank you for waiting. You are now being connected.' },
    'key-language': { text: 'For English, press {key}.' },
    'key-callback': { text: 'To be called back without losing your place, press {key}.' },
    'key-voicemail': { text: 'To leave a message, press {key}.' },
    'key-other-queue': { text: 'To speak with another team, press {key}.' },
    'key-again': { text: 'To hear this again, press {key}.' },
    'key-number-right': { text: 'If this number is right, press {key}.' },
    'key-number-other': { text: 'To enter another number, press {key}.' },
    'callback-number': { text: 'We will call you back at this number: {number}.' },
    'callback-type': { text: 'Please enter the number at which we should call you, then press the hash key.' },
    'number-unreachable': { text: 'We cannot call that number.' },
    'callback-set': { text: 'Thank you. You keep your place in line, and we will call you when it is your turn. You may hang up now.' },
    'leave-message': { text: 'Please leave your message after the tone. When you have finished, press the hash key or hang up.' },
    'message-kept': { text: 'Thank you. Your message has been saved.' },
    closed: { text: 'We are closed at the moment. Please call again during our opening hours.' },
    'closed-emergency': { text: 'Because of an emergency we had to close. We are sorry. Please call again later.' },
    'who-called': { text: 'We called you from this number. To be called no more, press nine.' },
    'opted-out': { text: 'We will not call you any more. Goodbye.' },
    'invalid-key': { text: 'That key is not one of the choices.' },
    'no-input': { text: 'We did not receive a choice.' },
    'nobody-there': { text: 'We are sorry. Nobody can take your call at the moment. Please call again later.' },
    goodbye: { text: 'Thank you for calling. Goodbye.' },
  },
};
