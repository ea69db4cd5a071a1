import { KEYS, promptOf, type Key, type Language, type LanguageNode, type MenuNode, type Say, type Script } from './script';

/** Keys that are an answer. */
export function answersOf({ choices }: MenuNode | LanguageNode): readonly Key[] {
  return KEYS.filter((key) => choices[key] !== undefined);
}

/** None, when there is nothing to say. */
export function promptsOf(script: Script, say: Say | null, language: Language): readonly string[] {
  const prompt = promptOf(script, say, language);
  return prompt === null ? [] : [prompt];
}

/**
 * What is heard of a question.
 * @param tries used up before this one
 * @param wasWrong a key that is no answer was the last
 */
export function questionOf(script: Script, node: MenuNode | LanguageNode, language: Language, tries: number, wasWrong: boolean): readonly string[] {
  if (node.kind === 'language') return [...new Set(script.languages.flatMap((spoken) => Object.hasOwn(node.say, spoken) ? node.say[spoken] ?? [] : []))];
  return [...promptsOf(script, wasWrong ? node.wrong : null, language), ...promptsOf(script, tries > 0 ? node.again ?? node.say : node.say, language)];
}
