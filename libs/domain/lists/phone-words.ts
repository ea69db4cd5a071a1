/** How people name a phone in the header of a file or before a number, by language; accents and case do not count. */
export const PHONE_WORDS: readonly string[] = [
  // English, and what programs write
  'phone', 'phone number', 'phone no', 'phone num', 'phone nr', 'phone value', 'phones', 'telephone', 'telephone number', 'telephone no', 'tel', 'tel no', 'tel number',
  'telnr', 'mobile', 'mobile number', 'mobile no', 'mobile phone', 'mobile phone number', 'mob', 'mob no', 'cell', 'cell phone', 'cell phone number', 'cell number',
  'cellular', 'msisdn', 'gsm', 'gsm number', 'landline', 'landline number', 'home phone', 'home number', 'work phone', 'work number', 'business phone',
  'office phone', 'office number', 'main phone', 'primary phone', 'primary number', 'other phone', 'car phone', 'alt phone', 'alternate phone', 'alternative phone', 'secondary phone',
  'preferred phone', 'contact number', 'contact no', 'contact phone', 'customer phone', 'client phone', 'dial number', 'number to call', 'whatsapp', 'whatsapp number',
  'day phone', 'daytime phone', 'evening phone', 'direct phone', 'direct line', 'direct dial',
  // Persian, Arabic, Urdu, Kurdish
  'تلفن', 'تلفن همراه', 'تلفن ثابت', 'تلفن منزل', 'تلفن محل کار', 'تلفن تماس', 'شماره تلفن', 'شماره تماس', 'شماره موبایل', 'شماره همراه', 'شماره تلفن همراه', 'شماره ثابت',
  'موبایل', 'همراه', 'تماس', 'ثابت', 'گوشی', 'واتساپ',
  'هاتف', 'الهاتف', 'رقم الهاتف', 'رقم هاتف', 'رقم التليفون', 'الجوال', 'جوال', 'رقم الجوال', 'المحمول', 'رقم المحمول', 'محمول', 'موبايل', 'الموبايل', 'رقم الموبايل', 'تليفون', 'التليفون',
  'النقال', 'الهاتف النقال', 'الخلوي', 'رقم الاتصال', 'رقم التواصل', 'واتس', 'فون', 'موبائل نمبر', 'موبائل', 'فون نمبر', 'تەلەفۆن', 'مۆبایل',
  // Chinese, Japanese, Korean
  '电话', '电话号码', '联系电话', '手机', '手机号', '手机号码', '座机', '固话', '移动电话', '联系方式', '客户电话', '联系手机', '本机号码',
  '電話', '電話號碼', '手機', '手機號碼', '聯絡電話', '行動電話', '市話', '電話番号', '携帯', '携帯電話', '携帯番号', '携帯電話番号', '固定電話', '連絡先',
  '전화', '전화번호', '휴대폰', '휴대폰번호', '휴대전화', '핸드폰', '핸드폰번호', '연락처', '집전화', '유선전화',
  // Filipino, Indonesian, Malay, Vietnamese, Thai, Hindi, Bengali
  'telepono', 'numero ng telepono', 'numero ng selpon', 'selpon', 'selfon', 'teleponong selular', 'numerong pangkontak',
  'telepon', 'nomor telepon', 'no telepon', 'no telp', 'telp', 'nomor hp', 'no hp', 'handphone', 'hp', 'ponsel', 'nomor ponsel', 'nombor telefon', 'no telefon', 'telefon bimbit',
  'điện thoại', 'số điện thoại', 'di động', 'số di động', 'sđt', 'โทรศัพท์', 'เบอร์โทร', 'เบอร์โทรศัพท์', 'มือถือ', 'เบอร์มือถือ', 'फ़ोन', 'फोन', 'मोबाइल', 'मोबाइल नंबर', 'फोन नंबर', 'ফোন', 'মোবাইল',
  // German, Dutch, Scandinavian
  'telefon', 'telefonnummer', 'telefon nr', 'tel nr', 'rufnummer', 'handy', 'handynummer', 'mobil', 'mobilnummer', 'mobiltelefon', 'mobilfunk', 'festnetz', 'festnetznummer',
  'telefoon', 'telefoonnummer', 'mobiel', 'mobiele nummer', 'gsm nummer', 'mobilnr', 'puhelin', 'puhelinnumero', 'matkapuhelin', 'simi', 'farsimi',
  // Turkish, Azerbaijani, Uzbek
  'telefon no', 'telefon numarası', 'cep', 'cep telefonu', 'cep no', 'cep tel', 'ev telefonu', 'iş telefonu', 'sabit telefon', 'irtibat numarası', 'nömrə', 'mobil nömrə', 'telefon raqami',
  // Slavic, Baltic, Greek, Hungarian, Romanian, Hebrew
  'телефон', 'номер телефона', 'тел', 'мобильный', 'мобильный телефон', 'моб', 'моб тел', 'сотовый', 'сотовый телефон', 'домашний телефон', 'рабочий телефон', 'контактный телефон', 'мобильный номер',
  'номер телефону', 'мобільний', 'мобільний телефон', 'телефонен номер', 'мобилен', 'komórka', 'numer telefonu', 'telefon komórkowy', 'nr telefonu', 'telefonní číslo', 'telefónne číslo', 'mobilní telefon',
  'broj telefona', 'mobitel', 'τηλέφωνο', 'κινητό', 'σταθερό', 'αριθμός τηλεφώνου', 'telefonszám', 'mobiltelefonszám', 'număr de telefon', 'telefon mobil', 'טלפון', 'נייד', 'טלפון נייד', 'מספר טלפון', 'פלאפון',
  // Romance
  'teléfono', 'número de teléfono', 'teléfono móvil', 'móvil', 'celular', 'teléfono celular', 'número celular', 'teléfono fijo', 'fijo', 'tfno', 'téléphone', 'numéro de téléphone', 'téléphone portable',
  'téléphone mobile', 'tél', 'portable', 'téléphone fixe', 'telefono', 'numero di telefono', 'cellulare', 'telefono cellulare', 'telefono fisso', 'telefone', 'telemóvel', 'número de telefone', 'telefone celular', 'fone',
];

/** Where a phone stands or which of several it is: beside a phone's word they change nothing. */
export const PLACES_OF_A_PHONE: readonly string[] = [
  'home', 'work', 'office', 'business', 'main', 'primary', 'other', 'direct', 'private', 'personal', 'my', 'day', 'night', 'evening', 'alt', 'second', 'first',
  'منزل', 'خانه', 'محل کار', 'اداره', 'دفتر', 'شخصی', 'المنزل', 'العمل', 'المكتب', 'شخصي', '家', '家庭', '公司', '办公', '办公室', '个人', '住宅', '自宅', '勤務先', '집', '회사',
  'bahay', 'opisina', 'privat', 'büro', 'arbeit', 'geschäftlich', 'dienstlich', 'zuhause', 'ev', 'iş', 'ofis', 'дом', 'домашний', 'раб', 'рабочий', 'личный', 'casa', 'trabajo', 'oficina', 'bureau', 'domicile', 'travail',
  'ufficio', 'lavoro', 'escritório', 'trabalho', 'werk', 'thuis', 'praca', 'dom', 'rumah', 'kantor',
];
