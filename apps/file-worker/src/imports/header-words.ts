import type { ImportColumn } from '@paceline/persistence';
import { toAsciiDigits } from '@paceline/domain/lists/native-digits';

/** Headers as people write them, in the languages of our users: English, Persian, Arabic, Chinese, Filipino. */
const WORDS: Readonly<Record<Exclude<ImportColumn['use'], 'field'>, readonly string[]>> = {
  'phone': [
    'phone', 'phone number', 'phone no', 'telephone', 'tel', 'mobile', 'mobile number', 'mobile no', 'mobile phone', 'cell', 'cell phone',
    'cellphone', 'cell number', 'msisdn', 'contact number', 'contact no', 'home phone', 'work phone', 'landline', 'gsm',
    'تلفن', 'تلفن همراه', 'تلفن ثابت', 'شماره تلفن', 'شماره تماس', 'شماره موبایل', 'شماره همراه', 'موبایل', 'همراه', 'تماس',
    'هاتف', 'الهاتف', 'رقم الهاتف', 'رقم هاتف', 'الجوال', 'جوال', 'رقم الجوال', 'المحمول', 'رقم المحمول', 'موبايل', 'تليفون', 'التليفون',
    '电话', '电话号码', '联系电话', '手机', '手机号', '手机号码', '電話', '手機', '手機號碼', '座机',
    'telepono', 'numero ng telepono', 'numero ng selpon', 'selpon', 'teleponong selular',
  ],
  'name': [
    'name', 'full name', 'fullname', 'customer', 'customer name', 'contact', 'contact name', 'client', 'client name', 'company', 'company name',
    'نام', 'نام کامل', 'نام و نام خانوادگی', 'نام نام خانوادگی', 'نام مشتری', 'مشتری', 'شرکت', 'نام شرکت',
    'الاسم', 'اسم', 'الاسم الكامل', 'اسم العميل', 'العميل', 'الشركة',
    '姓名', '名称', '客户', '客户姓名', '客户名称', '联系人', '公司', '名稱', '客戶',
    'pangalan', 'buong pangalan', 'ngalan', 'kustomer',
  ],
  'first-name': ['first name', 'firstname', 'given name', 'forename', 'نام کوچک', 'الاسم الاول', 'اسم اول', '名', '名字', 'unang pangalan'],
  'last-name': ['last name', 'lastname', 'surname', 'family name', 'نام خانوادگی', 'فامیلی', 'اسم العائله', 'العائله', 'اللقب', 'الاسم الاخير', '姓', '姓氏', 'apelyido'],
  'zone': ['zone', 'time zone', 'timezone', 'tz', 'منطقه زمانی', 'المنطقه الزمنيه', 'التوقيت', '时区', '時區', 'sona ng oras'],
  'country': ['country', 'country code', 'کشور', 'البلد', 'بلد', 'الدوله', 'دوله', '国家', '國家', 'bansa'],
};

/** A phone when no other column is one; beside one it may be a customer's number or a line's. */
const PERHAPS_A_PHONE = ['number', 'no', 'شماره', 'رقم', 'الرقم', '号码', '號碼', 'numero', 'bilang'];

/** Within a longer header these mean a phone … */
const PHONE_PARTS = /(^| )(phone|telephone|tel|mobile|cell|cellphone|msisdn|whatsapp|telepono|selpon)( |$)|تلفن|موبایل|همراه|هاتف|جوال|تلیفون|电话|手机|電話|手機/u;
/** … unless one of these says that it is something about a phone. */
const NOT_A_PHONE = /(^| )(type|ext|extension|model|brand|operator|carrier|verified|date|fax|country|status|valid)( |$)|نوع|مدل|اپراتور|تاریخ|داخلی|类型|型号|日期/u;

/** One spelling for what looks the same: letters of Arabic and Persian keyboards, joiners, case, punctuation, numbering. */
function plain(header: string): string {
  return toAsciiDigits(header.normalize('NFKC')).toLowerCase()
    .replace(/[\u064b-\u0652\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[أإآ]/g, 'ا').replace(/[يى]/g, 'ی').replace(/ك/g, 'ک').replace(/ة/g, 'ه')
    .replace(/[\s_.:;#*()[\]/\\'"-]+/gu, ' ').trim()
    .replace(/ ?[0-9]{1,2}$/, '');
}

export type HeaderMeaning = ImportColumn['use'] | 'perhaps-phone';

const BY_WORD = new Map<string, HeaderMeaning>(PERHAPS_A_PHONE.map((word) => [plain(word), 'perhaps-phone']));
for (const use of ['phone', 'name', 'first-name', 'last-name', 'zone', 'country'] as const) {
  for (const word of WORDS[use]) BY_WORD.set(plain(word), use);
}

/** What a column of this header holds. */
export function meaningOfHeader(header: string): HeaderMeaning {
  const words = plain(header);
  const known = BY_WORD.get(words);
  if (known !== undefined) return known;
  return PHONE_PARTS.test(words) && !NOT_A_PHONE.test(words) ? 'phone' : 'field';
}
