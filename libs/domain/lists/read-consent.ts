import { MACHINE, PURPOSES, type Delivery, type Purpose } from '../compliance/call-purpose';
import type { ConsentForm } from '../compliance/consent';
import { fromCalendarOf } from '../survey/day';
import { toAsciiDigits } from './native-digits';
import { plainKey } from './plain-words';

/** A consent as a row of a file tells it. */
export interface ReadConsent {
  readonly atMs: number;
  /** Null: to everything. */
  readonly purposes: readonly Purpose[] | null;
  readonly deliveries: readonly Delivery[] | null;
  readonly form: ConsentForm;
  /** Where it is kept; null: the row does not say. */
  readonly proof: string | null;
}

/** What a row says of it, by column; left out: nothing stands there. */
export interface ConsentCells { readonly at?: string | undefined; readonly purpose?: string | undefined; readonly delivery?: string | undefined; readonly form?: string | undefined; readonly proof?: string | undefined }

/** Which of the cells cannot be, and why. */
export type ConsentFault =
  | { readonly code: 'consent-not-dated' | 'consent-for-nothing' }
  | { readonly code: 'consent-date' | 'consent-date-unclear' | 'consent-in-future' | 'consent-purpose' | 'consent-delivery' | 'consent-form'; readonly written: string };

const words = <Word extends string>(spellings: Readonly<Record<Word, readonly string[]>>): ReadonlyMap<string, Word> =>
  new Map((Object.keys(spellings) as Word[]).flatMap((word) => [word, ...spellings[word]].map((one) => [plainKey(one), word] as const))); // its own keys

const PURPOSE_WORDS = words<Purpose | 'all'>({
  sales: ['sale', 'marketing', 'direct marketing', 'advertising', 'ads', 'telemarketing', 'offers', 'promotions', 'werbung', 'publicité', 'prospection', 'publicidad', 'ventas', 'pubblicità', 'reclame', 'реклама', 'فروش', 'تبلیغات', 'بازاریابی', 'تسويق', 'إعلانات', '营销', '销售', '行銷', '廣告', 'benta'],
  survey: ['surveys', 'research', 'market research', 'feedback', 'umfrage', 'umfragen', 'enquête', 'encuesta', 'encuestas', 'sondaggio', 'опрос', 'نظرسنجی', 'استبيان', '调查', '問卷'],
  service: ['customer service', 'support', 'kundendienst', 'servicio', 'خدمات', 'خدمة', '服务', '服務'],
  debt: ['debts', 'collection', 'collections', 'inkasso', 'وصول مطالبات', 'تحصيل', '催收'],
  notice: ['notices', 'notification', 'notifications', 'reminder', 'reminders', 'information', 'info', 'اطلاع رسانی', 'إشعارات', '通知'],
  all: ['everything', 'any', 'all purposes', 'alles', 'tout', 'todo', 'tutto', 'همه', 'الكل', '全部'],
});
const DELIVERY_WORDS = words<Delivery | 'machine' | 'all'>({
  agent: ['agents', 'person', 'call', 'calls', 'phone', 'telephone', 'live', 'human', 'anruf', 'telefon', 'appel', 'llamada', 'تلفن', 'هاتف', '电话', '電話'],
  recorded: ['recording', 'recordings', 'prerecorded', 'pre-recorded', 'robocall'], keypad: ['ivr', 'keys'], spoken: ['synthetic', 'tts', 'artificial voice'],
  machine: ['machines', 'automatic', 'automated', 'automated calls', 'autodialer', 'automatisch'], all: ['everything', 'any', 'alles', 'همه', '全部'],
});
const FORM_WORDS = words<ConsentForm>({
  written: ['paper', 'signed', 'signature', 'letter', 'schriftlich', 'écrit', 'escrito', 'کتبی', 'كتابي', '书面', '書面'],
  digital: ['web', 'online', 'web form', 'form', 'website', 'electronic', 'e-signature', 'app', 'email', 'e-mail', 'checkbox', 'elektronisch', 'آنلاین', '电子', '線上'],
  oral: ['verbal', 'spoken', 'phone', 'telephone', 'call', 'mündlich', 'oral', 'verbale', 'شفاهی', 'شفهي', '口头', '口頭'],
});

const SEVERAL = /[,;/|+&،、，；]/u;
const DATE = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const DAY_FIRST = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: +(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
/** A year of 1403 is one of Iran's calendar. */
const SOLAR_HIJRI_BEFORE = 1_500;

/**
 * The consent of a row; null where it says nothing of one. A day is its beginning by UTC, and so a consent to nothing that was said after it.
 * Who or what may speak, where a row does not say: agents alone; how it was given: said, the least that a law takes.
 */
export function readConsent({ at, purpose, delivery, form, proof }: ConsentCells, nowMs: number): { readonly consent: ReadConsent | null } | { readonly fault: ConsentFault } {
  if (at === undefined) return purpose === undefined || proof === undefined ? { consent: null } : { fault: { code: 'consent-not-dated' } };
  const atMs = instantOf(toAsciiDigits(at).trim());
  if (typeof atMs === 'string') return { fault: { code: atMs, written: at } };
  if (atMs > nowMs) return { fault: { code: 'consent-in-future', written: at } };
  if (purpose === undefined) return { fault: { code: 'consent-for-nothing' } };
  const purposes = severalOf(purpose, PURPOSE_WORDS);
  if (purposes === null) return { fault: { code: 'consent-purpose', written: purpose } };
  const deliveries = severalOf(delivery ?? 'agent', DELIVERY_WORDS);
  if (deliveries === null) return { fault: { code: 'consent-delivery', written: delivery ?? '' } };
  const given = form === undefined ? 'oral' : FORM_WORDS.get(plainKey(form));
  if (given === undefined) return { fault: { code: 'consent-form', written: form ?? '' } };
  return { consent: {
    atMs, form: given, proof: proof ?? null, purposes: purposes.includes('all') ? null : PURPOSES.filter((one) => purposes.includes(one)),
    deliveries: deliveries.includes('all') ? null : [...new Set(deliveries.flatMap((one): readonly Delivery[] => one === 'machine' ? MACHINE : one === 'all' ? [] : [one]))].sort(),
  } };
}

function severalOf<Word>(text: string, known: ReadonlyMap<string, Word>): readonly Word[] | null {
  const parts = text.split(SEVERAL).map(plainKey).filter((part) => part !== '');
  const found = parts.map((part) => known.get(part));
  return found.length === 0 || found.includes(undefined) ? null : found.filter((one) => one !== undefined);
}

function instantOf(text: string): number | 'consent-date' | 'consent-date-unclear' {
  if (/^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b/.test(text) || /^\d{1,2}\.\d{1,2}\.\d{2}$/.test(text)) return 'consent-date-unclear';
  const [iso, dotted] = [DATE.exec(text), DAY_FIRST.exec(text)];
  const [year, month, day, hour, minute, second] = iso !== null ? iso.slice(1, 7) : dotted !== null ? [dotted[3], dotted[2], dotted[1], ...dotted.slice(4, 7)] : [];
  if (year === undefined) return 'consent-date';
  const written = { year: Number(year), month: Number(month), day: Number(day) };
  const calendarDay = fromCalendarOf(written.year < SOLAR_HIJRI_BEFORE ? 'fa' : 'en', written);
  const seconds = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)] as const;
  if (calendarDay === null || seconds[0] > 23 || seconds[1] > 59 || seconds[2] > 59) return 'consent-date';
  return Date.parse(calendarDay) + ((seconds[0] * 60 + seconds[1]) * 60 + seconds[2]) * 1_000 - offsetMs(iso?.[7]);
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
