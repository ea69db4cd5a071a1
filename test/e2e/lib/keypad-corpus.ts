import type { Interview } from '@paceline/domain/survey/interview';
import type { Questionnaire, QuestionWords, Spoken } from '@paceline/domain/survey/questionnaire';
import type { Reply } from '@paceline/simulator';

const spoken = (name: string): Spoken => ({ en: [{ prompt: `${name}.wav` }] });
const words = (name: string): QuestionWords => ({ agent: { en: `${name}?` }, keypad: { ask: spoken(name), again: spoken(`${name}-short`), range: spoken(`${name}-range`) } });
const closing = (name: string): Questionnaire['closings']['complete'] => ({ agent: { en: name }, keypad: spoken(name) });
const common = (name: string, isOptional = false) => ({ name, isOptional, askIf: null, branches: [], words: words(name) }) as const;
const option = (name: string) => ({ name, agent: { en: name }, keypad: {} });

/** What all of them are asked. */
export const CORPUS: Questionnaire = {
  languages: ['en'], deliveries: ['keypad'], privacy: 'named', facts: [], rotations: [], quotas: [], waitSec: 2, consent: words('consent'),
  questions: [
    { kind: 'nps', ...common('nps') }, { kind: 'csat', ...common('service', true) },
    { kind: 'choice', ...common('size'), choices: ['small', 'middle', 'large'].map(option), isRotated: false }, { kind: 'yes-no', ...common('again') },
    { kind: 'comment', ...common('said', true), longestSec: 4 },
  ],
  closings: { complete: closing('thanks'), partial: closing('sorry'), screened: closing('not-you'), 'quota-full': closing('enough'), refused: closing('bye') },
};
/** So long each of its prompts is. */
export const PROMPT_MS = 1_400;

type Step = 'consent' | 'nps' | 'service' | 'size' | 'again' | 'said';
const STEPS: readonly Step[] = ['consent', 'nps', 'service', 'size', 'again', 'said'];

/** What was recorded of one: of a comment that there is one. */
export interface Recorded { readonly result: string; readonly answers: Readonly<Record<string, number | string | boolean>> }

export interface Behaviour {
  readonly name: string;
  readonly replies: readonly Reply[];
  readonly recorded: Recorded;
  /** One of those that are played on a real switch, too. */
  readonly onSwitch: boolean;
}

/** Behind the prompt, when a key counts and before the wait is over. */
const AFTER_MS = 1_700;
/** Over the prompt, when a key counts already; later, when the one that ended the answer before does as well. */
const OVER_MS = 850;
const OVER_LATER_MS = 1_150;
/** Since a comment's prompt began: its beep has been heard, and this long was spoken. */
const SPEECH_FROM_MS = PROMPT_MS + 400 + 400;

/** Keys one after the other, the first so long after the prompt began. */
const keys = (to: string, digits: string, { fromMs = AFTER_MS, everyMs = 300 } = {}): Reply =>
  ({ to: `${to}.wav`, keys: [...digits].map((digit, nth) => ({ atMs: fromMs + nth * everyMs, digit })) });
const over = (to: string, digits: string): Reply => keys(to, digits, { fromMs: OVER_MS });
const twice = (to: string, digit: string, everyMs: number): Reply => keys(to, `${digit}${digit}`, { everyMs });
const silent = (to: string): Reply => ({ to: `${to}.wav` });
const leaves = (to: string, hangsUpAtMs = AFTER_MS): Reply => ({ to: `${to}.wav`, hangsUpAtMs });
const thrice = (reply: Reply): readonly Reply[] => [reply, reply, reply];
const speaks = (ms: number, digit = '#'): Reply => ({ to: 'said.wav', keys: [{ atMs: SPEECH_FROM_MS + ms, digit }] });

/** Asked the same once more, since a key was pressed twice, they answer once more. */
const USUAL: Readonly<Record<Step, readonly Reply[]>> = {
  consent: [keys('consent', '1')], nps: thrice(keys('nps', '9#')), service: thrice(keys('service', '4')), size: thrice(keys('size', '2')), again: thrice(keys('again', '1')),
  said: [speaks(1_600)],
};
const USUALLY: Recorded['answers'] = { nps: 9, service: 4, size: 'middle', again: true, said: 'recorded' };

type Told = readonly [name: string, replies: Partial<Record<Step, readonly Reply[]>>, answers?: Recorded['answers'], onSwitch?: 'on a real switch'];

