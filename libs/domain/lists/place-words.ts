/** How columns are headed that say where a contact or a number is, by language. */
export const PLACE_WORDS = {
  'zone': [
    'zone', 'time zone', 'timezone', 'tz', 'time zone name', 'iana time zone', 'utc offset', 'gmt offset', 'local time zone', 'منطقه زمانی', 'ناحیه زمانی', 'المنطقة الزمنية', 'التوقيت', '时区', '時區', 'タイムゾーン', '시간대', 'sona ng oras', 'zona waktu', 'múi giờ',
    'zeitzone', 'tijdzone', 'saat dilimi', 'часовой пояс', 'strefa czasowa', 'zona horaria', 'huso horario', 'fuseau horaire', 'fuso orario', 'fuso horário',
  ],
  /** A country's name, its code, or its calling code; VICIdial's `phone_code`. */
  'country': [
    'country', 'country code', 'country name', 'country region', 'country iso', 'iso country', 'country iso code', 'nation', 'home country', 'home country region', 'business country', 'business country region', 'other country region', 'mailing country', 'billing country',
    'phone code', 'phone country', 'phone country code', 'country calling code', 'calling code', 'dial code', 'dialing code', 'dialling code', 'country dial code', 'isd', 'isd code', 'country prefix', 'intl code', 'international code',
    'کشور', 'کد کشور', 'نام کشور', 'البلد', 'بلد', 'الدولة', 'دولة', 'رمز الدولة', 'رمز البلد', 'مفتاح الدولة', 'ملک', '国家', '国家代码', '国家地区', '国家区号', '國家', '國家代碼', '国', '国名', '国番号', '국가', '국가코드', 'bansa', 'negara', 'kode negara', 'quốc gia', 'mã quốc gia', 'ประเทศ', 'देश',
    'land', 'ländercode', 'länderkennung', 'ländervorwahl', 'landcode', 'landskod', 'ülke', 'ülke kodu', 'страна', 'код страны', 'країна', 'kraj', 'země', 'krajina', 'država', 'ország', 'țara', 'χώρα', 'מדינה', 'ארץ',
    'país', 'código de país', 'código país', 'pays', 'code pays', 'indicatif', 'indicatif pays', 'paese', 'nazione', 'prefisso internazionale', 'ddi',
  ],
  'area-code': [
    'area code', 'std code', 'city code', 'phone area code', 'پیش شماره', 'کد شهر', 'کد منطقه', 'رمز المنطقة', 'مفتاح المدينة', '区号', '區號', '长途区号', '市外局番', '지역번호', 'kode area', 'mã vùng',
    'vorwahl', 'ortsvorwahl', 'netnummer', 'riktnummer', 'alan kodu', 'код города', 'numer kierunkowy', 'předvolba', 'código de área', 'código de ciudad', 'lada', 'ddd', 'indicatif régional', 'prefisso',
  ],
} as const;

/** A phone when no other column is one; beside one it may be a customer's number or a line's. */
export const PERHAPS_A_PHONE: readonly string[] = ['number', 'numbers', 'no', 'num', 'nr', 'شماره', 'رقم', 'الرقم', '号码', '號碼', '番号', '번호', 'numero', 'bilang', 'nummer', 'numara', 'номер', 'número', 'nomor', 'số'];
