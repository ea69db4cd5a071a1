import { agentStep, sheetOf, type AgentCommand } from './agent';
import { answered, choice, comment, from, option, questionnaire, rating, words, yesNo } from './fixtures';
import type { Interview } from './interview';
import type { Questionnaire } from './questionnaire';
import { beginning } from './step';

const of: Questionnaire = questionnaire([
  choice('size', ['small', 'large'].map(option)),
  { ...rating('fits', 'csat', { isOptional: true }), words: { ...words('fits'), agent: { en: 'Does {size} fit, {name}?' } } },
  comment('why', { askIf: answered('fits', from(null, 2)) }), yesNo('again'),
], { facts: [{ kind: 'text', name: 'name' }] });

function after(...commands: readonly AgentCommand[]): { readonly interview: Interview; readonly last: ReturnType<typeof agentStep> | null } {
  let interview = beginning('interview 1', 'en', { name: 'Ana' });
  let last: ReturnType<typeof agentStep> | null = null;
  for (const command of commands) {
    last = agentStep(of, interview, command);
    if (last.kind === 'done') interview = last.step.interview;
  }
  return { interview, last };
}

const typed = (question: string, keys: string): AgentCommand => ({ kind: 'typed', question, keys });
const agreed: readonly AgentCommand[] = [{ kind: 'begun' }, { kind: 'consented' }];

describe('an agent', () => {
  it('types the keys of an answer, each kept by itself, and writes what is said', () => {
    const { interview } = after(...agreed, typed('size', '2'), typed('fits', '2#'), { kind: 'written', question: 'why', text: ' Too tight. ' }, typed('again', '1'));
    expect(interview.answers).toEqual({ size: { kind: 'choice', value: 'large' }, fits: { kind: 'number', value: 2 }, why: { kind: 'written', text: 'Too tight.' }, again: { kind: 'yes-no', value: true } });
    expect(interview.ending).toEqual({ result: 'complete' });
  });

  it('corrects what was typed before, also when all is said', () => {
    const done = [...agreed, typed('size', '2'), typed('fits', '2'), { kind: 'written', question: 'why', text: 'Tight' } as const, typed('again', '1')];
    expect(after(...done, typed('fits', '5')).interview).toMatchObject({ ending: { result: 'complete' }, answers: { fits: { value: 5 }, again: { value: true } } });
    expect(Object.keys(after(...done, typed('fits', '5')).interview.answers)).not.toContain('why');
    expect(after(...done, { kind: 'skipped', question: 'fits' }).interview.answers['fits']).toEqual({ kind: 'none' });
  });

  it.each<[readonly AgentCommand[], object]>([
    [[typed('size', '1')], { code: 'not-put', params: { question: 'size' } }],
    [[...agreed, typed('again', '1')], { code: 'not-put', params: { question: 'again' } }],
    [[...agreed, typed('constructor', '1')], { code: 'not-put', params: { question: 'constructor' } }],
    [[...agreed, typed('size', '3')], { code: 'no-such-answer', params: { question: 'size', keys: '3' } }],
    [[...agreed, { kind: 'written', question: 'size', text: 'big' }], { code: 'no-such-answer', params: { question: 'size', keys: 'big' } }],
    [[...agreed, { kind: 'skipped', question: 'size' }], { code: 'must-be-answered', params: { question: 'size' } }],
    [[...agreed, typed('size', '1'), typed('fits', '1'), { kind: 'written', question: 'why', text: ' ' }], { code: 'comment-empty', params: { question: 'why' } }],
    [[...agreed, typed('size', '1'), typed('fits', '1'), { kind: 'written', question: 'why', text: 'x'.repeat(4_001) }], { code: 'comment-too-long', params: { question: 'why', most: 4_000 } }],
    [[...agreed, { kind: 'consented' }], { code: 'not-now', params: { command: 'consented' } }],
    [[{ kind: 'begun' }, { kind: 'refused' }, { kind: 'taken-up' }], { code: 'not-now', params: { command: 'taken-up' } }],
  ])('is told why %j is not done', (commands, refusal) => {
    expect(after(...commands).last).toEqual({ kind: 'refused', refusal });
  });

  it('goes on in a callback where it was put off', () => {
    const { interview } = after(...agreed, typed('size', '1'), { kind: 'stopped', because: 'put-off' }, { kind: 'taken-up' }, { kind: 'consented' });
    expect(sheetOf(of, interview).lines.map(({ question }) => question)).toEqual(['size', 'fits']);
  });

  it('has before them what was said, and what is put now with its keys', () => {
    expect(sheetOf(of, after({ kind: 'begun' }).interview)).toEqual({ text: 'consent?', lines: [] });
    const { text, lines } = sheetOf(of, after(...agreed, typed('size', '2')).interview);
    expect([text, lines.length]).toEqual([null, 2]);
    expect(lines[0]).toEqual({ question: 'size', text: 'size?', isOptional: false, given: { kind: 'choice', value: 'large' }, keys: '2', choices: [{ key: '1', text: 'the small' }, { key: '2', text: 'the large' }] });
    expect(lines[1]).toMatchObject({ text: 'Does the large fit, Ana?', given: null, keys: null });
    expect(sheetOf(of, after({ kind: 'begun' }, { kind: 'refused' }).interview).text).toBe('bye.');
  });
});
