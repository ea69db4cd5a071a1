import type { SpokenTexts } from '../piece';
import type { SpokenCatalogue } from './spoken-catalogue';
import { spokenWords } from './words';

const ONES = [
  'sero|séro', 'isa|isá', 'dalawa|dalawá', 'tatlo|tatló', 'apat|ápat', 'lima|limá', 'anim|ánim', 'pito|pitó', 'walo|waló', 'siyam|siyám',
  'sampu|sampû', 'labing-isa|labíng-isá', 'labindalawa|labindalawá', 'labintatlo|labintatló', 'labing-apat|labíng-ápat', 'labinlima|labinlimá',
  'labing-anim|labíng-ánim', 'labimpito|labimpitó', 'labingwalo|labingwaló', 'labinsiyam|labinsiyám',
];
const ONES_LINKED = [
  'isang|isáng', 'dalawang|dalawáng', 'tatlong|tatlóng', 'apat na|ápat na', 'limang|limáng', 'anim na|ánim na', 'pitong|pitóng', 'walong|walóng',
  'siyam na|siyám na', 'sampung|sampúng', 'labing-isang|labíng-isáng', 'labindalawang|labindalawáng', 'labintatlong|labintatlóng',
  'labing-apat na|labíng-ápat na', 'labinlimang|labinlimáng', 'labing-anim na|labíng-ánim na', 'labimpitong|labimpitóng', 'labingwalong|labingwalóng',
  'labinsiyam na|labinsiyám na',
];
/** Without the last vowel's glottal stop, which what follows takes away. */
const TENS = [
  'dalawampu|dalawampú', 'tatlumpu|tatlumpú', 'apatnapu|apatnapú', 'limampu|limampú', 'animnapu|animnapú', 'pitumpu|pitumpú', 'walumpu|walumpú',
  'siyamnapu|siyamnapú',
];
const HUNDREDS = [
  'isang daan|isáng daán', 'dalawang daan|dalawáng daán', 'tatlong daan|tatlóng daán', 'apat na raan|ápat na raán', 'limang daan|limáng daán',
  'anim na raan|ánim na raán', 'pitong daan|pitóng daán', 'walong daan|walóng daán', 'siyam na raan|siyám na raán',
];
const ORDINALS = [
  'una', 'ikalawa|ikalawá', 'ikatlo|ikatló', 'ikaapat|ikaápat', 'ikalima|ikalimá', 'ikaanim|ikaánim', 'ikapito|ikapitó', 'ikawalo|ikawaló',
  'ikasiyam|ikasiyám', 'ikasampu|ikasampû',
];
const MONTHS = ['Enero', 'Pebrero', 'Marso', 'Abril|Abríl', 'Mayo', 'Hunyo', 'Hulyo', 'Agosto', 'Setyembre', 'Oktubre', 'Nobyembre', 'Disyembre'];
/** English words with the sounds that Filipino has for them. */
const OF_PHONE_NUMBERS = ['zero|síro', 'one|wan', 'two|tu', 'three|tri', 'four|por', 'five|fayb', 'six|siks', 'seven|sében', 'eight|eyt', 'nine|nayn'];

/** An ending of both texts, or of each its own. */
function ending(words: readonly string[], end: string): string[] {
  return words.map((word) => word.split('|').map((form) => `${form}${end}`).join('|'));
}
const ten = (index: number): string => String((index + 2) * 10);
const hundred = (index: number): string => String((index + 1) * 100);