/** Who goes on to the end, and what they said otherwise than most. */
const complete = ([name, replies, answers = {}, onSwitch]: Told): Behaviour => ({
  name, replies: STEPS.flatMap((step) => replies[step] ?? USUAL[step]), recorded: { result: 'complete', answers: { ...USUALLY, ...answers } }, onSwitch: onSwitch !== undefined,
});
/** Who ends at this step. */
const ends = (name: string, result: string, at: Step, last: readonly Reply[], onSwitch?: 'on a real switch'): Behaviour => ({
  name, replies: [...STEPS.slice(0, STEPS.indexOf(at)).flatMap((step) => USUAL[step]), ...last],
  recorded: { result, answers: Object.fromEntries(Object.entries(USUALLY).filter(([step]) => STEPS.findIndex((one) => one === step) < STEPS.indexOf(at))) }, onSwitch: onSwitch !== undefined,
});
const onSwitch = 'on a real switch';

export const BEHAVIOURS: readonly Behaviour[] = [
  ...([
    ['answers as most do', {}, {}, onSwitch],
    ['keys over each prompt', { consent: [over('consent', '1')], nps: [over('nps', '9#')], service: [over('service', '4')], size: [over('size', '2')], again: [over('again', '1')] }, {}, onSwitch],
    ['keys # first, then yes', { consent: [keys('consent', '#'), keys('consent-short', '1')] }, {}, onSwitch],
    ['keys * first, then yes', { consent: [keys('consent', '*'), keys('consent-short', '1')] }],
    ['is silent first, then says yes', { consent: [silent('consent'), keys('consent-short', '1')] }, {}, onSwitch],
    ['keys what is no answer twice, then yes', { consent: [keys('consent', '7'), keys('consent-short', '0'), keys('consent-range', '1')] }],
    ['keys yes twice in a row', { consent: [twice('consent', '1', 150)] }, {}, onSwitch],
    ['keys yes twice, the second half a second later', { consent: [twice('consent', '1', 540)] }],
    ...[0, 2, 3, 4, 5, 6, 7, 8].map((nps): Told => [`scores ${nps}`, { nps: [keys('nps', String(nps))] }, { nps }]),
    ['scores ten in one go', { nps: [keys('nps', '10')] }, { nps: 10 }, onSwitch],
    ['scores ten over the prompt', { nps: [keys('nps', '10', { fromMs: OVER_LATER_MS, everyMs: 100 })] }, { nps: 10 }],
    ['scores ten with a second between the keys', { nps: [keys('nps', '10', { everyMs: 1_000 })] }, { nps: 10 }],
    ['scores ten so slowly that the switch gave up waiting', { nps: [keys('nps', '10', { everyMs: 3_800 })] }, { nps: 10 }, onSwitch],
    ['scores one and waits', { nps: [keys('nps', '1')] }, { nps: 1 }, onSwitch],
    ['scores one and closes it with #', { nps: [keys('nps', '1#')] }, { nps: 1 }, onSwitch],
    ['scores ten and closes it with #', { nps: [keys('nps', '10#')] }, { nps: 10 }],
    ['scores eleven, which is no score, then seven', { nps: [keys('nps', '11'), keys('nps-short', '7')] }, { nps: 7 }, onSwitch],
    ['keys a * in it, then seven', { nps: [keys('nps', '1*'), keys('nps-short', '7')] }, { nps: 7 }],
    ['keys # for a score, then seven', { nps: [keys('nps', '#'), keys('nps-short', '7')] }, { nps: 7 }, onSwitch],
    ['says nothing to the score, then seven', { nps: [silent('nps'), keys('nps-short', '7')] }, { nps: 7 }],
    ['says nothing, then something wrong, then seven', { nps: [silent('nps'), keys('nps-short', '12'), keys('nps-range', '7')] }, { nps: 7 }],
    ['keys nine twice where two keys may come, and is asked again', { nps: [twice('nps', '9', 150), keys('nps-short', '9')] }],
    ['keys zero and nine', { nps: [keys('nps', '09'), keys('nps-short', '9')] }],
    ['keys a score twice in a row', { service: [twice('service', '2', 150)] }, { service: 2 }, onSwitch],
    ['keys a score twice, half a second apart', { service: [twice('service', '2', 540)] }, { service: 2 }],
    ['keys a score three times in a row', { service: [keys('service', '555', { everyMs: 120 })] }, { service: 5 }],
    ['means the same key twice', { service: [keys('service', '2')], size: [keys('size', '2')] }, { service: 2 }, onSwitch],
    ['leaves out the optional score by saying nothing', { service: [silent('service'), silent('service-short'), silent('service-range')] }, { service: 'none' }, onSwitch],
    ['leaves it out by three wrong keys', { service: [keys('service', '0'), keys('service-short', '9'), keys('service-range', '*')] }, { service: 'none' }],
    ['keys zero, which is no score there, then five', { service: [keys('service', '0'), keys('service-short', '5')] }, { service: 5 }],
    ['chooses the first', { size: [keys('size', '1')] }, { size: 'small' }],
    ['chooses the last', { size: [keys('size', '3')] }, { size: 'large' }],
    ['chooses what there is not, then the second', { size: [keys('size', '4'), keys('size-short', '2')] }],
    ['says no at the end', { again: [keys('again', '2')] }, { again: false }, onSwitch],
    ['says nothing in the comment', { said: [{ to: 'said.wav', keys: [{ atMs: SPEECH_FROM_MS + 100, digit: '#' }] }] }, { said: 'none' }],
    ['speaks until the time is up', { said: [silent('said')] }, {}, onSwitch],
    ['keys a 5 into the comment, which does not end it', { said: [{ to: 'said.wav', keys: [{ atMs: SPEECH_FROM_MS + 300, digit: '5' }, { atMs: SPEECH_FROM_MS + 2_000, digit: '#' }] }] }],
    ['hangs up in the comment', { said: [leaves('said', SPEECH_FROM_MS + 2_000)] }, {}, onSwitch],
  ] satisfies readonly Told[]).map(complete),
  ends('says no', 'refused', 'consent', [keys('consent', '2')], onSwitch),
  ends('says no the second time', 'refused', 'consent', [silent('consent'), keys('consent-short', '2')]),
  ends('is a machine that says nothing', 'no-response', 'consent', [silent('consent'), silent('consent-short'), silent('consent-range')], onSwitch),
  ends('is a fax that hangs up', 'no-response', 'consent', [leaves('consent', 2_500)]),
  ends('keys three times what is no answer to consent', 'no-response', 'consent', [keys('consent', '5'), keys('consent-short', '6'), keys('consent-range', '#')]),
  ends('hangs up in the first words', 'no-response', 'consent', [leaves('consent', 200)]),
  ends('hangs up when asked for consent again', 'no-response', 'consent', [silent('consent'), leaves('consent-short')]),
  ends('hangs up at the score', 'partial, hung-up', 'nps', [leaves('nps')], onSwitch),
  ends('hangs up behind the one of a ten', 'partial, hung-up', 'nps', [{ ...keys('nps', '1'), hangsUpAtMs: AFTER_MS + 1_000 }]),
  ends('says nothing to the score', 'partial, given-up', 'nps', [silent('nps'), silent('nps-short'), silent('nps-range')]),
  ends('keys three times what is no score', 'partial, given-up', 'nps', [keys('nps', '11'), keys('nps-short', '*#'), keys('nps-range', '99')]),
  ends('hangs up at the second score', 'partial, hung-up', 'service', [leaves('service')]),
  ends('hangs up at the choice', 'partial, hung-up', 'size', [leaves('size')]),
  ends('hangs up when asked for the choice again', 'partial, hung-up', 'size', [keys('size', '9'), leaves('size-short')]),
  ends('hangs up at the last question', 'partial, hung-up', 'again', [leaves('again')]),
  ends('keys three times what is neither yes nor no', 'partial, given-up', 'again', [keys('again', '5'), keys('again-short', '3'), keys('again-range', '0')]),
  ends('hangs up before the beep', 'partial, hung-up', 'said', [leaves('said', 300)]),
];

/** One of many who answer all of it, each otherwise, as often as they are asked. */
export function answering(nth: number): Pick<Behaviour, 'replies' | 'recorded'> {
  const [nps, service, size, again] = [nth % 11, 1 + nth % 5, nth % 3, nth % 2 === 0];
  const replies = [keys('consent', '1'), keys('nps', `${String(nps)}#`), keys('service', String(service)), keys('size', String(size + 1)), keys('again', again ? '1' : '2'), speaks(1_600)];
  const answers = { nps, service, size: ['small', 'middle', 'large'][size] ?? '', again, said: 'recorded' };
  return { replies: replies.flatMap(thrice), recorded: { result: 'complete', answers } };
}

/** An interview as it was kept, to be compared. */
export function recordedOf({ ending, answers }: Pick<Interview, 'ending' | 'answers'>): Recorded {
  const result = ending === null ? 'open' : 'because' in ending ? `${ending.result}, ${ending.because}` : ending.result;
  return {
    result,
    answers: Object.fromEntries(Object.entries(answers).map(([question, given]) => [question, 'value' in given && !Array.isArray(given.value) ? given.value : given.kind])) as Recorded['answers'], // of several, none is asked
  };
}
