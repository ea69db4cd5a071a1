import type { ColumnUse } from './column-use';
import { columnOfConsent } from './consent-column';
import { NAME_WORDS } from './name-words';
import { consentColumn } from './opt-out';
import { PHONE_WORDS } from './phone-words';
import { PERHAPS_A_PHONE, PLACE_WORDS } from './place-words';
import { plainKey, plainWords } from './plain-words';
import { isTheirOwnPhone } from './whose-phone';

/** `party` and `company` name a contact where no column names a person; `perhaps-phone` is one where no other is. */
export type HeaderMeaning = ColumnUse | 'perhaps-phone' | 'party' | 'company';

const BY_KEY = new Map<string, HeaderMeaning>();
const add = (words: readonly string[], meaning: HeaderMeaning): void => { for (const word of words) if (!BY_KEY.has(plainKey(word))) BY_KEY.set(plainKey(word), meaning); };
add(PHONE_WORDS, 'phone');
for (const part of ['first-name', 'last-name', 'middle-name', 'patronymic', 'name', 'party', 'company'] as const) add(NAME_WORDS[part], part);
for (const place of ['zone', 'country', 'area-code'] as const) add(PLACE_WORDS[place], place);
add(PERHAPS_A_PHONE, 'perhaps-phone');

/** Within a longer header these mean a phone. */
const PHONE_PART = /(^| )(tel|mob|mobile|mobil|cell|cellular|gsm|handy|cep|celular|movil|cellulare|portable|festnetz|rufnummer|selpon|ponsel|hp|sdt)( |$)|phone|telefon|telepon|msisdn|whatsapp/u;
const NO_PHONE_PART = /(micro|head|saxo|smart|ear|^i)phone/u;
const PHONE_IN_OTHER_SCRIPTS = /تلفن|موبایل|همراه|هاتف|جوال|تلیفون|محمول|فون|واتساپ|电话|手机|電話|手機|携帯|座机|전화|휴대폰|핸드폰|телефон|мобильн|сотов|τηλεφων|κινητο|טלפון|נייד|โทรศัพท|เบอร์|मोबाइल|फोन|মোবাইল|ফোন/u;

/** What a column of this header holds. Numbers that tell columns apart (`Phone 2`, `Phone 1 - Value`) do not count. */
export function meaningOfHeader(header: string): HeaderMeaning {
  const consent = columnOfConsent(header) ?? consentColumn(header);
  if (consent !== null) return consent;
  const words = plainWords(header).replace(/(?<=\p{L})(?=[0-9])/gu, ' ').replace(/(^| )[0-9]{1,2}(?= |$)/g, ' ').replace(/ +/g, ' ').trim();
  const known = BY_KEY.get(words.replaceAll(' ', ''));
  if (known !== undefined) return known;
  const namesAPhone = (PHONE_PART.test(words) && !NO_PHONE_PART.test(words.replaceAll(' ', ''))) || PHONE_IN_OTHER_SCRIPTS.test(words);
  return namesAPhone && isTheirOwnPhone(words) ? 'phone' : 'field';
}
