/** So many different numbers that a trunk does not know, and none that it does, are no accident. */
export const NUMBERS_TO_DOUBT = 5;

/**
 * Whether a trunk wants its numbers written otherwise. A list has wrong numbers here and there; a trunk that has never carried
 * a call and calls every number unknown (404, 484) does not understand how they are written: these calls say nothing of the
 * numbers, and are to be given back. One call that it carries settles it for good, or until the format is changed.
 */
export class FormatDoubt<Call extends { readonly phone: string }> {
  private unknown: Call[] = [];
  private doubting: boolean;

  /**
   * @param carried it has carried a call in its present format
   * @param doubted it was stopped before for its format
   */
  constructor(private carried: boolean, doubted: boolean) {
    this.doubting = doubted && !carried;
  }

  /** Its format is probably wrong. */
  get isDoubted(): boolean {
    return this.doubting;
  }

  /** It has carried a call. True when that is news. */
  works(): boolean {
    const news = !this.carried;
    this.carried = true;
    this.doubting = false;
    this.unknown = [];
    return news;
  }

  /** It does not know this call's number. Returns the calls, this one included, that say nothing of their numbers. */
  knowsNot(call: Call): readonly Call[] {
    if (this.carried) return [];
    if (this.doubting) return [call];
    this.unknown.push(call);
    if (new Set(this.unknown.map(({ phone }) => phone)).size < NUMBERS_TO_DOUBT) return [];
    this.doubting = true;
    const given = this.unknown;
    this.unknown = [];
    return given;
  }
}