const WORDS: SpokenTexts = {
  ...spokenWords(ONES, (index) => String(index)), ...spokenWords(ONES_LINKED, (index) => `${String(index + 1)}-linked`),
  ...spokenWords(TENS.map((word) => word.replace(/ú$/, 'û')), ten), ...spokenWords(ending(TENS, '\'t'), (index) => `${ten(index)}-and`),
  ...spokenWords(ending(TENS, 'ng'), (index) => `${ten(index)}-linked`),
  ...spokenWords(HUNDREDS, hundred), ...spokenWords(ending(HUNDREDS, 'g'), (index) => `${hundred(index)}-linked`),
  ...spokenWords(ORDINALS, (index) => `${String(index + 1)}-th`), th: { text: 'ika', joined: true },
  thousand: { text: 'libo', say: 'líbo' }, 'thousand-and': { text: 'libo\'t', say: 'líbo\'t' }, and: { text: 'at' },
  ...spokenWords(MONTHS.map((month) => month.split('|').map((form) => `ng ${form}`).join('|')), (index) => `month-${String(index + 1)}`),
  minute: { text: 'minuto', say: 'minúto' },
  ...spokenWords(OF_PHONE_NUMBERS, (index) => `${String(index)}-phone`),
  plus: { text: 'plus', say: 'plas' }, star: { text: 'star', say: 'istár' }, hash: { text: 'pound', say: 'pawnd' },
};

/**
 * `say` marks what Filipino spelling leaves out, as dictionaries do: á the stress, à a last glottal stop, â both; a word without
 * a mark is stressed on its last syllable but one. It also writes as they sound: ng and mga, and words of English.
 */
