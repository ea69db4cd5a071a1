import type { SpokenTexts } from '../piece';
import type { SpokenCatalogue } from './spoken-catalogue';
import { spokenWords } from './words';

const ONES = ['零|ling2', '一|yi1', '二|er4', '三|san1', '四|si4', '五|wu3', '六|liu4', '七|qi1', '八|ba1', '九|jiu3'];
const TENS = ['十|shi2', '二十|er4shi2', '三十|san1shi2', '四十|si4shi2', '五十|wu3shi2', '六十|liu4shi2', '七十|qi1shi2', '八十|ba1shi2', '九十|jiu3shi2'];
const HUNDREDS = ['一百|yi4bai3', '二百|er4bai3', '三百|san1bai3', '四百|si4bai3', '五百|wu3bai3', '六百|liu4bai3', '七百|qi1bai3', '八百|ba1bai3', '九百|jiu3bai3'];
const THOUSANDS = ['一千|yi4qian1', '两千|liang3qian1', '三千|san1qian1', '四千|si4qian1', '五千|wu3qian1', '六千|liu4qian1', '七千|qi1qian1', '八千|ba1qian1', '九千|jiu3qian1'];

const MONTHS = [
  '一月|yi1yue4', '二月|er4yue4', '三月|san1yue4', '四月|si4yue4', '五月|wu3yue4', '六月|liu4yue4', '七月|qi1yue4', '八月|ba1yue4', '九月|jiu3yue4', '十月|shi2yue4',
  '十一月|shi2yi1yue4', '十二月|shi2er4yue4',
];

const WORDS: SpokenTexts = {
  ...spokenWords(ONES, (index) => String(index)),
  ...[TENS, HUNDREDS, THOUSANDS].reduce<SpokenTexts>((words, list, place) => ({
    ...words, ...spokenWords(list, (index) => String((index + 1) * 10 ** (place + 1))),
  }), {}),
  '10-inner': { text: '一十', say: 'yi1shi2' }, '2000-inner': { text: '二千', say: 'er4qian1' },
  10000: { text: '一万', say: 'yi2wan4' }, wan: { text: '万', say: 'wan4' },
  '2-measured': { text: '两', say: 'liang3' }, '1-phone': { text: '幺', say: 'yao1' },
  ...spokenWords(MONTHS, (index) => `month-${String(index + 1)}`), year: { text: '年', say: 'nian2' }, day: { text: '日', say: 'ri4' },
  minutes: { text: '分钟', say: 'fen1zhong1' },
  plus: { text: '加', say: 'jia1' }, star: { text: '星号键', say: 'xing1hao4jian4' }, hash: { text: '井号键', say: 'jing3hao4jian4' },
};

