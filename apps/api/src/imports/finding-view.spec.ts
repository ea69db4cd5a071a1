import { english } from '@paceline/contracts/messages/en';
import { findingView, type Finding } from './finding-view';

it.each<[string, Finding, ReturnType<typeof findingView>]>([
  ['in words', { code: 'duplicate-in-file', params: { phone: '+1', row: 2 }, detail: null }, { params: { phone: '+1', row: 2 }, detail: '+1 stands in row 2 already.' }],
  ['of before, as it was said then', { code: 'duplicate-in-file', params: null, detail: 'As it was.' }, { params: {}, detail: 'As it was.' }],
  ['of another version, by its code', { code: 'from-tomorrow', params: { a: 1 }, detail: null }, { params: { a: 1 }, detail: 'from-tomorrow' }],
])('shows a finding %s', (_what, finding, view) => {
  expect(findingView(english.rejections, finding)).toEqual(view);
});
