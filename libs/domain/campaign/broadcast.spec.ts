import { almanac } from '../script/fixtures';
import { TOO_SOON_MS } from '../script/question';
import type { ScriptAction, ScriptEvent, ScriptState } from '../script/script-run';
import { beginning, step } from '../script/step';
import { lineOfAgents, needsAgents, saidInBroadcast, scriptOfBroadcast, type Broadcast } from './broadcast';

const SAY = (name: string): { readonly en: string } => ({ en: `${name}.wav` });
const OFFER: Broadcast = {
  message: SAY('offer'), lines: 10, callsPerSec: 1, one: { kind: 'agents' }, oneSay: SAY('moment'), agentWithinSec: 20, laterSay: SAY('later'), optOutSay: SAY('no-more'),
  machines: { say: SAY('machine') }, discloses: { identifiesFirst: true, optOutSaidAtSec: 5, number: '+18005550100', numberOnMachines: true },
};

/** Somebody who answered it. */
class Person {
  readonly did: ScriptAction[] = [];
  state: ScriptState;
  atMs = 1_000_000;
  private readonly script;

  constructor(of: Broadcast = OFFER) {
    const script = scriptOfBroadcast(of);
    if (script === null) throw new Error('it plays nothing');
    this.script = script;
    this.state = beginning(script);
    this.happens({ kind: 'begun', atMs: this.atMs, isAnswered: true, isEmergency: false });
  }

  /** As the switch tells it: the key, and the end of the question that it ended. */
  press(key: string, afterMs = 5_000): this {
    this.atMs += afterMs;
    const { serial } = this.state;
    this.happens({ kind: 'pressed', key, atMs: this.atMs });
    return this.happens({ kind: 'heard', serial, keys: key, pressedAtMs: this.atMs, atMs: this.atMs });
  }

  silent(): this {
    return this.happens({ kind: 'heard', serial: this.state.serial, keys: null, pressedAtMs: null, atMs: this.atMs += 20_000 });
  }

  beeps(afterMs = 6_000): this {
    return this.happens({ kind: 'beep', atMs: this.atMs += afterMs });
  }

  told(code: string | null): this {
    return this.happens({ kind: 'offer-told', serial: this.state.serial, atMs: this.atMs += 10, code });
  }

  committed(): this {
    return this.happens({ kind: 'opted-out', serial: this.state.serial, atMs: this.atMs += 10, hasNumber: true });
  }

  played(): this {
    return this.happens({ kind: 'played', serial: this.state.serial, atMs: this.atMs += 1_000 });
  }

  happens(event: ScriptEvent): this {
    const { state, actions } = step(this.script, this.state, event, almanac);
    this.state = state;
    this.did.push(...actions);
    return this;
  }

  get heard(): readonly string[] {
    return this.did.map((action) => 'prompts' in action ? `${action.kind} ${'afterMs' in action ? `after ${action.afterMs} ` : ''}${action.prompts.join(' ')}` : action.kind);
  }
}

const MACHINE = 'play after 1000 machine.wav';
const ASK = 'ask offer.wav';
const OPTED_OUT = ['opt-out', 'play no-more.wav', 'hang-up'];

