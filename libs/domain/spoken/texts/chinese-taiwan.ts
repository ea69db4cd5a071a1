import type { SpokenTexts } from '../piece';
import { CHINESE_MAINLAND } from './chinese-mainland';
import type { SpokenCatalogue } from './spoken-catalogue';

/** Sounds of the mainland's numbers that are written otherwise, and those that are said otherwise or not at all. */
const TRADITIONAL: readonly (readonly [string, string])[] = [['两', '兩'], ['万', '萬'], ['钟', '鐘']];
const NOT_SAID = new Set(['1-phone', '2000-inner']);

function traditional(text: string): string {
  return TRADITIONAL.reduce((written, [simplified, form]) => written.replaceAll(simplified, form), text);
}

const WORDS: SpokenTexts = {
  ...Object.fromEntries(Object.entries(CHINESE_MAINLAND.words).filter(([piece]) => !NOT_SAID.has(piece))
    .map(([piece, said]) => [piece, { ...said, text: traditional(said.text) }])),
  200: { text: '兩百', say: 'liang3bai3' },
  plus: { text: '加', say: 'jia1' }, star: { text: '米字鍵', say: 'mi3zi4jian4' }, hash: { text: '井字鍵', say: 'jing3zi4jian4' },
};

export const CHINESE_TAIWAN: SpokenCatalogue = {
  words: WORDS,
  sentences: {
    welcome: { text: '感謝您的來電，請勿掛斷電話。', say: 'gan3xie4 nin2 de5 lai2dian4, qing3 wu4 gua4duan4 dian4hua4.' },
    'all-busy': {
      text: '目前客服人員皆在忙線中，我們將依來電順序為您接聽。',
      say: 'mu4qian2 ke4fu2 ren2yuan2 jie1 zai4 mang2xian4 zhong1, wo3men5 jiang1 yi1 lai2dian4 shun4xu4 wei4 nin2 jie1ting1.',
    },
    'still-waiting': { text: '感謝您的耐心等候，您的順位會為您保留。', say: 'gan3xie4 nin2 de5 nai4xin1 deng3hou4, nin2 de5 shun4wei4 hui4 wei4 nin2 bao3liu2.' },
    position: { text: '您目前排在第{position}位。', say: 'nin2 mu4qian2 pai2 zai4 di4 {position} wei4.' },
    'position-next': { text: '您是下一位。', say: 'nin2 shi4 xia4 yi2 wei4.' },
    'wait-under-minute': { text: '預估等候時間不到一分鐘。', say: 'yu4gu1 deng3hou4 shi2jian1 bu2dao4 yi4 fen1zhong1.' },
    'wait-minutes': { text: '預估等候時間約{minutes}。', say: 'yu4gu1 deng3hou4 shi2jian1 yue1 {minutes}.' },
    'wait-over-hour': { text: '預估等候時間超過一小時。', say: 'yu4gu1 deng3hou4 shi2jian1 chao1guo4 yi4 xiao3shi2.' },
    connecting: { text: '感謝您的等候，正在為您轉接。', say: 'gan3xie4 nin2 de5 deng3hou4, zheng4zai4 wei4 nin2 zhuan3jie1.' },
    'key-language': { text: '國語請按{key}。', say: 'guo2yu3 qing3 an4 {key}.' },
    'key-callback': { text: '若要保留順位並由我們回電給您，請按{key}。', say: 'ruo4yao4 bao3liu2 shun4wei4 bing4 you2 wo3men5 hui2dian4 gei3 nin2, qing3 an4 {key}.' },
    'key-voicemail': { text: '留言請按{key}。', say: 'liu2yan2 qing3 an4 {key}.' },
    'key-other-queue': { text: '轉接其他部門請按{key}。', say: 'zhuan3jie1 qi2ta1 bu4men2 qing3 an4 {key}.' },
    'key-again': { text: '重聽請按{key}。', say: 'chong2ting1 qing3 an4 {key}.' },
    'key-number-right': { text: '號碼正確請按{key}。', say: 'hao4ma3 zheng4que4 qing3 an4 {key}.' },
    'key-number-other': { text: '輸入其他號碼請按{key}。', say: 'shu1ru4 qi2ta1 hao4ma3 qing3 an4 {key}.' },
    'callback-number': { text: '我們將回電至此號碼：{number}。', say: 'wo3men5 jiang1 hui2dian4 zhi4 ci3 hao4ma3: {number}.' },
    'callback-type': {
      text: '請輸入您希望接聽回電的電話號碼，輸入完畢請按井字鍵。',
      say: 'qing3 shu1ru4 nin2 xi1wang4 jie1ting1 hui2dian4 de5 dian4hua4 hao4ma3, shu1ru4 wan2bi4 qing3 an4 jing3zi4jian4.',
    },
    'number-unreachable': { text: '我們無法撥打該號碼。', say: 'wo3men5 wu2fa3 bo1da3 gai1 hao4ma3.' },
    'callback-set': {
      text: '謝謝您。您的順位已保留，輪到您時我們會回電給您。您現在可以掛斷電話。',
      say: 'xie4xie5 nin2. nin2 de5 shun4wei4 yi3 bao3liu2, lun2dao4 nin2 shi2 wo3men5 hui4 hui2dian4 gei3 nin2. nin2 xian4zai4 ke2yi3 gua4duan4 dian4hua4.',
    },
    'leave-message': {
      text: '請在嗶聲後留言，留言完畢請按井字鍵或直接掛斷。',
      say: 'qing3 zai4 bi1sheng1 hou4 liu2yan2, liu2yan2 wan2bi4 qing3 an4 jing3zi4jian4 huo4 zhi2jie1 gua4duan4.',
    },
    'message-kept': { text: '謝謝您，您的留言已儲存。', say: 'xie4xie5 nin2, nin2 de5 liu2yan2 yi3 chu2cun2.' },
    closed: { text: '目前非服務時間，請於服務時間內來電。', say: 'mu4qian2 fei1 fu2wu4 shi2jian1, qing3 yu2 fu2wu4 shi2jian1 nei4 lai2dian4.' },
    'closed-emergency': {
      text: '因緊急狀況，我們暫停服務。造成不便，敬請見諒，請稍後再來電。',
      say: 'yin1 jin3ji2 zhuang4kuang4, wo3men5 zan4ting2 fu2wu4. zao4cheng2 bu2bian4, jing4qing3 jian4liang4, qing3 shao1hou4 zai4 lai2dian4.',
    },
    'who-called': {
      text: '我們曾以此號碼致電給您。若不希望再接到我們的來電，請按九。',
      say: 'wo3men5 ceng2 yi3 ci3 hao4ma3 zhi4dian4 gei3 nin2. ruo4 bu4 xi1wang4 zai4 jie1dao4 wo3men5 de5 lai2dian4, qing3 an4 jiu3.',
    },
    'opted-out': { text: '我們不會再致電給您。再見。', say: 'wo3men5 bu2hui4 zai4 zhi4dian4 gei3 nin2. zai4jian4.' },
    'invalid-key': { text: '您的選擇無效。', say: 'nin2 de5 xuan3ze2 wu2xiao4.' },
    'no-input': { text: '沒有收到您的選擇。', say: 'mei2you3 shou1dao4 nin2 de5 xuan3ze2.' },
    'nobody-there': { text: '很抱歉，目前無法接聽您的來電，請稍後再撥。', say: 'hen3 bao4qian4, mu4qian2 wu2fa3 jie1ting1 nin2 de5 lai2dian4, qing3 shao1hou4 zai4 bo1.' },
    goodbye: { text: '感謝您的來電，再見。', say: 'gan3xie4 nin2 de5 lai2dian4, zai4jian4.' },
  },
};
