import { handlingOf } from './handling';

describe('what a call costs an agent', () => {
  it('is nothing when nobody talked', () => {
    expect(handlingOf([])).toBeNull();
    expect(handlingOf([{ talks: 0, talkMs: 0, wrapUpMs: 0, transferred: 0 }])).toBeNull();
  });

  it('is of all calls, not of all agents: who talked more weighs more', () => {
    expect(handlingOf([{ talks: 1, talkMs: 100, wrapUpMs: 20, transferred: 1 }, { talks: 3, talkMs: 500, wrapUpMs: 60, transferred: 0 }])).toEqual({
      meanHandleMs: 170, meanTalkMs: 150, meanWrapUpMs: 20, transferRatio: 0.25,
    });
  });
});