describe('whoever answers a broadcast', () => {
  it.each<[string, (person: Person) => Person, readonly string[], Partial<ScriptState>]>([
    ['says nothing', (person) => person.silent(), [ASK, 'hang-up'], { exit: { kind: 'ended' } }],
    ['presses 1', (person) => person.press('1'), [ASK, 'agents moment.wav'], { exit: { kind: 'agents', atMs: 1_005_000 } }],
    ['presses 2', (person) => person.press('2').silent(), [ASK, ASK, 'hang-up'], { exit: { kind: 'ended' } }],
    ['presses 3', (person) => person.press('3'), [ASK, 'play later.wav'], { met: 'put-off' }],
    ['presses a key that is none', (person) => person.press('7').press('8'), [ASK, ASK, 'hang-up'], { exit: { kind: 'ended' } }],
    ['presses 9', (person) => person.press('9').committed().played(), [ASK, ...OPTED_OUT], { met: 'opted-out' }],
    ['presses 9 in the first moment', (person) => person.press('9', 50).committed().played(), [ASK, ...OPTED_OUT], { met: 'opted-out' }],
    ['presses 9 twice', (person) => person.press('9').press('9', 80).committed().press('9').played(), [ASK, ...OPTED_OUT], { met: 'opted-out' }],
    ['presses 9 while they wait for an agent', (person) => person.press('1').press('9').committed().played(), [ASK, 'agents moment.wav', ...OPTED_OUT], { met: 'opted-out' }],
    ['presses 9 after 3', (person) => person.press('3').press('9').committed().played(), [ASK, 'play later.wav', ...OPTED_OUT], { met: 'opted-out' }],
    ['is a machine, whose beep is told twice', (person) => person.beeps().beeps(3).played(), [ASK, MACHINE, 'hang-up'], { met: 'message-left' }],
    ['is a machine with something like a beep in its greeting', (person) => person.beeps().beeps().played(), [ASK, MACHINE, MACHINE, 'hang-up'], { met: 'message-left' }],
    ['is a machine that beeps for ever', (person) => person.beeps().beeps().beeps().beeps().beeps().beeps().beeps().played(), [ASK, ...Array<string>(5).fill(MACHINE), 'hang-up'], { met: 'message-left' }],
    ['is a machine, and its message is over before it beeps again', (person) => person.beeps().played().beeps(), [ASK, MACHINE, 'hang-up'], { met: 'message-left' }],
    ['is a machine that is cut off', (person) => person.beeps(), [ASK, MACHINE], { met: 'machine' }],
    ['has a phone that beeps behind their key', (person) => person.press('2').beeps().silent(), [ASK, ASK, 'hang-up'], {}],
    ['has a phone that beeps while they wait', (person) => person.press('1').beeps(), [ASK, 'agents moment.wav'], { exit: { kind: 'agents', atMs: 1_005_000 } }],
    ['presses 9 to a message for machines', (person) => person.beeps().press('9').committed().played(), [ASK, MACHINE, ...OPTED_OUT], { met: 'opted-out' }],
    ['presses 1 twice', (person) => person.press('1').press('1', 80), [ASK, 'agents moment.wav'], {}],
    ['presses 2 twice, as one key', (person) => person.press('2').press('2', TOO_SOON_MS - 1).silent(), [ASK, ASK, ASK, 'hang-up'], {}],
  ])('and %s', (_what, lives, did, state) => {
    const person = lives(new Person());
    expect(person.heard).toEqual(did);
    expect(person.state).toMatchObject(state);
  });

  it('is told that they will be called no more only when that is written', () => {
    const person = new Person().press('9').played();
    expect(person.heard).toEqual([ASK, 'opt-out']);
    expect(person.state.met).toBe('opted-out'); // whoever hangs up now has pressed it
  });

  it('goes to a queue where 1 leads there, and may still press 9 in it', () => {
    const person = new Person({ ...OFFER, one: { kind: 'queue', queueId: '7' } }).press('1');
    expect(person.did.at(-1)).toMatchObject({ kind: 'queue', queueId: '7' });
    expect(person.press('9').committed().played().heard).toEqual([ASK, 'queue', ...OPTED_OUT]);
  });

  it.each([[{ say: null }, [ASK, 'hang-up'], 'machine'], [null, [ASK], undefined]])('is hung up on, or heard out, if a machine: %j', (machines, did, met) => {
    const person = new Person({ ...OFFER, machines }).beeps();
    expect(person.heard).toEqual(did);
    expect(person.state.met).toBe(met);
  });

  it.each<[Broadcast['one'], boolean, string]>([[{ kind: 'agents' }, true, 'campaign-3'], [{ kind: 'queue', queueId: '7' }, true, 'queue-7'], [null, false, 'campaign-3']])('is paced by the agents of whom 1 leads to: %j', (one, needs, line) => {
    expect([needsAgents({ ...OFFER, one }), lineOfAgents('3', { ...OFFER, one })]).toEqual([needs, line]);
  });

  it('has only the keys that lead somewhere', () => {
    const [ask] = new Person({ ...OFFER, one: null, laterSay: null }).did;
    expect(ask).toMatchObject({ kind: 'ask', answers: ['2', '9'] });
  });

  const PROMOTION: Broadcast = { ...OFFER, offer: { offerId: '12', takenSay: SAY('yours'), goneSay: SAY('gone') } };
  const CODE = [...'234', 'pause', ...'567', 'pause', ...'8923'].map((piece) => `say-en-${piece}.wav`).join(' ');
  const YOURS = `play yours.wav say-en-pause.wav ${CODE} say-en-pause.wav ${CODE}`;

  it.each<[string, (person: Person) => Person, readonly string[]]>([
    ['has it, and is told its code twice', (person) => person.press('4').told('2345678923').played(), [ASK, 'take-offer', YOURS, 'hang-up']],
    ['cannot have it any more', (person) => person.press('4').told(null).played(), [ASK, 'take-offer', 'play gone.wav', 'hang-up']],
    ['presses it twice', (person) => person.press('4').press('4', 80).told('2345678923'), [ASK, 'take-offer', YOURS]],
    ['is told it twice', (person) => person.press('4').told('2345678923').told('9876543298'), [ASK, 'take-offer', YOURS]],
    ['is found by another owner before it is written', (person) => person.press('4').happens({ kind: 'resumed', atMs: 0 }).told('2345678923'), [ASK, 'take-offer', 'take-offer', YOURS]],
    ['is found by another owner in the middle of the code', (person) => person.press('4').told('2345678923').happens({ kind: 'resumed', atMs: 0 }).played(), [ASK, 'take-offer', YOURS, YOURS, 'hang-up']],
    ['wants no more calls after all', (person) => person.press('4').told('2345678923').press('9').committed().played(), [ASK, 'take-offer', YOURS, ...OPTED_OUT]],
  ])('who presses 4, where that takes an offer, %s', (_what, lives, did) => {
    expect(lives(new Person(PROMOTION)).heard).toEqual(did);
  });

  it('has an offer of its own, and no other, at 4', () => {
    expect(new Person(PROMOTION).did[0]).toMatchObject({ answers: ['1', '2', '3', '4', '9'] });
    expect(new Person(PROMOTION).press('4').did.at(-1)).toEqual({ kind: 'take-offer', serial: 2, offerId: '12' });
    expect(saidInBroadcast(PROMOTION).map(({ field }) => field)).toEqual(['message', 'oneSay', 'laterSay', 'offer.takenSay', 'offer.goneSay', 'optOutSay', 'machines.say']);
  });

  it('hears nothing of ours where a questionnaire is put', () => {
    expect(scriptOfBroadcast({ ...OFFER, message: null })).toBeNull();
    expect(saidInBroadcast({ ...OFFER, message: null, oneSay: null }).map(({ field }) => field)).toEqual(['laterSay', 'optOutSay', 'machines.say']);
  });
});
