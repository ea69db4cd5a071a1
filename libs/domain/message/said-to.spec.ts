import fc from 'fast-check';
import { filledFor, isPersonal, neededFields, sampleOf } from './personal-text';
import { isSameForAll, languageOf, saidTo, type CampaignMessages } from './said-to';

const MARA = { name: 'Mara Lind', fields: { Product: 'Solar roof', city: '  ', note: 'a <b>[[x]] {y}\u0007 z' } };

describe('a text with fields', () => {
  it.each<[string, string | null, string]>([
    ['Hello {name}, your {product} is there.', 'Hello Mara Lind, your Solar roof is there.', 'Hello name, your product is there.'],
    ['Hello {name|dear customer} of {city|your town}.', 'Hello Mara Lind of your town.', 'Hello dear customer of your town.'],
    ['Hello {surname|}, good day.', 'Hello, good day.', 'Hello, good day.'],
    ['In {city} it rains.', null, 'In city it rains.'],
    ['Note: {note}', 'Note: a b x y z', 'Note: note'],
    ['No gap at all.', 'No gap at all.', 'No gap at all.'],
  ])('%s', (text, said, sample) => {
    expect(filledFor(MARA, text)).toEqual(said === null ? { missing: 'city' } : { text: said });
    expect(sampleOf(text)).toBe(sample);
  });

  it('names the fields without which nobody is called', () => {
    expect(neededFields('{name} {city|there} { product }')).toEqual(['name', 'product']);
    expect([isPersonal('{a|b}'), isPersonal('a|b')]).toEqual([true, false]);
  });

  it('takes the list\'s own column before the contact\'s name, and no more of one than a name is long', () => {
    expect(filledFor({ name: 'M. Lind', fields: { Name: 'Mara' } }, '{name}')).toEqual({ text: 'Mara' });
    expect(filledFor({ name: 'x'.repeat(500), fields: {} }, '{name}')).toEqual({ text: 'x'.repeat(200) });
  });

  it('says nothing from a list that a program could take for an order', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => {
      const filled = filledFor({ name, fields: {} }, 'Hello {name|you}!');
      expect('text' in filled && /^Hello [^<>[\]{}\p{Cc}]*!$/u.test(filled.text)).toBe(true);
    }));
  });
});

describe('the language of a contact', () => {
  it.each<[string | undefined, readonly string[], string | null]>([
    ['fa', ['en', 'fa'], 'fa'], ['FA-ir', ['en', 'fa'], 'fa'], ['zh_Hant', ['zh-Hans', 'zh-Hant'], 'zh-Hant'], ['zh', ['en', 'zh-Hant'], 'zh-Hant'], ['de', ['en', 'fa'], 'en'], ['', ['en', 'fa'], 'en'],
    [undefined, ['fa', 'en'], 'fa'], ['en', [], null],
  ])('%s, of %j: %s', (language, languages, expected) => {
    expect(languageOf({ fields: language === undefined ? {} : { ' Language': language } }, languages)).toBe(expected);
  });
});

describe('what a campaign says to a contact', () => {
  const messages: CampaignMessages = {
    languages: ['en', 'fa'], said: [{ en: ['hello-en.wav'], fa: ['hello-fa.wav'] }, { en: ['bye.wav'] }],
    texts: new Map([
      ['hello-en.wav', { text: 'Hello {name}, this is about {product}.', language: 'en' }], ['hello-fa.wav', { text: 'سلام {name}.', language: 'fa' }], ['bye.wav', { text: 'Bye {name|you}.', language: 'en' }],
      ['other.wav', { text: '{nothing}', language: 'en' }],
    ]),
  };

  it('is in their language, and lacks nothing that another language needs', () => {
    expect(saidTo(messages, { name: 'Sara', fields: { language: 'fa' } })).toEqual({
      language: 'fa', texts: new Map([['hello-fa.wav', { text: 'سلام Sara.', language: 'fa' }], ['bye.wav', { text: 'Bye Sara.', language: 'en' }]]),
    });
    expect(saidTo(messages, { name: 'Sara', fields: {} })).toEqual({ missing: 'product' });
  });

  it('is the same for all where nothing depends on them', () => {
    const same: CampaignMessages = { languages: ['en'], said: [{ en: ['a.wav', 'b.wav'] }], texts: new Map([['a.wav', { text: 'Hello.', language: 'en' }], ['c.wav', { text: '{name}', language: 'en' }]]) };
    expect([isSameForAll(same), isSameForAll({ ...same, languages: ['en', 'fa'] }), isSameForAll({ ...same, said: [{ en: ['c.wav'] }] })]).toEqual([true, false, false]);
  });
});
