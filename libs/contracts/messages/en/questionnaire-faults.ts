import type { Place, QuestionnaireFaults, Speaker, WordsField } from '@paceline/domain/survey/fault';
import type { AgentRefusals } from '@paceline/domain/survey/agent';
import type { Sentences } from '../message';

/** Why a questionnaire is not published. */
export const questionnaireFaults: Sentences<QuestionnaireFaults> = {
  'no-question': () => 'It asks nothing.',
  'no-delivery': () => 'It is put neither by keys nor by an agent: choose how.',
  'same-name': ({ name }) => `Two of its questions or facts are called “${name}”.`,
  'same-choice': ({ question, choice }) => `“${question}” has the choice “${choice}” twice.`,
  'same-quota': ({ quota }) => `Two quotas are called “${quota}”.`,
  'no-choice': ({ question }) => `“${question}” has nothing to choose.`,
  'too-many-choices': ({ question, choices, most }) => `“${question}” has ${String(choices)} choices, and there are keys for ${String(most)}.`,
  'empty-range': ({ question }) => `Nothing answers “${question}”: its range is empty.`,
  'range-beyond-keys': ({ question, least, most }) => `“${question}” goes from ${String(least)} to ${String(most)}, which cannot be keyed.`,
  'voice-in-anonymous': ({ question }) => `“${question}” records a voice, by which a person is known: an anonymous questionnaire records none.`,
  'fact-in-anonymous': ({ fact }) => `“${fact}” could lead to the person: an anonymous questionnaire knows only which of a few.`,
  'branch-leads-nowhere': ({ question, branch, to }) => `The ${branchOf(question, branch)} leads to “${to}”, which is not there.`,
  'endless-loop': ({ questions }) => `These would be asked round and round: ${questions.map((name) => `“${name}”`).join(', then ')}.`,
  'never-asked': ({ question }) => `Nobody comes to “${question}”.`,
  'never-taken': ({ question, branch }) => `Nobody takes the ${branchOf(question, branch)}.`,
  'unknown-question': ({ at, question }) => `${placeOf(at)} asks after “${question}”, which is no question.`,
  'unknown-fact': ({ at, fact }) => `${placeOf(at)} asks after “${fact}”, which is not among its facts.`,
  'asks-ahead': ({ at, question }) => `${placeOf(at)} asks after “${question}”, which is put only behind it.`,
  'impossible-condition': ({ at, of }) => `${placeOf(at)} wants something of “${of}” that it never is.`,
  'too-intricate': () => 'It has more ways than can be gone through: ask after fewer answers together.',
  'quota-without-question': ({ quota, question }) => `The quota “${quota}” asks after “${question}”, which is no question.`,
  'quota-of-nobody': ({ quota }) => `Nobody is counted in the quota “${quota}”.`,
  'rotation-of-one': ({ rotation }) => `${rotationOf(rotation)} has nothing to rotate with.`,
  'rotation-of-unknown': ({ rotation, question }) => `${rotationOf(rotation)} names “${question}”, which is no question.`,
  'rotation-apart': ({ rotation }) => `${rotationOf(rotation)} has questions that do not follow each other, or that are in two rotations.`,
  'hangs-on-rotated': ({ question, on }) => `“${question}” asks after “${on}”, and rotates with it: it may come first.`,
  'branch-out-of-rotation': ({ question, branch }) => `The ${branchOf(question, branch)} leads out of a rotation: who takes it would miss some of it by chance.`,
  'branch-into-rotation': ({ question, branch, to }) => `The ${branchOf(question, branch)} leads to “${to}”, into the middle of a rotation.`,
  'not-said-in': ({ of, field, language }) => `${speakerOf(of)} ${verbOf(of)} nothing in ${language} (${FIELDS[field]}).`,
  'said-in-unspoken': ({ of, field, language }) => `${speakerOf(of)} ${verbOf(of)} something in ${language} (${FIELDS[field]}), which is none of its languages.`,
  'unknown-prompt': ({ of, prompt }) => `${speakerOf(of)} ${of.kind === 'closing' ? 'play' : 'plays'} ${prompt}, which is not there: upload it first.`,
  'prompt-of-contacts': ({ of, prompt }) => `${speakerOf(of)} ${of.kind === 'closing' ? 'play' : 'plays'} ${prompt}, which says something of a contact that may not be known: write what is said otherwise into it, such as {name|…}.`,
  'unknown-gap': ({ of, field, gap }) => `${speakerOf(of)} (${FIELDS[field]}): nothing fills {${gap}}.`,
  'gap-ahead': ({ of, field, gap }) => `${speakerOf(of)} (${FIELDS[field]}): {${gap}} is answered only behind it.`,
  'gap-without-words': ({ of, field, gap, language }) => `${speakerOf(of)} (${FIELDS[field]}): there are no words for {${gap}} in ${language}.`,
  'rotated-choice-unsaid': ({ question, choice, language }) =>
    `“${question}” rotates its choices: “${choice}” is to say its own key in ${language} by the gap “key”.`,
};

/** Why something that an agent does in an interview is not done. */
export const agentRefusals: Sentences<AgentRefusals> = {
  'not-put': ({ question }) => `“${question}” is not put now, and was not answered before.`,
  'no-such-answer': ({ question, keys }) => `“${keys}” is no answer to “${question}”.`,
  'comment-empty': ({ question }) => `Nothing is written for “${question}”: skip it instead.`,
  'comment-too-long': ({ question, most }) => `What is written for “${question}” has more than ${String(most)} characters.`,
  'must-be-answered': ({ question }) => `“${question}” cannot be skipped.`,
  'not-now': () => 'That cannot be done now: look at what the interview waits for.',
};

const FIELDS: Readonly<Record<WordsField, string>> = {
  agent: 'for the screen', ask: 'spoken', again: 'spoken the second time', range: 'spoken the third time', keypad: 'spoken',
};

const branchOf = (question: string, branch: number): string => `branch ${String(branch + 1)} of “${question}”`;
const rotationOf = (rotation: number): string => `Rotation ${String(rotation + 1)}`;
const verbOf = ({ kind }: Speaker): string => kind === 'closing' ? 'say' : 'says';

function placeOf(at: Place): string {
  switch (at.kind) {
    case 'ask-if': return `The condition of “${at.question}”`;
    case 'branch': return `The ${branchOf(at.question, at.branch)}`;
    case 'quota': return `The quota “${at.quota}”`;
  }
}

function speakerOf(of: Speaker): string {
  switch (of.kind) {
    case 'consent': return 'The request for consent';
    case 'question': return `“${of.question}”`;
    case 'choice': return `The choice “${of.choice}” of “${of.question}”`;
    case 'closing': return `The last words (${of.closing})`;
    case 'fact': return `“${of.value}” of “${of.fact}”`;
  }
}
