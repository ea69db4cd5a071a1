import type { Broadcast } from '@paceline/domain/campaign/broadcast';
import { FakeRows } from '@paceline/testing/fake-rows';
import { OwnerBench, useTestTime } from '../context/owner.spec-helper';
import { aCampaign } from '../context/rows.spec-helper';
import { SpokenMessages, unsaid } from './spoken-messages';

it.each([
  [undefined, null], [{ kind: 'ready', said: { language: null, files: {} } }, null], [{ kind: 'waits' }, { stays: true }], [{ kind: 'missing', field: 'city' }, { refuse: 'field-missing' }],
  [{ kind: 'not-spoken' }, { deferUntilMs: 600_000, because: null }],
] as const)('whose message is %j is called accordingly', (message, verdict) => {
  expect(unsaid(message, 0)).toEqual(verdict);
});

describe('a campaign whose contacts hear each their own', () => {
  useTestTime();

  it('asks for none where it plays nothing itself', async () => {
    const bench = new OwnerBench({ dataSource: new FakeRows().dataSource, environment: { SPEECH_COMMAND: 'speak' } });
    expect(await new SpokenMessages(bench.owner).of(aCampaign({ mode: 'progressive' }))).toBeNull();
  });

  it('has a language for each contact', async () => {
    const bench = new OwnerBench({ dataSource: new FakeRows().dataSource, environment: { SPEECH_COMMAND: 'speak' } });
    const broadcast = { message: { en: 'hello-en.wav', fa: 'hello-fa.wav' }, oneSay: null, laterSay: null, optOutSay: { en: 'bye.wav' }, machines: null } as unknown as Broadcast; // as much of it as is asked
    const of = await new SpokenMessages(bench.owner).of(aCampaign({ mode: 'broadcast', broadcast }));
    expect(of?.({ name: 'Sara', fields: { language: 'fa' } })).toEqual({ language: 'fa', prompts: new Map() });
    expect(of?.({ name: 'Ann', fields: {} })).toEqual({ language: 'en', prompts: new Map() });
  });
});
