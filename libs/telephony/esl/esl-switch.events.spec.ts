import { until } from './fixtures/scripted-switch';
import { useSwitchHarness } from './fixtures/switch-harness.spec-helper';

const A = '4565ad22-1c52-41f0-9706-131944017d76';
const harness = useSwitchHarness();

describe('the stream of events', () => {
  beforeEach(() => harness.esl.connect());

  it('keeps its order, and survives what is malformed', async () => {
    harness.scripted.raw('Content-Type: command/reply\nReply-Text: %zz 100%\n\n');
    harness.scripted.raw('Content-Length: 3\nContent-Type: text/event-json\n\n{"x');
    for (let i = 0; i < 500; i += 1) harness.scripted.event({ 'Event-Name': 'CHANNEL_ANSWER', 'Unique-ID': A, 'Event-Sequence': String(i) });
    await until('the events', () => harness.events.filter((event) => event.type === 'channel-answered').length === 500);
    const sequence = harness.events.filter((event) => event.type === 'channel-answered').map((event) => event.sequence);
    expect(sequence).toEqual([...Array(500).keys()]);
    expect(harness.esl.up).toBe(true);
  });

  it('reaches the other listeners when one throws, and a listener until it stops', async () => {
    const heard: string[] = [];
    harness.esl.onEvent(() => { throw new Error('broken'); });
    const stop = harness.esl.onEvent((event) => heard.push(event.type));
    harness.scripted.event({ 'Event-Name': 'CHANNEL_PARK', 'Unique-ID': A });
    await until('the event', () => heard.length === 1);
    stop();
    harness.scripted.event({ 'Event-Name': 'CHANNEL_ANSWER', 'Unique-ID': A });
    await until('the next event', () => harness.events.some((event) => event.type === 'channel-answered'));
    expect(heard).toEqual(['channel-parked']);
    expect(harness.logged.filter((message) => message === 'a listener of switch events failed')).toHaveLength(2);
  });

  it('ends with a stream that cannot be followed, and begins again', async () => {
    harness.scripted.raw('Content-Length: x\n\n');
    await until('the link back', () => harness.links.length === 3);
    expect(harness.links.map((state) => state.up)).toEqual([true, false, true]);
    expect(harness.logged).toContain('a message of the switch could not be handled');
  });
});
