import fc from 'fast-check';
import { contains, nameOfParts } from './person-name';

describe('the name of its parts', () => {
  it.each([
    [{ first: 'Ann', last: 'Lee' }, 'Ann Lee'], [{ last: 'Lee' }, 'Lee'], [{ first: 'Ann' }, 'Ann'], [{}, ''], [{ first: 'Ann', middle: 'M.', last: 'Lee' }, 'Ann M. Lee'],
    [{ first: 'مریم', last: 'رضایی' }, 'مریم رضایی'], [{ first: '小明', last: '王' }, '王小明'], [{ first: '민수', last: '김' }, '김민수'], [{ first: '太郎', last: '山田' }, '山田太郎'],
    [{ first: 'Иван', patronymic: 'Иванович', last: 'Иванов' }, 'Иванов Иван Иванович'], [{ first: 'Иван', last: 'Иванов' }, 'Иван Иванов'],
    [{ first: 'Ann Lee', last: 'Lee' }, 'Ann Lee'], [{ first: 'مریم رضایی', last: 'رضايي' }, 'مریم رضایی'], [{ first: 'Ann', last: 'Ann Lee' }, 'Ann Lee'], [{ first: '王小明', last: '小明' }, '王小明'],
    [{ whole: 'Dr. Ann Lee', first: 'Ann' }, 'Dr. Ann Lee'],
  ])('%j is %s', (parts, name) => {
    expect(nameOfParts(parts)).toBe(name);
  });

  it('loses none of them', () => {
    const part = fc.option(fc.stringMatching(/^[A-Z][a-z]{1,8}$/), { nil: undefined });
    fc.assert(fc.property(fc.record({ first: part, middle: part, patronymic: part, last: part }), (parts) => {
      const name = nameOfParts(parts);
      for (const one of Object.values(parts)) if (one !== undefined) expect(contains(name, one)).toBe(true);
    }));
  });
});
