import { randomUUID } from 'node:crypto';
import { Scenario } from './lib/scenario';
import { stopTarget } from './lib/target';

afterAll(stopTarget);

/** What becomes of one call that nobody of ours answers or ends. */
async function outcome(number: string, table: string, result: string): Promise<void> {
  await Scenario.play(async (scenario) => {
    const job = await scenario.dial('callee', number, ',ignore_early_media=true,originate_timeout=12');
    expect(job.reply).toBe(`+OK Job-UUID: ${job.id}`);
    expect(await scenario.result(job)).toBe(result.replace('UUID', scenario.id('callee')));
    await scenario.gone('callee');
    scenario.expectFlow(table);
  });
}

describe('a call to the public network', () => {
  it.concurrent('is answered and ended by the far end [answered_then_far_hangup]', async () => {
    await Scenario.play(async (scenario) => {
      const job = await scenario.dial('callee', '55501102', ',ignore_early_media=true,originate_timeout=12,campaign_id=c1,accountcode=paceline');
      expect(await scenario.result(job)).toBe(`+OK ${scenario.id('callee')}\n`);
      await scenario.gone('callee');
      scenario.expectFlow('answered_then_far_hangup');
      const ended = await scenario.on('callee', 'CHANNEL_HANGUP_COMPLETE');
      expect(ended).toMatchObject({
        'Hangup-Cause': 'NORMAL_CLEARING', variable_hangup_cause: 'NORMAL_CLEARING', variable_hangup_cause_q850: '16', variable_campaign_id: 'c1',
        variable_accountcode: 'paceline', variable_sip_term_status: '200', variable_proto_specific_hangup_cause: 'sip:200',
        'Caller-Destination-Number': '55501102', 'Call-Direction': 'outbound',
      });
      const [created = 0, rang = 0, answered = 0, hungUp = 0] = ['Created', 'Progress', 'Answered', 'Hangup'].map((what) => Number(ended[`Caller-Channel-${what}-Time`]) / 1000);
      expect(rang - created).toBeGreaterThanOrEqual(0);
      expect(answered - rang).toBeGreaterThan(900);
      expect(answered - rang).toBeLessThan(2500);
      expect(hungUp - answered).toBeGreaterThan(2300);
      expect(hungUp - answered).toBeLessThan(4000);
    });
  });

  it.concurrent('is answered and hung up at once [answered_and_gone]', () => outcome('55508100', 'answered_and_gone', '+OK UUID\n'));
  it.concurrent('finds the line busy [busy]', () => outcome('55502000', 'busy', '-ERR USER_BUSY\n'));
  it.concurrent('finds no such number [unallocated]', () => outcome('55504000', 'unallocated', '-ERR UNALLOCATED_NUMBER\n'));
  it.concurrent('meets congestion [congestion]', () => outcome('55507000', 'congestion', '-ERR NORMAL_TEMPORARY_FAILURE\n'));
  it.concurrent('is declined [declined]', () => outcome('55500000', 'declined', '-ERR CALL_REJECTED\n'));

  const ANALYTICS = 'text="v=analytics1;url=https://example.net/redress;tel=+12025550100;email=redress@example.net;id=1"';
  /** The last eight digits say what is answered (`5555SSSR`); what a row and a call record tell of it stands in these variables. */
  const REFUSALS: readonly (readonly [digits: string, cause: string, status: string, reason: string | undefined])[] = [
    ['55554800', 'NO_USER_RESPONSE', '480', undefined], ['55554803', 'SUBSCRIBER_ABSENT', '480', 'Q.850;cause=20'],
    ['55554840', 'INVALID_NUMBER_FORMAT', '484', undefined], ['55554880', 'INCOMPATIBLE_DESTINATION', '488', undefined],
    ['55554060', 'SERVICE_NOT_IMPLEMENTED', '406', undefined], ['55554150', 'SERVICE_NOT_IMPLEMENTED', '415', undefined],
    ['55554200', 'INTERWORKING', '420', undefined], ['55555010', 'SERVICE_NOT_IMPLEMENTED', '501', undefined], ['55556060', 'INCOMPATIBLE_DESTINATION', '606', undefined],
    ['55554330', 'NORMAL_UNSPECIFIED', '433', undefined], ['55554360', 'NORMAL_UNSPECIFIED', '436', undefined], ['55555021', 'UNALLOCATED_NUMBER', '502', 'Q.850;cause=1'],
    ['55555031', 'UNALLOCATED_NUMBER', '503', 'Q.850;cause=1'], ['55556030', 'CALL_REJECTED', '603', undefined], ['55556032', 'USER_BUSY', '603', 'Q.850;cause=17'],
    ['55556034', 'CALL_REJECTED', '603', `Q.850;cause=21;${ANALYTICS}`], ['55556035', 'USER_BUSY', '603', `Q.850;cause=17;${ANALYTICS}`],
    ['55556040', 'NO_ROUTE_DESTINATION', '604', undefined], ['55556070', 'UNWANTED', '607', undefined], ['55556080', 'CALL_REJECTED', '608', undefined],
  ];
  it.concurrent.each(REFUSALS)('%s is refused: %s, SIP %s, Reason %s', async (number, cause, status, reason) => {
    await Scenario.play(async (scenario) => {
      const job = await scenario.dial('callee', number, ',ignore_early_media=true,originate_timeout=12');
      expect(await scenario.result(job)).toBe(`-ERR ${cause}\n`);
      await scenario.gone('callee');
      const ended = await scenario.on('callee', 'CHANNEL_HANGUP_COMPLETE');
      expect(ended).toMatchObject({
        'Hangup-Cause': cause, variable_proto_specific_hangup_cause: `sip:${status}`, variable_sip_term_status: status, variable_sip_invite_failure_status: status,
      });
      expect(ended['variable_sip_reason']).toBe(reason);
      expect(ended['Caller-Channel-Progress-Time']).toBe('0');
    });
  });

  it.concurrent('is not answered in time: the timeout counts whole seconds of the clock [no_answer]', async () => {
    await Scenario.play(async (scenario) => {
      const job = await scenario.dial('callee', '55503000', ',ignore_early_media=true,originate_timeout=4');
      expect(await scenario.result(job)).toBe('-ERR NO_ANSWER\n');
      await scenario.gone('callee');
      scenario.expectFlow('no_answer');
      const rangMs = Scenario.msBetween(await scenario.on('callee', 'CHANNEL_CREATE'), await scenario.on('callee', 'CHANNEL_HANGUP'));
      expect(rangMs).toBeGreaterThan(2950);
      expect(rangMs).toBeLessThan(5000);
    });
  });

  it.concurrent('is cancelled while it rings [killed_while_ringing]', async () => {
    await Scenario.play(async (scenario) => {
      const job = await scenario.dial('callee', '55503000', ',ignore_early_media=true,originate_timeout=12');
      await scenario.on('callee', 'CHANNEL_PROGRESS');
      expect(await scenario.esl.api(`uuid_kill ${scenario.id('callee')} ORIGINATOR_CANCEL`)).toBe('+OK\n');
      expect(await scenario.result(job)).toBe('-ERR ORIGINATOR_CANCEL\n');
      await scenario.gone('callee');
      scenario.expectFlow('killed_while_ringing');
    });
  });

  it.concurrent('through early media is not taken for an answer when that is ignored [early_media_ignored]', async () => {
    await Scenario.play(async (scenario) => {
      const job = await scenario.dial('callee', '55509800', ',ignore_early_media=true,originate_timeout=12');
      await scenario.on('callee', 'CHANNEL_PROGRESS_MEDIA');
      expect(await scenario.result(job)).toBe(`+OK ${scenario.id('callee')}\n`);
      await scenario.on('callee', 'CHANNEL_PARK');
      await scenario.kill('callee');
      await scenario.gone('callee');
      scenario.expectFlow('early_media_ignored');
    });
  });
});

