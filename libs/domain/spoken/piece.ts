/** The name of one recorded piece in a language's set: letters, digits, dots and dashes. Its file is named so. */
export type Piece = string;

/** One recorded piece. */
export interface SpokenText {
  /** As people read it. */
  readonly text: string;
  /** As a synthesizer must be given it, where that is another: vowelled Arabic, pinyin, accented Filipino. */
  readonly say?: string;
  /** Written together with what follows. */
  readonly joined?: true;
}
export type SpokenTexts = Readonly<Record<Piece, SpokenText>>;
