import { meaningOfHeader } from './header-meaning';

const all = (meaning: string, headers: readonly string[]): void => {
  expect(headers.map((header) => [header, meaningOfHeader(header)])).toEqual(headers.map((header) => [header, meaning]));
};

describe('the header of a column', () => {
  it('names a contact’s own phone', () => {
    all('phone', [
      'Phone', 'PHONE_2', 'phoneNumber', 'MobilePhone', 'customerPhone1', 'Phone1', 'phone ۳', 'phonenumber', 'MOBILENUMBER', 'Primary Phone', 'Business Phone', 'Business Phone 2', 'Home Phone', 'Car Phone', 'Other Phone', 'Phone 1 - Value', 'alt_phone', 'phone_number',
      'TelNo', 'Tel.', 'MSISDN', 'WhatsApp Number', 'Customer mobile (main)', 'Daytime phone', 'Company Phone', 'Telefonnummer', 'Handy', 'Festnetz privat', 'Cep Telefonu', 'GSM No', 'Teléfono', 'Telefono movil', 'Celular', 'Téléphone portable', 'Cellulare',
      'Телефон', 'Мобильный телефон', 'Номер телефона', 'Сот. телефон', 'Telepono', 'No. HP', 'Số điện thoại', 'เบอร์โทรศัพท์', 'मोबाइल नंबर', 'تلفن', 'تلفن‌همراه', 'شماره تماس', 'موبايل', 'تلفن محل کار', 'رقم الهاتف', 'الجوّال', '手机', '联系电话', '電話番号', '휴대폰 번호', 'טלפון נייד', 'κινητό',
    ]);
  });

  it('names somebody else’s, or none', () => {
    all('field', [
      "Assistant's Phone", 'Company Main Phone', "Manager's Phone", 'ManagerPhone', 'Spouse Phone', 'Emergency contact phone', 'Radio Phone', 'Callback', 'TTY/TDD Phone', 'Home Fax', 'Business Fax', 'Pager', 'ISDN', 'Telex', 'Father mobile', 'Reference phone 1', 'Next of kin phone',
      'تلفن همسر', 'تلفن ضروری', 'موبایل معرف', 'فکس', 'تلفن مدیر', 'هاتف الطوارئ', 'هاتف الزوج', 'فاكس', '紧急联系人电话', '配偶手机', '助理电话', '传真', '緊急電話', 'Notfall Telefon', 'Telefon Sekretariat', 'Acil durum telefonu', 'Faks', 'Факс', 'Телефон секретаря', 'Teléfono de emergencia', 'Téléphone conjoint',
      'Phone 1 - Type', 'Phone 1 - Label', 'Label', 'phone type', 'Mobile operator', 'phone ext', 'Phone verified', 'Phone model', 'Phone status', 'نوع تلفن', '电话类型', 'Тип телефона', 'microphone', 'iPhone', 'Automobile', 'Excel',
    ]);
  });

  it('names parts of a name', () => {
    all('name', ['Name', 'Full Name', 'FullName', 'نام', 'نام و نام خانوادگی', 'الاسم', '姓名', '氏名', '이름', 'Pangalan', 'ФИО', 'Adı Soyadı', 'Nombre completo']);
    all('first-name', ['First Name', 'first_name', 'FirstName', 'Given Name', 'Vorname', 'Имя', 'Prénom', 'Nombre', 'Adı', '名']);
    all('last-name', ['Last Name', 'Surname', 'Family Name', 'نام خانوادگی', 'فامیلی', 'Apelyido', 'Nachname', 'Фамилия', 'Soyadı', 'Apellidos', 'Nom', '姓', 'اسم العائلة']);
    all('patronymic', ['Отчество', 'Patronymic', 'По батькові']);
    all('middle-name', ['Middle Name', 'middle_initial', 'Additional Name', 'اسم الأب']);
    all('company', ['Company', 'Organization Name', 'شرکت', 'الشركة', '公司', 'Firma', 'Организация']);
    all('party', ['Customer', 'Contact', 'مشتری', '客户', 'Клиент']);
    all('field', ['Company size', 'Name of dog', 'Company Main', 'Spouse name', 'نام پدر', 'Nickname', 'Title']);
  });

  it('names where somebody is', () => {
    all('country', ['Country', 'phone_code', 'Country Code', 'Business Country/Region', 'Dial code', 'کشور', 'الدولة', '国家', 'Land', 'Ülke', 'Страна', 'País', 'Bansa']);
    all('zone', ['Zone', 'Time Zone', 'timeZone', 'منطقه زمانی', '时区', 'Zeitzone', 'Часовой пояс']);
    all('area-code', ['Area Code', '区号', 'Vorwahl', 'Код города', 'کد شهر', 'STD code']);
  });

  it('names a person’s no, or yes, to calls', () => {
    all('opt-out', [
      'Unsubscribed', 'GDPR opt-out', 'Robinson', 'Do Not Call', 'DoNotCall', 'do_not_call', 'DNC', 'DNC flag', 'Is DNC', 'Opt out', 'Opt-Out', 'Phone opt-out', 'Has Opted Out of Calls', 'Opted out (phone)', 'Do not contact', 'National DNC', 'TPS', 'Opt out date', "Don't call", 'تماس نگیرید', 'تماس نگيريد', 'لا تتصل', '勿打扰', '请勿致电', '免打扰', '電話不可',
      'Nicht anrufen', 'Niet bellen', 'Aranmasın', 'Не звонить', 'No llamar', 'Ne pas appeler', 'Huwag tawagan', 'Jangan hubungi',
    ]);
    all('may-call', ['Consent', 'Marketing consent', 'GDPR consent', 'OK to call', 'Phone opt-in', 'Consent to call', 'Opt in', 'رضایت تماس', '同意致电', 'Arama izni']);
    all('field', ['Email opt out', 'SMS opt-out', 'HasOptedOutOfEmail', 'DNC scrub date', 'Do not call reason', 'Do not mail', 'Email consent', 'Call notes']);
  });
});
