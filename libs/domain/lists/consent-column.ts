import { plainKey } from './plain-words';

/** What a column of a contact file says of a consent that was given. */
export const CONSENT_COLUMNS = ['consent-at', 'consent-purpose', 'consent-delivery', 'consent-form', 'consent-proof'] as const;
export type ConsentColumn = (typeof CONSENT_COLUMNS)[number];

const CONSENT = ['consent', 'marketing consent', 'call consent', 'phone consent', 'calling consent', 'opt in', 'optin', 'permission', 'einwilligung', 'consentement', 'consentimiento', 'consenso', 'consentimento', 'toestemming', 'samtykke', 'zgoda', 'согласие'];
const BEHIND: Readonly<Record<ConsentColumn, readonly string[]>> = {
  'consent-at': ['date', 'time', 'at', 'on', 'given at', 'given on', 'given date', 'timestamp', 'datum', 'am', 'since', 'fecha', 'data', 'dato', 'дата'],
  'consent-purpose': ['purpose', 'purposes', 'for', 'zweck', 'scope', 'doel', 'formål', 'cel', 'цель'],
  'consent-delivery': ['delivery', 'channel', 'voice', 'kanal', 'kanaal', 'canal', 'канал'],
  'consent-form': ['form', 'type', 'how', 'method', 'given how', 'given by', 'art'],
  'consent-proof': ['proof', 'reference', 'ref', 'evidence', 'source', 'id', 'url', 'record', 'nachweis', 'beleg', 'bewijs', 'dowód'],
};
/** Where the words stand otherwise. */
const WHOLE: Readonly<Record<ConsentColumn, readonly string[]>> = {
  'consent-at': ['date of consent', 'consented at', 'consented on', 'einwilligungsdatum', 'date du consentement', 'fecha de consentimiento', 'fecha del consentimiento', 'data del consenso', 'data zgody', 'дата согласия', 'تاریخ رضایت', 'تاريخ الموافقة', '同意日期', '同意时间', '同意時間', 'petsa ng pahintulot'],
  'consent-purpose': ['purpose of consent', 'einwilligungszweck', 'objet du consentement', 'finalidad del consentimiento', 'cel zgody', 'цель согласия', 'هدف رضایت', 'موضوع رضایت', 'غرض الموافقة', '同意用途', '同意目的', 'layunin ng pahintulot'],
  'consent-delivery': ['channel of consent', 'canal du consentement', 'canal del consentimiento', 'کانال رضایت', 'قناة الموافقة', '同意渠道'],
  'consent-form': ['form of consent', 'نوع رضایت', 'شكل الموافقة', '同意方式'],
  'consent-proof': ['proof of consent', 'evidence of consent', 'einwilligungsnachweis', 'preuve du consentement', 'prueba de consentimiento', 'prueba del consentimiento', 'prova del consenso', 'مدرک رضایت', 'سند رضایت', 'إثبات الموافقة', '同意证明', '同意證明'],
};

const BY_KEY = new Map(CONSENT_COLUMNS.flatMap((use) => [...CONSENT.flatMap((one) => BEHIND[use].map((behind) => `${one} ${behind}`)), ...WHOLE[use]].map((words) => [plainKey(words), use] as const)));

/** What a column of this header says of a consent; null: nothing. */
export function columnOfConsent(header: string): ConsentColumn | null {
  return BY_KEY.get(plainKey(header)) ?? null;
}
