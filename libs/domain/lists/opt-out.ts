import { plainKey, plainWords } from './plain-words';

/** Columns in which a person's "do not call me" is noted, by language. */
const DO_NOT_CALL = [
  'do not call', 'dont call', 'dnc', 'do not phone', 'do not ring', 'do not contact', 'do not disturb', 'dnd', 'no call', 'no calls', 'no phone calls', 'never call', 'not to be called', 'must not call', 'opt out', 'opted out', 'opt out of calls',
  'opted out of calls', 'call opt out', 'calls opt out', 'phone opt out', 'phone opted out', 'voice opt out', 'mobile opt out', 'opt out phone', 'opted out phone', 'opt out calls', 'opt out call', 'calling opt out', 'telephone opt out', 'telemarketing opt out',
  'marketing opt out', 'marketing opted out', 'opt out marketing', 'opted out of marketing', 'gdpr opt out', 'no marketing', 'unsubscribed', 'unsubscribe', 'robinson', 'robinson list', 'suppression list', 'blacklist', 'blacklisted', 'tps', 'ctps', 'national dnc', 'federal dnc', 'state dnc', 'internal dnc', 'on dnc', 'suppress', 'suppressed', 'donotcall registry',
  'تماس نگیرید', 'تماس نگیر', 'تماس گرفته نشود', 'عدم تماس', 'عدم تمایل به تماس', 'تماس ممنوع', 'لیست سیاه', 'لغو تماس', 'زنگ نزنید',
  'لا تتصل', 'لا تتصلوا', 'عدم الاتصال', 'ممنوع الاتصال', 'لا يرغب بالاتصال', 'لا يرغب في الاتصال', 'إلغاء الاشتراك', 'القائمة السوداء', 'رابطہ نہ کریں', 'کال نہ کریں',
  '勿打扰', '请勿打扰', '勿扰', '免打扰', '请勿致电', '勿致电', '不要致电', '不要打电话', '拒绝来电', '拒接', '拒绝电话', '禁止呼叫', '禁呼', '黑名单', '退订', '勿打擾', '請勿打擾', '勿擾', '請勿致電', '勿致電', '拒絕來電', '黑名單',
  '電話不可', '架電禁止', '架電不可', '電話拒否', '電話禁止', '전화금지', '전화거부', '수신거부', '연락금지',
  'huwag tawagan', 'huwag tumawag', 'bawal tawagan', 'jangan hubungi', 'jangan telepon', 'jangan ditelepon', 'tidak mau ditelepon', 'không gọi', 'đừng gọi', 'từ chối cuộc gọi', 'ห้ามโทร', 'कॉल न करें', 'फोन न करें',
  'nicht anrufen', 'nicht kontaktieren', 'bitte nicht anrufen', 'kein anruf', 'keine anrufe', 'keine telefonwerbung', 'werbesperre', 'anrufsperre', 'telefonsperre', 'kontaktsperre', 'sperrvermerk', 'robinsonliste', 'niet bellen', 'bel me niet', 'bel mij niet',
  'ring inte', 'ring ikke', 'älä soita', 'aramayın', 'aranmasın', 'arama yapmayın', 'aranmak istemiyor', 'arama yasağı', 'arama izni yok', 'kara liste', 'zəng etməyin',
  'не звонить', 'не беспокоить', 'не обзванивать', 'отказ от звонков', 'запрет звонков', 'черный список', 'не дзвонити', 'nie dzwonić', 'nevolat', 'nezvoniti', 'ne zovi', 'ne hívja', 'nu sunați', 'μην καλείτε', 'לא להתקשר', 'נא לא להתקשר',
  'no llamar', 'no contactar', 'no molestar', 'lista robinson', 'lista negra', 'ne pas appeler', 'ne pas contacter', 'ne pas déranger', 'bloctel', 'opposition démarchage', 'liste noire', 'non chiamare', 'non contattare', 'registro opposizioni',
  'não ligar', 'não contatar', 'não contactar', 'não perturbe', 'não perturbar',
];

/** Columns in which a person's yes to calls is noted: a clear no in them is a no to calls. */
const MAY_CALL = [
  'ok to call', 'okay to call', 'may call', 'may we call', 'can call', 'can we call', 'call allowed', 'calls allowed', 'allow calls', 'allow call', 'call permission', 'permission to call', 'consent to call', 'consent to calls', 'call consent', 'calling consent',
  'consent', 'consent given', 'marketing consent', 'consent marketing', 'consent to marketing', 'gdpr consent', 'marketing opt in', 'einwilligung', 'werbeeinwilligung', 'consentement', 'consentimiento', 'consenso', 'согласие', 'رضایت',
  'phone consent', 'phone opt in', 'call opt in', 'calls opt in', 'opt in', 'opted in', 'opt in calls', 'opt in phone', 'phone permission', 'telephone consent', 'accepts calls', 'accepts phone calls',
  'رضایت تماس', 'رضایت به تماس', 'اجازه تماس', 'مجاز به تماس', 'الموافقة على الاتصال', 'يسمح بالاتصال', '同意致电', '可致电', '允许致电', '同意来电', '電話可', '同意致電', '전화동의',
  'anruferlaubnis', 'anruf erlaubt', 'telefon einwilligung', 'einwilligung telefon', 'arama izni', 'aranabilir', 'согласие на звонок', 'согласие на звонки', 'можно звонить', 'consentimiento llamadas', 'acepta llamadas', 'accord appel', 'consenso telefonico',
];

