/**
 * The forms of words that go with counts in a language, as CLDR has them: the compiler demands each wherever a count is
 * said. Throws where the categories are not exactly the language's.
 */
export function pluralsOf<const Category extends Intl.LDMLPluralRule>(language: string, categories: readonly Category[]): (count: number, forms: Readonly<Record<Category, string>>) => string {
  const rules = new Intl.PluralRules(language);
  const known = rules.resolvedOptions().pluralCategories;
  if (known.length !== categories.length || !categories.every((category) => known.includes(category))) throw new Error(`the plurals of ${language} are ${known.join(', ')}`);
  return (count, forms) => forms[rules.select(count) as Category]; // one of the language's, which were just compared
}