/** `say` is pinyin as it is spoken: the tones of 一 and 不 are those before what follows. */
export const CHINESE_MAINLAND: SpokenCatalogue = {
  words: WORDS,
  sentences: {
    welcome: { text: '感谢您的来电，请不要挂机。', say: 'gan3xie4 nin2 de5 lai2dian4, qing3 bu2yao4 gua4ji1.' },
    'all-busy': {
      text: '目前所有客服人员都在忙，我们会按来电顺序为您接听。',
      say: 'mu4qian2 suo3you3 ke4fu2 ren2yuan2 dou1 zai4 mang2, wo3men5 hui4 an4 lai2dian4 shun4xu4 wei4 nin2 jie1ting1.',
    },
    'still-waiting': { text: '感谢您的耐心等待，您的排队位置会为您保留。', say: 'gan3xie4 nin2 de5 nai4xin1 deng3dai4, nin2 de5 pai2dui4 wei4zhi4 hui4 wei4 nin2 bao3liu2.' },
    position: { text: '您目前排在第{position}位。', say: 'nin2 mu4qian2 pai2 zai4 di4 {position} wei4.' },
    'position-next': { text: '您是下一位。', say: 'nin2 shi4 xia4 yi2 wei4.' },
    'wait-under-minute': { text: '预计等待时间不到一分钟。', say: 'yu4ji4 deng3dai4 shi2jian1 bu2dao4 yi4 fen1zhong1.' },
    'wait-minutes': { text: '预计等待时间约为{minutes}。', say: 'yu4ji4 deng3dai4 shi2jian1 yue1 wei2 {minutes}.' },
    'wait-over-hour': { text: '预计等待时间超过一小时。', say: 'yu4ji4 deng3dai4 shi2jian1 chao1guo4 yi4 xiao3shi2.' },
    connecting: { text: '感谢您的等待，正在为您接通。', say: 'gan3xie4 nin2 de5 deng3dai4, zheng4zai4 wei4 nin2 jie1tong1.' },
    'key-language': { text: '普通话请按{key}。', say: 'pu3tong1hua4 qing3 an4 {key}.' },
    'key-callback': { text: '如需保留排队位置并由我们给您回电，请按{key}。', say: 'ru2 xu1 bao3liu2 pai2dui4 wei4zhi4 bing4 you2 wo3men5 gei3 nin2 hui2dian4, qing3 an4 {key}.' },
    'key-voicemail': { text: '留言请按{key}。', say: 'liu2yan2 qing3 an4 {key}.' },
    'key-other-queue': { text: '转到其他部门请按{key}。', say: 'zhuan3 dao4 qi2ta1 bu4men2 qing3 an4 {key}.' },
    'key-again': { text: '重听请按{key}。', say: 'chong2ting1 qing3 an4 {key}.' },
    'key-number-right': { text: '号码正确请按{key}。', say: 'hao4ma3 zheng4que4 qing3 an4 {key}.' },
    'key-number-other': { text: '输入其他号码请按{key}。', say: 'shu1ru4 qi2ta1 hao4ma3 qing3 an4 {key}.' },
    'callback-number': { text: '我们将回电至此号码：{number}。', say: 'wo3men5 jiang1 hui2dian4 zhi4 ci3 hao4ma3: {number}.' },
    'callback-type': { text: '请输入您希望接听回电的号码，按井号键结束。', say: 'qing3 shu1ru4 nin2 xi1wang4 jie1ting1 hui2dian4 de5 hao4ma3, an4 jing3hao4jian4 jie2shu4.' },
    'number-unreachable': { text: '我们无法拨打该号码。', say: 'wo3men5 wu2fa3 bo1da3 gai1 hao4ma3.' },
    'callback-set': {
      text: '谢谢。您的排队位置已保留，轮到您时我们会给您回电。您现在可以挂机了。',
      say: 'xie4xie5. nin2 de5 pai2dui4 wei4zhi4 yi3 bao3liu2, lun2dao4 nin2 shi2 wo3men5 hui4 gei3 nin2 hui2dian4. nin2 xian4zai4 ke2yi3 gua4ji1 le5.',
    },
    'leave-message': {
      text: '请在提示音后留言，留言结束后请按井号键或直接挂机。',
      say: 'qing3 zai4 ti2shi4yin1 hou4 liu2yan2, liu2yan2 jie2shu4 hou4 qing3 an4 jing3hao4jian4 huo4 zhi2jie1 gua4ji1.',
    },
    'message-kept': { text: '谢谢，您的留言已保存。', say: 'xie4xie5, nin2 de5 liu2yan2 yi3 bao3cun2.' },
    closed: { text: '现在是非工作时间，请在工作时间内来电。', say: 'xian4zai4 shi4 fei1 gong1zuo4 shi2jian1, qing3 zai4 gong1zuo4 shi2jian1 nei4 lai2dian4.' },
    'closed-emergency': {
      text: '由于突发情况，我们暂停服务。非常抱歉，请稍后再来电。',
      say: 'you2yu2 tu1fa1 qing2kuang4, wo3men5 zan4ting2 fu2wu4. fei1chang2 bao4qian4, qing3 shao1hou4 zai4 lai2dian4.',
    },
    'who-called': {
      text: '我们曾用此号码给您打过电话。如不希望再接到我们的来电，请按九。',
      say: 'wo3men5 ceng2 yong4 ci3 hao4ma3 gei3 nin2 da3guo4 dian4hua4. ru2 bu4 xi1wang4 zai4 jie1dao4 wo3men5 de5 lai2dian4, qing3 an4 jiu3.',
    },
    'opted-out': { text: '我们不会再给您打电话。再见。', say: 'wo3men5 bu2hui4 zai4 gei3 nin2 da3 dian4hua4. zai4jian4.' },
    'invalid-key': { text: '您的选择无效。', say: 'nin2 de5 xuan3ze2 wu2xiao4.' },
    'no-input': { text: '没有收到您的选择。', say: 'mei2you3 shou1dao4 nin2 de5 xuan3ze2.' },
    'nobody-there': { text: '非常抱歉，目前无法接听您的来电，请稍后再拨。', say: 'fei1chang2 bao4qian4, mu4qian2 wu2fa3 jie1ting1 nin2 de5 lai2dian4, qing3 shao1hou4 zai4 bo1.' },
    goodbye: { text: '感谢您的来电，再见。', say: 'gan3xie4 nin2 de5 lai2dian4, zai4jian4.' },
  },
};
