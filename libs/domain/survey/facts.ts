import type { FactValue } from './condition';
import { isDay } from './day';
import type { Interview } from './interview';
import type { Fact, Questionnaire } from './questionnaire';

/**
 * What an interview knows of a person: what its questionnaire asks for, as far as it is what it should be. An anonymous one knows only
 * which of a few: a name or a day would lead to the person.
 */
export function factsOf({ facts, privacy }: Pick<Questionnaire, 'facts' | 'privacy'>, known: Readonly<Record<string, unknown>>): Interview['facts'] {
  const wanted = facts.filter(({ kind }) => privacy !== 'anonymous' || kind === 'one-of');
  return Object.fromEntries(wanted.flatMap((fact): (readonly [string, FactValue])[] => {
    const value = Object.hasOwn(known, fact.name) ? read(fact, known[fact.name]) : null;
    return value === null ? [] : [[fact.name, value]];
  }));
}

function read(fact: Fact, value: unknown): FactValue | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).trim();
  switch (fact.kind) {
    case 'text': return text === '' ? null : text;
    case 'number': return text !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
    case 'date': return isDay(text) ? text : null;
    case 'one-of': return fact.values.some(({ name }) => name === text) ? text : null;
  }
}