describe('the switch itself refuses', () => {
  it.concurrent('an address where nobody listens, and a gateway that it does not know [gateway_unreachable]', async () => {
    await Scenario.play(async (scenario) => {
      await scenario.dial('neighbour', '55502000');
      const profile = String((await scenario.on('neighbour', 'CHANNEL_CREATE'))['Channel-Name']).split('/')[1];
      scenario.name('callee', randomUUID());
      const dead = await scenario.background(`originate {origination_uuid=${scenario.id('callee')},originate_timeout=5}sofia/${profile}/555@127.0.0.1:6999 &park()`);
      expect(await scenario.result(dead)).toBe('-ERR NORMAL_TEMPORARY_FAILURE\n');
      await scenario.gone('callee');
      const before = scenario.esl.events.length;
      const unknown = await scenario.background('originate sofia/gateway/nosuch/555 &park()');
      expect(await scenario.result(unknown)).toBe('-ERR INVALID_GATEWAY\n');
      const ghost = scenario.esl.events.slice(before).find((event) => event['Event-Name'] === 'CHANNEL_DESTROY' && event['Channel-Name'] === 'N/A');
      scenario.name('ghost', String(ghost?.['Unique-ID']));
      scenario.expectFlow('gateway_unreachable');
    });
  });

  it.concurrent('a second channel of the same uuid, and says nothing else about it [duplicate_uuid]', async () => {
    await Scenario.play(async (scenario) => {
      const first = await scenario.dial('callee', '55501110', ',ignore_early_media=true,originate_timeout=12');
      await scenario.on('callee', 'CHANNEL_PROGRESS');
      const second = await scenario.background(`originate {origination_uuid=${scenario.id('callee')},ignore_early_media=true,originate_timeout=12}${scenario.gateway}/55501110 &park()`);
      expect(await scenario.result(second)).toBe('-ERR DESTINATION_OUT_OF_ORDER\n');
      expect(await scenario.result(first)).toBe(`+OK ${scenario.id('callee')}\n`);
      await scenario.on('callee', 'CHANNEL_PARK');
      await scenario.kill('callee');
      await scenario.gone('callee');
      scenario.expectFlow('duplicate_uuid');
    });
  });
});
