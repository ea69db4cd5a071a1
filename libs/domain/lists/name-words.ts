/** How the parts of a contact's name are headed, by language; accents and case do not count. */
export const NAME_WORDS = {
  'name': [
    'name', 'names', 'full name', 'contact name', 'customer name', 'client name', 'person name', 'lead name', 'display name', 'name of customer', 'your name', 'contact person', 'contact full name', 'name value', 'cust name', 'borrower name', 'patient name', 'student name', 'member name',
    'نام', 'نام کامل', 'نام و نام خانوادگی', 'نام نام خانوادگی', 'نام و فامیل', 'نام و فامیلی', 'نام مشتری', 'نام مخاطب', 'الاسم', 'اسم', 'الاسم الكامل', 'اسم العميل', 'الاسم الثلاثي', 'الاسم الرباعي', 'اسم الزبون', 'مکمل نام', 'ناو',
    '姓名', '客户姓名', '联系人', '联系人姓名', '客户名称', '名称', '聯絡人', '客戶姓名', '客戶名稱', '名稱', '氏名', 'お名前', '名前', '顧客名', '担当者', '이름', '성명', '고객명', '성함',
    'pangalan', 'buong pangalan', 'ngalan', 'nama', 'nama lengkap', 'nama pelanggan', 'nama penuh', 'tên', 'họ tên', 'họ và tên', 'tên khách hàng', 'ชื่อ นามสกุล', 'ชื่อสกุล', 'नाम', 'पूरा नाम', 'নাম',
    'naam', 'volledige naam', 'namn', 'navn', 'fullständigt namn', 'nimi', 'vollständiger name', 'kundenname', 'ansprechpartner', 'vor und nachname', 'isim', 'adı soyadı', 'ad soyad', 'isim soyisim', 'müşteri adı', 'ünvan', 'ad soyadı',
    'фио', 'имя и фамилия', 'фамилия имя отчество', 'полное имя', 'контактное лицо', 'піб', 'imię i nazwisko', 'jméno a příjmení', 'ime i prezime', 'név', 'teljes név', 'nume complet', 'nume și prenume', 'ονοματεπώνυμο', 'שם', 'שם מלא',
    'nombre completo', 'nombre y apellidos', 'nombre y apellido', 'nombre del cliente', 'nom complet', 'nom et prénom', 'nom prénom', 'prénom nom', 'prénom et nom', 'nome completo', 'nome e cognome', 'nominativo', 'nome do cliente',
  ],
  /** A person as often as a company: a name where nothing else is one. */
  'party': ['customer', 'contact', 'client', 'lead', 'subscriber', 'مشتری', 'مخاطب', 'العميل', 'الزبون', '客户', '客戶', '顧客', '고객', 'kustomer', 'kunde', 'müşteri', 'клиент', 'cliente', 'pelanggan', 'khách hàng'],
  'company': [
    'company', 'company name', 'organization', 'organisation', 'organization name', 'organisation name', 'organization 1 name', 'business name', 'account', 'account name', 'firm', 'employer name', 'شرکت', 'نام شرکت', 'سازمان', 'الشركة', 'اسم الشركة', 'المؤسسة',
    '公司', '公司名称', '单位', '企业名称', '公司名稱', '会社名', '회사명', 'kumpanya', 'perusahaan', 'công ty', 'firma', 'firmenname', 'unternehmen', 'şirket', 'firma adı', 'компания', 'организация', 'empresa', 'razón social', 'société', 'entreprise', 'azienda', 'bedrijf', 'bedrijfsnaam',
  ],
  'first-name': [
    'first name', 'given name', 'given names', 'forename', 'christian name', 'fname', 'first', 'f name', 'firstname', 'contact first name', 'نام کوچک', 'اسم کوچک', 'الاسم الاول', 'اسم اول', '名', '名字', '이름만', 'unang pangalan', 'nama depan', 'ชื่อ', 'पहला नाम',
    'vorname', 'rufname', 'voornaam', 'förnamn', 'fornavn', 'etunimi', 'ad', 'adı', 'имя', 'ім’я', 'імя', 'imię', 'křestní jméno', 'jméno', 'ime', 'keresztnév', 'utónév', 'prenume', 'όνομα', 'שם פרטי', 'nombre', 'nombres', 'primer nombre', 'prénom', 'nome',
  ],
  'middle-name': ['middle name', 'middle names', 'middle', 'middle initial', 'mname', 'additional name', 'second name', 'اسم الاب', 'الاسم الاوسط', 'الاسم الثاني', 'gitnang pangalan', 'tên đệm', 'zweiter vorname', 'ikinci ad', 'segundo nombre', 'deuxième prénom', 'tussenvoegsel'],
  'patronymic': ['patronymic', 'patronymic name', 'отчество', 'по батькові', 'бащино име', 'ata adı', 'otchestvo'],
  'last-name': [
    'last name', 'surname', 'family name', 'lname', 'last', 'l name', 'contact last name', 'نام خانوادگی', 'فامیلی', 'فامیل', 'نام فامیل', 'شهرت', 'اسم العائلة', 'العائلة', 'اللقب', 'الاسم الاخير', 'اسم العائله',
    '姓', '姓氏', '성', '苗字', 'apelyido', 'nama belakang', 'nama keluarga', 'họ', 'นามสกุล', 'उपनाम', 'nachname', 'familienname', 'zuname', 'achternaam', 'efternamn', 'efternavn', 'etternavn', 'sukunimi', 'soyad', 'soyadı', 'soyisim',
    'фамилия', 'прізвище', 'nazwisko', 'příjmení', 'priezvisko', 'prezime', 'vezetéknév', 'családnév', 'nume de familie', 'επώνυμο', 'שם משפחה', 'apellido', 'apellidos', 'primer apellido', 'apellido paterno', 'nom de famille', 'nom', 'cognome', 'apelido', 'sobrenome',
  ],
} as const;
