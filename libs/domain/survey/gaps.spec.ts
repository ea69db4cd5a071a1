import { choice, date, offered, questionnaire, rating, spoken } from './fixtures';
import { spokenWords, writtenWords } from './gaps';
import type { Interview } from './interview';
import { beginning } from './step';

describe('gaps', () => {
  const product = { kind: 'one-of', name: 'product', values: [{ name: 'tea', agent: { en: 'the tea', fa: 'چای' }, keypad: { ...spoken('tea'), fa: [{ prompt: 'tea-fa.wav' }] } }] } as const;
  const known = questionnaire([date('visit'), rating('nps', 'nps'), choice('size', ['small'].map(offered))], {
    languages: ['en', 'fa'], facts: [product, { kind: 'text', name: 'name' }, { kind: 'date', name: 'since' }, { kind: 'number', name: 'orders' }],
  });
  const talk = (language: string, facts: Interview['facts'] = { product: 'tea', name: 'Ana', since: '2026-03-21', orders: 21 }): Interview =>
    ({ ...beginning('1', language, facts), answers: { visit: { kind: 'date', value: '2026-04-01' }, nps: { kind: 'number', value: 10 } } });

  it('are read in the language and its calendar', () => {
    const text = { en: '{name}, {product} since {since}: {orders}, {nps} on {visit}.', fa: '{product} {since}' };
    expect(writtenWords(known, talk('en'), text)).toBe('Ana, the tea since 2026-03-21: 21, 10 on 2026-04-01.');
    expect(writtenWords(known, talk('fa'), text)).toBe('چای 1405-01-01');
  });

  it('are left out where nothing is known, and take no word from an object', () => {
    expect(writtenWords(known, talk('en', {}), { en: 'Dear {name}, how is {product} now {constructor} ?' })).toBe('Dear, how is now?');
  });

  it('are said with the pieces of the language', () => {
    const parts = (gap: string): { readonly en: readonly { gap: string }[] } => ({ en: [{ gap }] });
    expect(spokenWords(known, talk('en'), parts('orders'))).toEqual(['say-en-20.wav', 'say-en-1.wav']);
    expect(spokenWords(known, talk('fa'), parts('since')).at(-1)).toMatch(/^say-fa-/);
    expect(spokenWords(known, talk('fa'), { fa: [{ prompt: 'x.wav' }, { gap: 'product' }, { gap: 'name' }] })).toEqual(['x.wav', 'tea-fa.wav']);
    expect(spokenWords(known, talk('en'), parts('key'), '3')).toEqual(['say-en-3.wav']);
    expect(spokenWords(known, talk('en', { orders: 2.5 }), parts('orders'))).toEqual([]);
  });

  it('of a choice read its words', () => {
    const interview: Interview = { ...talk('en'), answers: { size: { kind: 'choice', value: 'small' } } };
    expect(writtenWords(known, interview, { en: '{size}!' })).toBe('the small!');
  });
});
