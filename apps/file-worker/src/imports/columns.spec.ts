import { english } from '@paceline/contracts/messages/en';
import { told } from '@paceline/contracts/messages/message';
import { readColumns } from './columns';
import { FileError } from './file-error';

const uses = (...headers: string[]): string[] => readColumns(headers, null).map(({ use }) => use);

function refusal(headers: readonly string[], country: string | null = null): FileError {
  try {
    readColumns(headers, country);
  } catch (thrown) {
    if (thrown instanceof FileError) return thrown;
    throw thrown;
  }
  throw new Error('the header was accepted');
}

describe('the columns of a file', () => {
  it.each([
    ['English', ['Full Name', 'Phone Number', 'E-mail'], ['name', 'phone', 'field']],
    ['numbered phones', ['name', 'Phone1', 'PHONE_2', 'phone ۳'], ['name', 'phone', 'phone', 'phone']],
    ['a longer English header', ['First Name', 'Surname', 'Customer mobile (main)'], ['first-name', 'last-name', 'phone']],
    ['Persian', ['نام و نام خانوادگی', 'شماره موبایل', 'کشور', 'منطقه زمانی'], ['name', 'phone', 'country', 'zone']],
    ['Persian with joiners', ['نام', 'تلفن‌همراه'], ['name', 'phone']],
    ['Persian typed on an Arabic keyboard', ['نام', 'موبايل'], ['name', 'phone']],
    ['Arabic', ['الاسم الكامل', 'رقم الهاتف', 'الدولة'], ['name', 'phone', 'country']],
    ['Chinese', ['姓名', '手机号', '时区'], ['name', 'phone', 'zone']],
    ['Filipino', ['Pangalan', 'Telepono'], ['name', 'phone']],
    ['full width', ['ＮＡＭＥ', 'ＴＥＬ'], ['name', 'phone']],
  ])('are told in %s', (_language, headers, expected) => {
    expect(uses(...headers)).toEqual(expected);
  });

  it('takes columns of a consent for such where both its day and its purpose are there, and for what they were else', () => {
    expect(uses('phone', 'Consent date', 'Consent purpose', 'Consent proof', 'Consent type')).toEqual(['phone', 'consent-at', 'consent-purpose', 'consent-proof', 'consent-form']);
    expect(uses('phone', 'Consent date', 'Consent proof')).toEqual(['phone', 'may-call', 'field']);
    expect(uses('phone', 'Consent purpose')).toEqual(['phone', 'field']);
  });

  it('takes a bare “number” for a phone only where nothing else is one', () => {
    expect(uses('name', 'number')).toEqual(['name', 'phone']);
    expect(uses('number', 'mobile')).toEqual(['field', 'phone']);
    expect(uses('شماره', 'نام')).toEqual(['phone', 'name']);
  });

  it('does not take what is said about a phone for a phone', () => {
    expect(uses('phone', 'phone type', 'Mobile operator', 'fax', 'phone ext')).toEqual(['phone', 'field', 'field', 'field', 'field']);
  });

  it('keeps the first name of two, and tells columns with the same header apart', () => {
    expect(readColumns(['name', 'phone', 'note', 'note', '', 'Full name'], null)).toEqual([
      { header: 'name', use: 'name' }, { header: 'phone', use: 'phone' },
      { header: 'note', use: 'field' }, { header: 'note (2)', use: 'field' }, { header: 'column 5', use: 'field' }, { header: 'Full name', use: 'field' },
    ]);
  });

  it('refuses a file without a phone column, naming what is there', () => {
    const error = refusal(['name', 'city']);
    expect(error.why.code).toBe('no-phone-column');
    expect(told(english.fileErrors, error.why)).toContain('“city”');
  });

  it('refuses a file whose first line is a contact already', () => {
    expect(refusal(['Ann', '+989121234567']).why.code).toBe('no-header');
    expect(refusal(['مریم', '۰۹۱۲۱۲۳۴۵۶۷'], 'IR').why.code).toBe('no-header');
  });

  it('refuses hundreds of columns', () => {
    expect(refusal(Array.from({ length: 201 }, (_, at) => `c${at}`)).why.code).toBe('too-many-columns');
  });
});
