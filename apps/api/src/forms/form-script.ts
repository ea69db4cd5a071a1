import { API_PATH } from '@paceline/contracts/routes/route';
import { FORM_WORDS } from './form-words';

/** Of the page, in plain JavaScript of a browser. Whatever came from elsewhere is put there as text, never as markup. */
export const FORM_SCRIPT = `'use strict';
const WORDS = ${JSON.stringify(FORM_WORDS).replaceAll('<', '\\u003c')};
const link = location.pathname.split('/').pop();
const api = '${API_PATH}/forms/' + link;
const main = document.querySelector('main');
const status = document.querySelector('[role=status]');
let words = WORDS.en;
let back = 0;

const store = {
  get() { try { return localStorage.getItem(link); } catch { return null; } },
  set(value) { try { localStorage.setItem(link, value); } catch { /* goes on in this window alone */ } },
  forget() { try { localStorage.removeItem(link); } catch { /* was not kept */ } },
};

async function ask(path, body) {
  const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(api + path, { ...init, credentials: 'omit', cache: 'no-store' });
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.code), { status: response.status });
  return answer;
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function button(text, act, kind) {
  return make('button', { type: 'button', textContent: text, className: kind || '', onclick: act });
}

function speak(language, rightToLeft) {
  words = WORDS[language.toLowerCase().split('-')[0]] || WORDS.en;
  document.documentElement.lang = language;
  document.documentElement.dir = rightToLeft ? 'rtl' : 'ltr';
}

function show(...children) {
  status.textContent = '';
  main.replaceChildren(...children);
  const first = main.querySelector('h1, legend');
  if (first) { document.title = first.textContent; first.tabIndex = -1; first.focus(); }
}

async function attempt(work) {
  const buttons = [...main.querySelectorAll('button')];
  for (const one of buttons) one.disabled = true;
  try {
    sheet(await work());
  } catch (failed) {
    status.textContent = failed.status === 409 || failed.status === 400 ? words.wrong : words.away;
    for (const one of buttons) one.disabled = false;
  }
}

function entrance(form) {
  const shown = form.languages.find((one) => one.language === form.language);
  speak(form.language, Boolean(shown && shown.rightToLeft));
  if (form.state !== 'open') { show(make('h1', { textContent: form.state === 'closed' ? words.closed : words.notYet })); return; }
  const choice = make('select', { id: 'language' }, ...form.languages.map(({ language }) => make('option', {
    value: language, textContent: new Intl.DisplayNames([language], { type: 'language' }).of(language), selected: language === form.language,
  })));
  const named = make('label', { htmlFor: 'language', textContent: words.language });
  choice.onchange = () => entrance({ ...form, language: choice.value });
  show(...form.languages.length > 1 ? [named, choice] : [], button(words.begin, () => attempt(() => ask('/begin', { language: form.language })), 'main'));
}

function sheet(now) {
  speak(now.language, now.rightToLeft);
  store.set(now.resume);
  back = 0;
  draw(now);
}

function draw(now) {
  const step = (one) => attempt(() => ask('/steps', { resume: now.resume, step: one }));
  if (now.asks === null) { show(make('h1', { textContent: now.text || words.over })); return; }
  if (now.asks === 'consent') {
    show(make('h1', { textContent: now.text }), make('div', { className: 'row' }, button(words.yes, () => step({ kind: 'consented' }), 'main'), button(words.no, () => step({ kind: 'refused' }))));
    return;
  }
  const line = now.lines[now.lines.length - 1 - back];
  const foot = make('div', { className: 'row foot' });
  if (back + 1 < now.lines.length) foot.append(button(words.back, () => { back += 1; draw(now); }));
  if (line.isOptional) foot.append(button(words.skip, () => step({ kind: 'skipped', question: line.question })));
  const typed = (keys) => step({ kind: 'typed', question: line.question, keys });
  const field = make('fieldset', {}, make('legend', { textContent: line.text }), ...INPUTS[inputOf(line)](line, typed, step));
  show(field, foot);
}

function inputOf(line) {
  if (line.kind === 'number') return 'number';
  if (line.kind === 'several' || line.kind === 'comment' || line.kind === 'date') return line.kind;
  return 'one';
}

function keysOf(line) {
  if (line.kind === 'yes-no') return [{ key: '1', text: words.yes }, { key: '2', text: words.no }];
  if (line.choices.length > 0) return line.choices;
  return Array.from({ length: line.most - line.least + 1 }, (_, nth) => ({ key: String(line.least + nth), text: String(line.least + nth) }));
}

const INPUTS = {
  one: (line, typed) => [make('div', { className: line.choices.length > 0 ? 'column' : 'row' }, ...keysOf(line).map(({ key, text }) => {
    const one = button(text, () => typed(key));
    one.setAttribute('aria-pressed', String(line.keys === key));
    return one;
  }))],
  several: (line, typed) => {
    const boxes = line.choices.map(({ key, text }) => [make('input', { type: 'checkbox', value: key, id: 'key-' + key, checked: Boolean(line.keys && line.keys.includes(key)) }), text]);
    const chosen = () => boxes.filter(([box]) => box.checked).map(([box]) => box.value).join('') || '#';
    return [...boxes.map(([box, text]) => make('div', {}, box, make('label', { htmlFor: box.id, textContent: text }))), button(words.next, () => typed(chosen()), 'main')];
  },
  number: (line, typed) => {
    const input = make('input', { type: 'text', inputMode: 'numeric', autocomplete: 'off', maxLength: 9, value: line.keys || '', ariaLabel: line.text });
    return [input, button(words.next, () => typed(latin(input.value) || '-'), 'main')];
  },
  date: (line, typed) => {
    const parts = line.dateOrder.split('-').map((part) => make('input', { type: 'text', inputMode: 'numeric', autocomplete: 'off', maxLength: part === 'year' ? 4 : 2, size: 4, placeholder: words[part], ariaLabel: words[part] }));
    return [make('div', { className: 'row' }, ...parts), button(words.next, () => typed(parts.map((one) => latin(one.value).padStart(one.maxLength, '0')).join('')), 'main')];
  },
  comment: (line, typed, step) => {
    const input = make('textarea', { rows: 5, maxLength: 4000, value: line.written || '', ariaLabel: line.text });
    return [input, button(words.next, () => step({ kind: 'written', question: line.question, text: input.value }), 'main')];
  },
};

/** Digits of Persian and Arabic keyboards too. */
function latin(text) {
  return text.replace(/[\\u06f0-\\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)).replace(/[\\u0660-\\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[^0-9]/g, '');
}

async function open() {
  const form = await ask('');
  const kept = store.get();
  if (kept !== null) {
    try { sheet(await ask('/resume', { resume: kept })); return; } catch (failed) { if (failed.status === 404 || failed.status === 400) store.forget(); else throw failed; }
  }
  entrance(form);
}
open().catch((failed) => { show(make('h1', { textContent: failed.status === 404 ? words.closed : words.away })); });
`;
