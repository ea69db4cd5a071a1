import { wordsOf } from '../say';
import { arabicCardinal, arabicMinutes, type Case, type Gender } from './arabic';

function words(n: number, gender: Gender = 'm', grammaticalCase: Case = 'nominative'): string {
  return wordsOf('ar', arabicCardinal(n, { gender, case: grammaticalCase }));
}

describe('Arabic numbers', () => {
  // Ryding 2005, 15.1: 1 and 2 agree, 3 to 10 take the opposite gender, 11 and 12 agree in both words, in 13 to 19 the ten agrees.
  it.each([
    [1, 'واحد', 'واحدة'], [2, 'اثنان', 'اثنتان'], [3, 'ثلاثة', 'ثلاث'], [8, 'ثمانية', 'ثماني'], [10, 'عشرة', 'عشر'],
    [11, 'أحد عشر', 'إحدى عشرة'], [12, 'اثنا عشر', 'اثنتا عشرة'], [13, 'ثلاثة عشر', 'ثلاث عشرة'], [18, 'ثمانية عشر', 'ثماني عشرة'],
    [20, 'عشرون', 'عشرون'],
    [21, 'واحد وعشرون', 'واحدة وعشرون'], [22, 'اثنان وعشرون', 'اثنتان وعشرون'], [35, 'خمسة وثلاثون', 'خمس وثلاثون'],
    [100, 'مئة', 'مئة'], [101, 'مئة وواحد', 'مئة وواحدة'], [212, 'مئتان واثنا عشر', 'مئتان واثنتا عشرة'], [345, 'ثلاثمئة وخمسة وأربعون', 'ثلاثمئة وخمس وأربعون'],
  ])('%d of masculine and of feminine things', (n, masculine, feminine) => {
    expect([words(n), words(n, 'f')]).toEqual([masculine, feminine]);
  });

  // Duals, tens and the two of twelve have a case that is heard; nothing else in pausal forms has.
  it.each([
    [2, 'اثنين'], [12, 'اثني عشر'], [22, 'اثنين وعشرين'], [90, 'تسعين'], [200, 'مئتين'],
    [2000, 'ألفين'], [200_000, 'مئتي ألف'], [212_000, 'مئتين واثني عشر ألفا'],
  ])('%d in the oblique case', (n, oblique) => {
    expect(words(n, 'm', 'oblique')).toBe(oblique);
  });

  // Thousands are counted things: singular, dual, plural of 3 to 10, accusative singular of 11 to 99, genitive of hundreds.
  it.each([
    [1000, 'ألف'], [1001, 'ألف وواحد'], [2000, 'ألفان'], [2002, 'ألفان واثنان'], [3000, 'ثلاثة آلاف'], [10_010, 'عشرة آلاف وعشرة'], [11_000, 'أحد عشر ألفا'],
    [12_000, 'اثنا عشر ألفا'], [20_000, 'عشرون ألفا'], [21_345, 'واحد وعشرون ألفا وثلاثمئة وخمسة وأربعون'], [100_000, 'مئة ألف'], [101_000, 'مئة ألف وألف'],
    [102_000, 'مئة ألف وألفان'], [103_000, 'مئة وثلاثة آلاف'], [111_000, 'مئة وأحد عشر ألفا'], [200_000, 'مئتا ألف'], [202_001, 'مئتا ألف وألفان وواحد'],
    [999_999, 'تسعمئة وتسعة وتسعون ألفا وتسعمئة وتسعة وتسعون'],
  ])('%d, with its thousands', (n, said) => {
    expect(words(n)).toBe(said);
  });

  it('a thousand stays masculine, whatever is counted by it', () => {
    expect(words(3003, 'f')).toBe('ثلاثة آلاف وثلاث');
  });

  it.each([
    [1, 'دقيقة واحدة'], [2, 'دقيقتين'], [3, 'ثلاث دقائق'], [10, 'عشر دقائق'], [11, 'إحدى عشرة دقيقة'], [12, 'اثنتي عشرة دقيقة'], [15, 'خمس عشرة دقيقة'],
    [20, 'عشرين دقيقة'], [22, 'اثنتين وعشرين دقيقة'], [45, 'خمس وأربعين دقيقة'], [60, 'ستين دقيقة'],
  ])('%d minutes behind "about"', (minutes, said) => {
    expect(wordsOf('ar', arabicMinutes(minutes))).toBe(said);
  });
});
