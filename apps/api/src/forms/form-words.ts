/** What a form's page says of its own; all else is the questionnaire's. By the first subtag of a language, English for every other. */
export interface FormWords {
  readonly language: string;
  readonly begin: string;
  readonly yes: string;
  readonly no: string;
  readonly next: string;
  readonly back: string;
  readonly skip: string;
  readonly closed: string;
  readonly notYet: string;
  readonly wrong: string;
  readonly away: string;
  readonly over: string;
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

export const FORM_WORDS: Readonly<Record<string, FormWords>> = {
  en: {
    language: 'Language', begin: 'Begin', yes: 'Yes', no: 'No', next: 'Next', back: 'Back', skip: 'Skip', closed: 'This form is closed.', notYet: 'This form is not open yet.',
    wrong: 'This answer does not fit the question.', away: 'The answer could not be kept. Try again in a moment.', over: 'You have answered. Thank you.', year: 'year', month: 'month', day: 'day',
  },
  fa: {
    language: 'زبان', begin: 'شروع', yes: 'بله', no: 'خیر', next: 'بعدی', back: 'قبلی', skip: 'رد کردن', closed: 'این فرم بسته شده است.', notYet: 'این فرم هنوز باز نشده است.',
    wrong: 'این پاسخ با پرسش جور نیست.', away: 'پاسخ ثبت نشد. کمی بعد دوباره تلاش کنید.', over: 'پاسخ شما ثبت شد. سپاسگزاریم.', year: 'سال', month: 'ماه', day: 'روز',
  },
  ar: {
    language: 'اللغة', begin: 'ابدأ', yes: 'نعم', no: 'لا', next: 'التالي', back: 'السابق', skip: 'تخطَّ', closed: 'هذا النموذج مغلق.', notYet: 'لم يُفتح هذا النموذج بعد.',
    wrong: 'هذه الإجابة لا تناسب السؤال.', away: 'تعذّر حفظ الإجابة. حاول مرة أخرى بعد قليل.', over: 'تم تسجيل إجاباتك. شكرًا لك.', year: 'سنة', month: 'شهر', day: 'يوم',
  },
  zh: {
    language: '语言', begin: '开始', yes: '是', no: '否', next: '下一题', back: '上一题', skip: '跳过', closed: '此问卷已关闭。', notYet: '此问卷尚未开放。',
    wrong: '此回答不符合问题要求。', away: '回答未能保存，请稍后再试。', over: '您已完成回答，谢谢。', year: '年', month: '月', day: '日',
  },
  fil: {
    language: 'Wika', begin: 'Simulan', yes: 'Oo', no: 'Hindi', next: 'Susunod', back: 'Bumalik', skip: 'Laktawan', closed: 'Sarado na ang form na ito.', notYet: 'Hindi pa bukas ang form na ito.',
    wrong: 'Hindi tugma ang sagot sa tanong.', away: 'Hindi naitala ang sagot. Subukan muli mamaya.', over: 'Nasagutan mo na ito. Salamat.', year: 'taon', month: 'buwan', day: 'araw',
  },
};