export const FILIPINO: SpokenCatalogue = {
  words: WORDS,
  sentences: {
    welcome: {
      text: 'Salamat po sa inyong pagtawag. Huwag po ninyong ibaba ang telepono.',
      say: 'Salámat pô sa inyóng pagtáwag. Huwág pô ninyóng ibabâ ang telépono.',
    },
    'all-busy': {
      text: 'Abala pa po ang lahat ng aming kinatawan sa ibang tumatawag. Sasagutin po ang inyong tawag ayon sa pagkakasunod-sunod.',
      say: 'Abalá pa pô ang lahát ng áming kinatawán sa ibáng tumatáwag. Sasagutín pô ang inyóng táwag áyon sa pagkakasunúd-sunód.',
    },
    'still-waiting': {
      text: 'Salamat po sa inyong paghihintay. Nananatili po ang inyong puwesto sa pila.',
      say: 'Salámat pô sa inyóng paghihintáy. Nananatíli pô ang inyóng puwésto sa píla.',
    },
    position: { text: 'Kayo po ang {position} sa pila.', say: 'Kayó pô ang {position} sa píla.' },
    'position-next': { text: 'Kayo na po ang susunod sa pila.', say: 'Kayó na pô ang susunód sa píla.' },
    'wait-under-minute': {
      text: 'Ang tinatayang oras ng paghihintay ay wala pang isang minuto.',
      say: 'Ang tinatáyang óras ng paghihintáy ay walá pang isáng minúto.',
    },
    'wait-minutes': { text: 'Ang tinatayang oras ng paghihintay ay mga {minutes}.', say: 'Ang tinatáyang óras ng paghihintáy ay mga {minutes}.' },
    'wait-over-hour': { text: 'Ang tinatayang oras ng paghihintay ay mahigit isang oras.', say: 'Ang tinatáyang óras ng paghihintáy ay mahigít isáng óras.' },
    connecting: { text: 'Salamat po sa inyong paghihintay. Ikinokonekta na po kayo.', say: 'Salámat pô sa inyóng paghihintáy. Ikinokonékta na pô kayó.' },
    'key-language': { text: 'Para sa Filipino, pindutin ang {key}.', say: 'Pára sa Filipíno, pindutín ang {key}.' },
    'key-callback': {
      text: 'Para tawagan namin kayo nang hindi nawawala ang inyong puwesto sa pila, pindutin ang {key}.',
      say: 'Pára tawágan námin kayó nang hindî nawáwalâ ang inyóng puwésto sa píla, pindutín ang {key}.',
    },
    'key-voicemail': { text: 'Para mag-iwan ng mensahe, pindutin ang {key}.', say: 'Pára mag-íwan ng mensáhe, pindutín ang {key}.' },
    'key-other-queue': { text: 'Para makausap ang ibang departamento, pindutin ang {key}.', say: 'Pára makaúsap ang ibáng departaménto, pindutín ang {key}.' },
    'key-again': { text: 'Para marinig itong muli, pindutin ang {key}.', say: 'Pára mariníg itóng mulî, pindutín ang {key}.' },
    'key-number-right': { text: 'Kung tama ang numerong ito, pindutin ang {key}.', say: 'Kung támà ang númerong itó, pindutín ang {key}.' },
    'key-number-other': { text: 'Para maglagay ng ibang numero, pindutin ang {key}.', say: 'Pára maglagáy ng ibáng número, pindutín ang {key}.' },
    'callback-number': { text: 'Tatawagan po namin kayo sa numerong ito: {number}.', say: 'Tatawágan pô námin kayó sa númerong itó: {number}.' },
    'callback-type': {
      text: 'Pakilagay po ang numerong nais ninyong tawagan namin, at pagkatapos ay pindutin ang pound.',
      say: 'Pakilagáy pô ang númerong náis ninyóng tawágan námin, at pagkatápos ay pindutín ang pawnd.',
    },
    'number-unreachable': { text: 'Hindi po namin matatawagan ang numerong iyon.', say: 'Hindî pô námin matatawágan ang númerong iyón.' },
    'callback-set': {
      text: 'Salamat po. Nananatili ang inyong puwesto sa pila, at tatawagan po namin kayo pagdating ng inyong turno. Maaari na po ninyong ibaba ang telepono.',
      say: 'Salámat pô. Nananatíli ang inyóng puwésto sa píla, at tatawágan pô námin kayó pagdatíng ng inyóng túrno. Maaári na pô ninyóng ibabâ ang telépono.',
    },
    'leave-message': {
      text: 'Iwan po ninyo ang inyong mensahe pagkatapos ng tono. Kapag tapos na, pindutin ang pound o ibaba ang telepono.',
      say: 'Íwan pô ninyó ang inyóng mensáhe pagkatápos ng tóno. Kapág tapós na, pindutín ang pawnd o ibabâ ang telépono.',
    },
    'message-kept': { text: 'Salamat po. Naitala na po ang inyong mensahe.', say: 'Salámat pô. Naitalâ na pô ang inyóng mensáhe.' },
    closed: {
      text: 'Sarado po kami sa ngayon. Tumawag po kayong muli sa oras ng aming serbisyo.',
      say: 'Sarádo pô kamí sa ngayón. Tumáwag pô kayóng mulî sa óras ng áming serbísyo.',
    },
    'closed-emergency': {
      text: 'Pansamantala po kaming sarado dahil sa isang emerhensiya. Humihingi po kami ng paumanhin. Tumawag po kayong muli mamaya.',
      say: 'Pansamantalá pô kamíng sarádo dáhil sa isáng emerhénsiya. Humíhingî pô kamí ng paumanhín. Tumáwag pô kayóng mulî mamayâ.',
    },
    'who-called': {
      text: 'Tinawagan po namin kayo mula sa numerong ito. Kung ayaw na po ninyong tawagan namin, pindutin ang siyam.',
      say: 'Tinawágan pô námin kayó mulâ sa númerong itó. Kung áyaw na pô ninyóng tawágan námin, pindutín ang siyám.',
    },
    'opted-out': { text: 'Hindi na po namin kayo tatawagan. Paalam po.', say: 'Hindî na pô námin kayó tatawágan. Paálam pô.' },
    'invalid-key': { text: 'Wala po sa mga pagpipilian ang pinindot ninyo.', say: 'Walâ pô sa mga pagpipilían ang pinindót ninyó.' },
    'no-input': { text: 'Wala po kaming natanggap na sagot.', say: 'Walâ pô kamíng natanggáp na sagót.' },
    'nobody-there': {
      text: 'Humihingi po kami ng paumanhin. Walang makasasagot sa inyong tawag sa ngayon. Tumawag po kayong muli mamaya.',
      say: 'Humíhingî pô kamí ng paumanhín. Waláng makasasagót sa inyóng táwag sa ngayón. Tumáwag pô kayóng mulî mamayâ.',
    },
    goodbye: { text: 'Salamat po sa inyong pagtawag. Paalam po.', say: 'Salámat pô sa inyóng pagtáwag. Paálam pô.' },
  },
};
