import { rows } from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import { groupBy } from '../invariants/checks/groups';
import { extensionOf } from '../system/switch';
import { perform, type AutomaticDay, type Customer } from './automatic-day';
import { listen } from './blended-day';
import { MESSAGE, customersOf, verdictOf, type CalledCustomer, type PromotedCustomer } from './promotion-people';
import { CALLER_NUMBER, createAgents, letCallBack, signIn } from './set-up';

const AGENTS = 8;
const PROMPT = { en: MESSAGE };
const GOODBYE = { en: 'no-agent-en.wav' };

/** `npm run demo -- --promotion`: a message to 200 simulated customers. */
const PROMOTION: AutomaticDay<PromotedCustomer> = {
  name: 'promotion', phones: AGENTS, agreement: { purpose: 'sales', words: 'Call me about offers, also by machine.' }, customersOf,

  async prepare({ manager, apiUrl, gateway, listId, trouble }) {
    const campaign = await manager.post<{ id: string; line: string; name: string }>('/campaigns', {
      name: `Spring message ${Date.now()}`, purpose: 'sales', delivery: 'keypad', mode: 'broadcast', lists: [{ listId, priority: 1 }], gateways: [gateway],
      callerNumber: CALLER_NUMBER.slice(1), ringTimeoutSec: 15, maxCallSec: 120, wrapUpSec: 2, retryRules: { maxAttempts: 1, byOutcome: {}, byDisposition: {} }, abandonTargetRatio: 0.03,
      broadcast: {
        message: PROMPT, lines: 60, callsPerSec: 20, one: { kind: 'agents' }, oneSay: PROMPT, agentWithinSec: 20, laterSay: GOODBYE, optOutSay: GOODBYE, machines: { say: PROMPT },
        discloses: { identifiesFirst: true, optOutSaidAtSec: 2, number: '+18005550100', numberOnMachines: true },
      },
    });
    await letCallBack(manager, campaign.id);
    const phones = Array.from({ length: AGENTS }, (_, index) => ({ legKind: 'extension' as const, legAddress: extensionOf(index), legGateway: null }));
    const robots = await createAgents(manager, apiUrl, phones, [campaign]);
    await signIn(robots);
    const live = listen(apiUrl, manager.token, (event) => { for (const robot of robots) robot.heard(event); }, (error) => { trouble.push(error); });
    const close = (): void => {
      live.close();
      for (const robot of robots) robot.stop();
    };
    return { campaign, close };
  },

  async compare({ dataSource, simulated }, people, { campaign, isAway }) {
    const called = await calledOf(dataSource, campaign.id);
    const wrong = people.flatMap((person) =>
      verdictOf(person, called.filter(({ phone }) => phone === person.phone), simulated.calls.filter(({ number }) => number.endsWith(person.phone.slice(1))), isAway) ?? []);
    return { wrong, figures: {}, recordedAs: (those) => outcomesOf(called, those) };
  },
};

async function calledOf(dataSource: DataSource, campaignId: string): Promise<CalledCustomer[]> {
  return await rows(dataSource, `SELECT c.id, c.phone, c.outcome, (SELECT COUNT(*) FROM do_not_call d WHERE d.phone = c.phone AND d.call_id = c.id) AS listed FROM calls c
    WHERE c.campaign_id = ? AND c.outcome <> 'not-dialed'`, [campaignId]);
}

function outcomesOf(called: readonly CalledCustomer[], customers: readonly Customer[]): string {
  const phones = new Set(customers.map(({ phone }) => phone));
  const outcomes = groupBy(called.filter(({ phone }) => phones.has(phone)), ({ outcome }) => outcome);
  return outcomes.size === 0 ? 'not called' : [...outcomes].map(([outcome, calls]) => `${outcome} ${calls.length}`).join(', ');
}

perform(PROMOTION);
