import { randomUUID } from 'node:crypto';
import { scriptOfBroadcast } from '@paceline/domain/campaign/broadcast';
import type { Script } from '@paceline/domain/script/script';
import { almanac } from '@paceline/domain/script/fixtures';
import type { ScriptAction, ScriptEvent } from '@paceline/domain/script/script-run';
import { beginning, step } from '@paceline/domain/script/step';
import { announceMessage, askMessage, executeMessage } from '@paceline/telephony/esl/channel-commands';
import type { Prompt } from '@paceline/telephony/port/sounds';
import { keptBy } from './lib/machine';
import { loginAt, peerOf } from './lib/peer';
import type { RawEvent } from './lib/raw-frame';
import { Scenario } from './lib/scenario';
import { SOUNDS } from './lib/sounds';
import { describeIf, missing, stopTarget } from './lib/target';

// A campaign that plays to whoever answers meets machines: each says later what it has recorded.
afterAll(stopTarget);

/** How many, so many at once: a hundred is what is promised by, a few are enough to see that nothing has broken. */
const MACHINES = Number(process.env['SWITCH_MACHINES'] ?? '6');
const AT_ONCE = 10;
const WHOLE_OF_A_HUNDRED = 95;

/** Each sound is a tone of its own; the message begins and ends with one that nothing else has. */
const [BEGINS, GOES_ON, ENDS] = [700, 900, 1_700];
const MARK_MS = 500;
const SOUND: Readonly<Record<string, readonly Prompt[]>> = {
  offer: [{ kind: 'tone', tone: '%(12000,0,440)' }],
  machine: [[MARK_MS, BEGINS], [3_000, GOES_ON], [MARK_MS, ENDS]].map(([ms, hz]) => ({ kind: 'tone', tone: `%(${ms},0,${hz})` })),
};
/** The codec's frames hide as much of a tone's edges. */
const EDGE_MS = 40;

const say = (name: string): { readonly en: string } => ({ en: name });
const script = scriptOfBroadcast({
  message: say('offer'), lines: 1, callsPerSec: 1, one: null, oneSay: null, agentWithinSec: 20, laterSay: null, optOutSay: say('offer'), machines: { say: say('machine') },
  discloses: { identifiesFirst: true, optOutSaidAtSec: 5, number: null, numberOnMachines: false },
});

/** One call of it, as the worker leads it; whether the message was left, by its script's word. */
async function broadcastTo(play: Scenario, number: string, name: string, of: Script): Promise<boolean> {
  await play.customer(number, `,sip_h_X-Machine-Keeps=${name}`);
  await play.vouchFor('customer');
  const id = play.id('customer');
  let state = beginning(of);
  const orders = new Map<string, number>();
  const tell = async (event: ScriptEvent): Promise<void> => {
    const was = state;
    const taken = step(of, state, event, almanac);
    state = taken.state;
    for (const action of taken.actions) await order(action);
    if (event.kind === 'beep' && state !== was && state.exit === null) for (const application of ['avmd_stop', 'avmd_start']) await play.run(executeMessage(id, application, '', play.newExecution()));
  };
  const order = async (action: ScriptAction): Promise<void> => {
    if (action.kind === 'hang-up') { await play.kill('customer'); return; }
    if (action.kind !== 'play' && action.kind !== 'ask') throw new Error(`no machine has it ${action.kind}`);
    const sounds = action.prompts.flatMap((prompt) => SOUND[prompt] ?? []);
    const executionId = play.newExecution();
    orders.set(executionId, action.serial);
    await play.run(action.kind === 'ask'
      ? askMessage(id, { prompts: sounds, maxKeys: 1, timeoutMs: action.waitMs, nextKeyMs: 3_000 }, executionId, SOUNDS)
      : announceMessage(id, action.afterMs === undefined ? sounds : [{ kind: 'silence', ms: action.afterMs }, ...sounds], executionId, SOUNDS));
  };
  await play.run(executeMessage(id, 'avmd_start', '', play.newExecution()));
  await tell({ kind: 'begun', atMs: Date.now(), isAnswered: true, isEmergency: false });
  for (let seen = 0; play.count('customer', 'CHANNEL_HANGUP') === 0;) {
    await play.esl.until(() => play.of('customer').length > seen, 'more of a machine\'s call', 45_000);
    const events = play.of('customer');
    for (; seen < events.length; seen += 1) {
      const event = eventOf(events[seen] ?? {}, orders);
      if (event !== null) await tell(event);
    }
  }
  return state.met === 'message-left';
}

function eventOf(event: RawEvent, orders: ReadonlyMap<string, number>): ScriptEvent | null {
  const atMs = Date.now();
  if (event['Event-Subclass'] === 'avmd::beep') return { kind: 'beep', atMs };
  const serial = orders.get(String(event['Application-UUID']));
  if (event['Event-Name'] !== 'CHANNEL_EXECUTE_COMPLETE' || serial === undefined) return null;
  return event['Application'] === 'playback' ? { kind: 'played', serial, atMs } : { kind: 'heard', serial, atMs, keys: null, pressedAtMs: null };
}

describeIf(missing.peer, 'machines that a campaign plays to', () => {
  it(`record the message from its beginning to its end, ${WHOLE_OF_A_HUNDRED} of 100 [machine_message_left]`, async () => {
    if (script === null) throw new Error('it plays nothing');
    const at = peerOf(process.env);
    if (at === null) throw new Error('no peer');
    const peer = await loginAt(at, null);
    const run = randomUUID().slice(0, 8);
    const heard: string[] = [];
    const one = async (nth: number): Promise<void> => {
      const name = `${run}-${nth}`;
      let left = false;
      await Scenario.play(async (play) => {
        expect(await play.esl.command('event json CUSTOM avmd::beep')).toBe('+OK event listener enabled json');
        left = await broadcastTo(play, '55505100', name, script);
      });
      const tones = await keptBy(peer, name, [BEGINS, GOES_ON, ENDS]);
      heard[nth] = `${left ? 'left' : 'not left'}: ${tones.filter(({ lengthMs }) => lengthMs >= MARK_MS - EDGE_MS).map(({ hz }) => hz).join(' ')}`;
    };
    try {
      for (let from = 0; from < MACHINES; from += AT_ONCE) await Promise.all(Array.from({ length: Math.min(AT_ONCE, MACHINES - from) }, (_, nth) => one(from + nth)));
    } finally {
      await peer.close();
    }
    // What was begun before its beep was over has begun anew.
    const not = heard.filter((what) => !what.startsWith('left') || !what.endsWith(`${BEGINS} ${GOES_ON} ${ENDS}`));
    if (MACHINES >= 100) process.stdout.write(`heard whole: ${MACHINES - not.length} of ${MACHINES}\n`);
    expect(not.length * 100 <= MACHINES * (100 - WHOLE_OF_A_HUNDRED) ? [] : not).toEqual([]);
  }, 60_000 * Math.ceil(MACHINES / AT_ONCE));
});
