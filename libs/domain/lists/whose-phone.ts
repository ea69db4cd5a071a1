/**
 * Whose phone a column holds. Outlook, Google and others export a person's assistant, manager and spouse beside the person:
 * to call those is to call a stranger, and two people who share only such a number are two people.
 */
const OTHERS = [
  // somebody else
  'assistant', 'assistants', 'asst', 'secretary', 'manager', 'managers', 'mgr', 'supervisor', 'boss', 'spouse', 'wife', 'husband', 'emergency', 'kin', 'father', 'mother', 'parent', 'parents', 'guardian',
  'brother', 'sister', 'son', 'daughter', 'relative', 'neighbour', 'neighbor', 'friend', 'colleague', 'reference', 'referee', 'referrer', 'guarantor', 'agent', 'rep', 'broker', 'employer', 'doctor', 'physician',
  'lawyer', 'attorney', 'landlord', 'caregiver', 'dependent', 'beneficiary', 'support', 'vendor', 'supplier', 'hotline',
  // nobody's own, or no telephone
  'reception', 'receptionist', 'switchboard', 'radio', 'callback', 'tty', 'tdd', 'ttytdd', 'fax', 'telefax', 'pager', 'beeper', 'telex', 'isdn',
  // German, Dutch, Turkish, Spanish, French, Italian, Portuguese, Filipino, Indonesian
  'assistent', 'assistenz', 'sekretariat', 'sekretarin', 'vorgesetzter', 'ehepartner', 'notfall', 'notfallkontakt', 'zentrale', 'ruckruf', 'noodgeval', 'asistan', 'sekreter', 'yonetici', 'mudur', 'acil', 'esi', 'faks', 'santral', 'referans',
  'emergencia', 'conyuge', 'esposa', 'esposo', 'asistente', 'secretaria', 'gerente', 'jefe', 'conmutador', 'urgence', 'conjoint', 'assistante', 'responsable', 'telecopie', 'telecopieur',
  'emergenza', 'coniuge', 'assistente', 'centralino', 'asawa', 'magulang', 'darurat',
].map((word) => ` ${word} `);
const MAIN_LINE_OF_A_COMPANY = / (company|office|corporate|business) main | main (company|office|corporate) | call back | next of kin /;
const OTHERS_IN_OTHER_SCRIPTS = new RegExp([
  'همسر', 'ضروری', 'اضطراری', 'معرف', 'ضامن', 'مدیر', 'منشی', 'دستیار', 'پدر', 'مادر', 'فرزند', 'والدین', 'نمابر', 'فکس', 'فاکس', 'دورنگار',
  'الزوج', 'زوج', 'الطواری', 'طواری', 'المدیر', 'المساعد', 'مساعد', 'السکرتیر', 'الکفیل', 'ولی الامر', 'الوالد',
  '紧急', '緊急', '配偶', '助理', '秘书', '秘書', '经理', '經理', '传真', '傳真', '总机', '總機', '亲属', '親屬', '家属', '父亲', '母亲', '担保', '推荐人', 'ファックス', '代表電話', '비상', '배우자', '팩스', '보호자', '비서',
  'факс', 'секретар', 'помощник', 'руководител', 'супруг', 'экстренн', 'директор', 'родител', 'приемная', 'φαξ', 'פקס', 'חירום', 'แฟกซ์', 'ฉุกเฉิน',
].join('|'), 'u');

/** What is known about a phone, and is none: its type, its label, whether it was verified. */
const ABOUT = [
  'type', 'kind', 'label', 'ext', 'extension', 'model', 'brand', 'make', 'operator', 'carrier', 'provider', 'network', 'verified', 'verification', 'valid', 'validated', 'status', 'date', 'time', 'country', 'code', 'prefix', 'format',
  'count', 'os', 'plan', 'bill', 'cost', 'notes', 'note', 'comment', 'comments', 'description', 'reason', 'result', 'consent', 'opt', 'optin', 'optout', 'id', 'hash', 'md5', 'sha256', 'source', 'best', 'name', 'permission', 'scrub',
  'typ', 'art', 'nebenstelle', 'durchwahl', 'tip', 'tur', 'turu', 'dahili', 'tipo', 'extension', 'operador', 'operateur',
].map((word) => ` ${word} `);
const ABOUT_IN_OTHER_SCRIPTS = /نوع|مدل|اپراتور|تاریخ|داخلی|توضیح|(^| )نام( |$)|المشغل|تحویله|类型|類型|型号|日期|分机|分機|运营商|归属地|備考|备注|種別|내선|тип|оператор|добавочный|внутренн/u;

/** @param words of a header (plain-words) that names a phone: whether it is the contact's own. */
export function isTheirOwnPhone(words: string): boolean {
  const padded = ` ${words} `;
  return !OTHERS.some((word) => padded.includes(word)) && !MAIN_LINE_OF_A_COMPANY.test(padded) && !OTHERS_IN_OTHER_SCRIPTS.test(words)
    && !ABOUT.some((word) => padded.includes(word)) && !ABOUT_IN_OTHER_SCRIPTS.test(words);
}
