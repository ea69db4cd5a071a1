import type { SampledPerson, SampleRefusal } from '@paceline/domain/survey/sampling';
import { SurveyInvitation, SurveyRule, type RuleNow, type SampledCall } from '@paceline/persistence';
import { AfterCall, type CallToAsk } from './after-call';

const LONG_MS = 60_000;
const SHORT_MS = 1_000;
const INVITATION = { say: { en: 'stay.wav' }, key: '1' } as const;

describe('a caller whose agent leaves', () => {
  let nowMs: number;
  let rules: RuleNow[];
  let reads: string[];
  let person: SampledPerson;
  let written: Map<string, SurveyInvitation>;
  let after: AfterCall;
  const call = (more: Partial<CallToAsk> = {}): CallToAsk => ({ clientId: '1', callId: 'c', line: 'queue-7', phone: '+14155550100', contactId: null, ...more });
  const rule = (more: Partial<SurveyRule> = {}, versionId: string | null = '40'): RuleNow => ({ versionId, rule: Object.assign(new SurveyRule(), {
    id: '5', clientId: '1', line: 'queue-7', questionnaireId: '3', invited: 'after-agent', invitation: INVITATION, isOn: true, longerThanSec: 30, oneIn: 1, withinHours: 24, fatigueDays: 90, ...more,
  }) });
  beforeEach(() => {
    [nowMs, rules, reads, written] = [0, [rule()], [], new Map<string, SurveyInvitation>()];
    person = { phone: '+14155550100', askedAgoMs: null, hasOpenComplaint: false, isOnDoNotCallList: false };
    const decided = ({ callId }: SampledCall, ruleId: string): Promise<SurveyInvitation | null> => Promise.resolve(written.get(`${callId} ${ruleId}`) ?? null);
    after = new AfterCall({
      rules: () => { reads.push('rules'); return Promise.resolve(rules); },
      person: () => { reads.push('person'); return Promise.resolve(person); },
      decided,
      decide: async (of, now, refusal) => {
        const key = `${of.callId} ${now.rule.id}`;
        if (!written.has(key)) {
          written.set(key, Object.assign(new SurveyInvitation(), { callId: of.callId, ruleId: now.rule.id, versionId: now.versionId, refusal: refusal?.code ?? null, params: refusal?.params ?? null }));
        }
        return await decided(of, now.rule.id);
      },
      takeBack: async (of, ruleId, { code, params }) => { Object.assign(await decided(of, ruleId) ?? {}, { refusal: code, params }); },
    }, { monotonicMs: () => nowMs });
  });
  const refused = async (asked: ReturnType<AfterCall['asks']>): Promise<SampleRefusal['code'] | null> => { const told = await asked; return told.ask ? null : told.refusal.code; };

  it('is asked by the rule of its queue, the version that is published', async () => {
    await expect(after.asks(call(), LONG_MS)).resolves.toEqual({ ask: true, ruleId: '5', versionId: '40' });
    expect(await refused(after.asks(call({ callId: 'd' }), SHORT_MS))).toBe('talk-too-short');
  });

  it.each<[string, Partial<CallToAsk>]>([['another queue', { line: 'queue-8' }], ['another client', { clientId: '2' }]])('of %s has no rule, and costs no look at anything', async (_of, more) => {
    expect(await refused(after.asks(call(more), LONG_MS))).toBe('no-rule');
    expect([await refused(after.invites(call(more))), written.size, reads]).toEqual(['no-rule', 0, ['rules']]);
  });

  it('is not looked at as a person while the talk says no', async () => {
    rules = [rule({ isOn: false })];
    expect([await refused(after.asks(call(), LONG_MS)), reads]).toEqual(['rule-off', ['rules']]);
  });

  it('is not asked where nothing is published, nor who was asked lately', async () => {
    rules = [rule({}, null)];
    expect(await refused(after.asks(call(), LONG_MS))).toBe('nothing-published');
    rules = [rule()];
    nowMs = 5_000;
    person = { ...person, askedAgoMs: 1 };
    expect(await refused(after.asks(call({ callId: 'd' }), LONG_MS))).toBe('asked-lately');
  });

  it('stays asked, or not, as it was decided first, though rule and person have changed', async () => {
    await after.asks(call(), LONG_MS);
    await after.asks(call({ callId: 'd' }), SHORT_MS);
    [rules, nowMs, person] = [[rule({ oneIn: 1_000_000 }, '41')], 5_000, { ...person, isOnDoNotCallList: true }];
    await expect(after.asks(call(), LONG_MS)).resolves.toMatchObject({ ask: true, versionId: '40' });
    expect(await refused(after.asks(call({ callId: 'd' }), LONG_MS))).toBe('talk-too-short');
  });

  it('goes by rules that are five seconds old at most, read once for all who ask', async () => {
    await Promise.all([after.asks(call(), LONG_MS), after.asks(call({ callId: 'd' }), LONG_MS)]);
    [rules, nowMs] = [[], 4_999];
    expect(await refused(after.asks(call({ callId: 'e' }), LONG_MS))).toBeNull();
    expect(reads.filter((read) => read === 'rules')).toHaveLength(1);
    nowMs = 5_000;
    expect(await refused(after.asks(call({ callId: 'f' }), LONG_MS))).toBe('no-rule');
  });

  describe('who was invited while they waited', () => {
    beforeEach(() => { rules = [rule({ invited: 'before-agent' })]; });

    const accepts = (callId = 'c'): void => { Object.assign(written.get(`${callId} 5`) ?? {}, { accepted: true }); };

    it('is asked after a talk that was long enough, and by no rule of those who are asked afterwards', async () => {
      await expect(after.invites(call())).resolves.toMatchObject({ ask: true, invitation: INVITATION });
      accepts();
      [person, rules, nowMs] = [{ ...person, askedAgoMs: 1 }, [rule({ invited: 'before-agent', isOn: false })], 5_000];
      await expect(after.asks(call(), LONG_MS)).resolves.toMatchObject({ ask: true, versionId: '40' });
    });

    it('is not asked after a short one: then they were not asked at all', async () => {
      await after.invites(call());
      accepts();
      expect(await refused(after.asks(call(), SHORT_MS))).toBe('talk-too-short');
      expect(written.get('c 5')?.refusal).toBe('talk-too-short');
    });

    it('is not asked who did not accept; they were asked lately all the same', async () => {
      await after.invites(call());
      expect(await refused(after.asks(call(), LONG_MS))).toBe('not-accepted');
      expect(written.get('c 5')?.refusal).toBeNull();
    });

    it('is nobody where it is not said how', async () => {
      rules = [rule({ invited: 'before-agent', invitation: null })];
      expect([await refused(after.invites(call())), written.size]).toEqual(['no-rule', 0]);
    });

    it('is one who was invited: nobody else is asked', async () => {
      expect(await refused(after.asks(call(), LONG_MS))).toBe('no-rule');
      person = { ...person, hasOpenComplaint: true };
      await after.invites(call({ callId: 'd' }));
      expect(await refused(after.asks(call({ callId: 'd' }), LONG_MS))).toBe('open-complaint');
    });
  });
});
