import type { SpokenLanguage } from '../language';
import type { Piece, SpokenText } from '../piece';
import type { SentenceId } from '../sentences';
import { ARABIC } from './arabic';
import { CHINESE_MAINLAND } from './chinese-mainland';
import { CHINESE_TAIWAN } from './chinese-taiwan';
import { ENGLISH } from './english';
import { FILIPINO } from './filipino';
import { partsOf } from './parts';
import { PERSIAN } from './persian';
import type { SpokenCatalogue } from './spoken-catalogue';

export const CATALOGUES: Readonly<Record<SpokenLanguage, SpokenCatalogue>> = {
  en: ENGLISH, fa: PERSIAN, ar: ARABIC, 'zh-Hans': CHINESE_MAINLAND, 'zh-Hant': CHINESE_TAIWAN, fil: FILIPINO,
};

/** Nothing is said: the time between the groups of a phone number. */
export const PAUSE = 'pause';

function setOf({ sentences, words }: SpokenCatalogue): ReadonlyMap<Piece, SpokenText> {
  // The keys are those of the type: an object literal of a closed record.
  const ids = Object.keys(sentences) as SentenceId[];
  return new Map([...ids.flatMap((id) => partsOf(id, sentences[id])), ...Object.entries(words), [PAUSE, { text: '' }]]);
}

const SETS: Readonly<Record<SpokenLanguage, ReadonlyMap<Piece, SpokenText>>> = {
  en: setOf(ENGLISH), fa: setOf(PERSIAN), ar: setOf(ARABIC), 'zh-Hans': setOf(CHINESE_MAINLAND), 'zh-Hant': setOf(CHINESE_TAIWAN), fil: setOf(FILIPINO),
};

/** Every piece that a language is spoken with, by name: one recorded file each. */
export function piecesOf(language: SpokenLanguage): ReadonlyMap<Piece, SpokenText> {
  return SETS[language];
}