/** Words around those phrases that leave their meaning as it is. */
const AROUND = new Set([
  'is', 'has', 'have', 'the', 'a', 'customer', 'contact', 'client', 'lead', 'person', 'please', 'global', 'flag', 'status', 'yn', 'y', 'n', 'list', 'listed', 'registry', 'register', 'indicator', 'ind', 'bool', 'boolean', 'requested', 'request',
  'date', 'at', 'on', 'since', 'me', 'them', 'us', 'cd', 'code', 'home', 'work', 'field', 'kunde', 'müşteri', 'cliente', 'client', 'клиент', 'مشتری', 'العميل', '客户', '标记', '是否', '標記',
].map(plainKey));

const NO_TO_CALLS = new Set(DO_NOT_CALL.map(plainKey));
const YES_TO_CALLS = new Set(MAY_CALL.map(plainKey));

/** Whether a column notes a no or a yes to being called; null for any other, and for one about e-mail or letters. */
export function consentColumn(header: string): 'opt-out' | 'may-call' | null {
  const words = plainWords(header).split(' ');
  while (words.length > 0) {
    const key = words.join('');
    if (NO_TO_CALLS.has(key)) return 'opt-out';
    if (YES_TO_CALLS.has(key)) return 'may-call';
    if (AROUND.has(words.at(-1) ?? '')) words.pop();
    else if (AROUND.has(words[0] ?? '')) words.shift();
    else return null;
  }
  return null;
}

const words = (spellings: readonly string[]): ReadonlySet<string> => new Set(spellings.flatMap((spelling) => [plainWords(spelling), plainKey(spelling)]));

/** A plain no to what the column asks. */
const NO = words([
  'false', 'f', '0', 'no', 'n', 'off', 'not', 'none', 'null', 'nil', 'na', 'never', 'empty', 'unset', 'undefined',
  '00', '0000 00 00', '0000 00 00 00 00 00', 'inactive', 'unchecked', 'deny', 'denied', 'refused', 'declined', 'revoked', 'withdrawn', 'خیر', 'نه', 'ندارد', 'نمی', 'نخیر', 'غلط', 'نادرست', 'لا', 'کلا', 'خطا', 'غیر صحیح', 'نہیں',
  '否', '不', '不是', '没有', '无', '無', '沒有', '假', 'いいえ', 'なし', '아니오', '아니요', '없음', 'hindi', 'wala', 'tidak', 'không', 'ไม่', 'नहीं', 'nein', 'falsch', 'nee', 'nej', 'nei', 'ei', 'hayır', 'yok', 'yanlış', 'xeyr',
  'нет', 'ложь', 'ні', 'не', 'nie', 'ne', 'nem', 'nu', 'όχι', 'לא', 'non', 'faux', 'não', 'nao', 'falso',
]);
/** What says that the person may be called, whatever the column asks. */
const MAY = words([
  'ok', 'okay', 'callable', 'may be called', 'allowed', 'clean', 'clear', 'cleared', 'not opted out', 'not dnc', 'not listed', 'not on list', 'subscribed', 'opted in', 'opt in',
  'مجاز', 'آزاد', '正常', '可',
]);
/** What says that the person may not, whatever the column asks. */
const MAY_NOT = words([
  'opted out', 'opt out', 'optout', 'unsubscribed', 'do not call', 'dnc', 'no consent', 'not given', 'not granted', 'not allowed', 'withheld', 'rejected', 'objected', 'objection',
]);

/** Dashes, dots and an empty box say nothing; a tick or a cross is a mark. */
const SAYS_NOTHING = /^[\s\-–—_.?/\\☐□]*$/u;
const CROSSED = /^[\s✗✘❌×]+$/u;

/**
 * Whether a cell says that this person is not to be called. In a column of noes anything but a clear no (`FALSE`, `0`, `خیر`, `否`, a zero
 * date) counts: `TRUE`, `x`, a date, a sentence. In a column of yeses only a clear no does: nobody's silence is one.
 */
export function saysNoToCalls(column: 'opt-out' | 'may-call', text: string): boolean {
  if (SAYS_NOTHING.test(text)) return false;
  const said = plainWords(text);
  const no = NO.has(said) || /^0+( 0+)*$/.test(said);
  return column === 'opt-out' ? !no && !MAY.has(said) : no || MAY_NOT.has(said) || CROSSED.test(text);
}
