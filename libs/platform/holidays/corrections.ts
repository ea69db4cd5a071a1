/** What date-holidays does not know, or not yet: days off by law. Over its calculation, and under what an administrator has changed. */
export interface Correction {
  readonly country: string;
  readonly name: string;
  /** ISO dates of whole local days. */
  readonly days: readonly string[];
  readonly source: string;
}

const years = (from: number, to: number, ...dates: readonly string[]): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => dates.map((date) => `${from + at}-${date}`)).flat();

const CHINA_2026 = '国务院办公厅关于2026年部分节假日安排的通知';
const CHINA = '全国年节及纪念日放假办法, as amended in 2024';
const TAIWAN = '紀念日及節日實施條例 of 28 May 2025';

export const CORRECTIONS: readonly Correction[] = [
  // The third day of the Spring Festival and the second of Labour Day, days off since 2025.
  { country: 'CN', name: '春节', days: ['2026-02-19', '2027-02-08', '2028-01-28', '2029-02-15', '2030-02-05', '2031-01-25'], source: CHINA },
  { country: 'CN', name: '劳动节', days: years(2026, 2031, '05-02'), source: CHINA },
  // What the State Council has moved together; each November's notice says it for the next year.
  {
    country: 'CN', name: '放假调休', source: CHINA_2026,
    days: [
      '2026-01-02', '2026-01-03', '2026-02-15', '2026-02-20', '2026-02-21', '2026-02-22', '2026-02-23', '2026-04-04', '2026-04-06', '2026-05-03', '2026-05-04', '2026-05-05',
      '2026-06-20', '2026-06-21', '2026-09-26', '2026-09-27', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07',
    ],
  },
  { country: 'TW', name: '小年夜', days: ['2026-02-15', '2027-02-04', '2028-01-24', '2029-02-11', '2030-02-01', '2031-01-21'], source: TAIWAN },
  { country: 'TW', name: '勞動節', days: [...years(2026, 2031, '05-01'), '2027-04-30'], source: TAIWAN },
  { country: 'TW', name: '孔子誕辰紀念日', days: [...years(2026, 2031, '09-28'), '2030-09-27', '2031-09-29'], source: TAIWAN },
  { country: 'TW', name: '臺灣光復暨金門古寧頭大捷紀念日', days: [...years(2026, 2031, '10-25'), '2026-10-26', '2031-10-24'], source: TAIWAN },
  { country: 'TW', name: '行憲紀念日', days: [...years(2026, 2031, '12-25'), '2027-12-24'], source: TAIWAN },
  // The Friday for a Saturday's, where the library has none.
  { country: 'TW', name: '補假', days: ['2026-02-27', '2026-10-09', '2026-04-03', '2026-02-20'], source: TAIWAN },
  { country: 'AE', name: 'عيد الاتحاد', days: years(2026, 2031, '12-02', '12-03'), source: 'Cabinet Resolution 27 of 2024 on public holidays' },
  // Iran saw the moon a day after the calculation.
  { country: 'IR', name: 'عید سعید فطر', days: ['2026-03-21', '2026-03-22'], source: 'تقویم رسمی ۱۴۰۵, مؤسسه ژئوفیزیک دانشگاه تهران' },
];
