import { plannedCallee } from './numbering-plan';

describe('the numbering plan', () => {
  it.each([
    ['55501102', { kind: 'answers', progress: 'ringing', ringMs: 1000, farewell: { kind: 'after-answer', ms: 2400 } }],
    ['55501030', { kind: 'answers', ringMs: 0, farewell: { ms: 30_400 } }],
    ['+14155501102', { kind: 'answers', ringMs: 1000 }],
    ['55500000', { kind: 'refuses', progress: 'ringing', afterMs: 1000, sipStatus: 603 }],
    ['55502000', { kind: 'refuses', sipStatus: 486, afterMs: 0 }],
    ['55503000', { kind: 'never-answers' }],
    ['55504000', { kind: 'refuses', sipStatus: 404 }],
    ['55505100', { kind: 'answers', beepAtMs: 6200 }],
    ['55506105', { kind: 'answers', keys: [{ atMs: 3200, digit: '5' }, { atMs: 7200, digit: '1' }] }],
    ['55507000', { kind: 'refuses', sipStatus: 503 }],
    ['55508000', { kind: 'answers', ringMs: 0, farewell: { ms: 300 } }],
    ['55509000', { kind: 'refuses', progress: 'early-media', sipStatus: 404 }],
    ['55509215', { keys: [{ atMs: 2700, digit: '9' }, { atMs: 6700, digit: '3' }] }],
    ['55509415', { keys: [{ atMs: 2700, digit: '5' }, { atMs: 3200, digit: '5' }] }],
    ['55509800', { progress: 'early-media' }],
    ['55554800', { kind: 'refuses', progress: 'none', afterMs: 0, sipStatus: 480 }],
    ['+14155555031', { sipStatus: 503, reason: 'Q.850;cause=1' }],
    ['55556034', { sipStatus: 603, phrase: 'Network Blocked', reason: expect.stringContaining('cause=21;text="v=analytics1;') as unknown }],
    ['55556035', { sipStatus: 603, reason: expect.stringContaining('cause=17;text="v=analytics1;') as unknown }],
    ['agent1001', { kind: 'answers', progress: 'none', farewell: { kind: 'never' } }],
    ['55511001', { kind: 'answers', progress: 'none', farewell: { kind: 'never' } }],
    ['55520007', { farewell: { kind: 'after-answer', ms: 7000 } }],
    ['55530000', { kind: 'never-answers' }],
    ['55540000', { sipStatus: 486 }],
  ])('knows %s', (number, behaviour) => {
    expect(plannedCallee(number)).toMatchObject(behaviour);
  });

  it.each(['', '1', 'agent', 'agent10011', '5550110', "5550110'", '55501102 ', 'x55501102', '55552000', '55557000', '55556036'])('knows nobody at %j', (number) => {
    expect(plannedCallee(number)).toBeNull();
  });
});
