import type { ConsentWord } from '../compliance/consent';
import { whyNotLeft, type MachineMessage } from './machine-message';

const PHONE = '+14155550100';
const NOW = Date.UTC(2026, 0, 5, 18);
const MESSAGE: MachineMessage = { say: { en: 'call-us-back.wav' }, identifiesFirst: true, number: '+18005550100' };
const AGREED: ConsentWord = { kind: 'given', atMs: NOW - 1, untilMs: null, purposes: null, deliveries: null, phones: null, form: 'written', seller: null };

describe('The message that an agent\'s campaign leaves on machines', () => {
  it.each<[string, MachineMessage | null, string[], ConsentWord[], string | null]>([
    ['is none where the campaign has none', null, ['US'], [AGREED], 'no-machine-message'],
    ['is left in the US to who has agreed', MESSAGE, ['US'], [AGREED], null],
    ['is not left in the US to who has not, though an agent called', MESSAGE, ['US'], [], 'machine-message-without-consent'],
    ['is not left to who takes it back', MESSAGE, ['US'], [AGREED, { kind: 'revoked', atMs: NOW, purposes: null, deliveries: null, phones: null }], 'machine-message-without-consent'],
    ['says who calls', { ...MESSAGE, identifiesFirst: false }, ['US'], [AGREED], 'machine-message-not-identified'],
    ['says a number', { ...MESSAGE, number: null }, ['IR'], [AGREED], 'machine-message-without-number'],
    ['says one that is toll-free in the US', { ...MESSAGE, number: '+12125550100' }, ['US'], [AGREED], 'machine-message-without-number'],
    ['says any number where no law wants more', { ...MESSAGE, number: '+12125550100' }, ['IR'], [], null],
    ['is bound by every law where nobody knows where it is heard', { ...MESSAGE, number: '+12125550100' }, [], [AGREED], 'machine-message-without-number'],
  ])('%s', (_what, message, countries, consents, code) => {
    const refused = whyNotLeft(message, 'sales', { phone: PHONE, countries, consents }, NOW);
    expect(refused?.code ?? null).toBe(code);
    if (refused !== null && refused.code !== 'no-machine-message') expect(refused.sources.length).toBeGreaterThan(0);
  });
});
