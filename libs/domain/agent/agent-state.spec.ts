import { AGENT_STATES, AGENT_STATUSES, LEG_MODES, canBeReserved } from './agent-state';

const every = AGENT_STATUSES.flatMap((status) => AGENT_STATES.flatMap((state) => LEG_MODES.flatMap((legMode) => [true, false].map((legUp) => ({ status, state, legMode, legUp })))));

describe('an agent who may be offered a call', () => {
  it('is available and idle, with the leg up unless it is rung on demand: nobody else', () => {
    expect(every.filter(canBeReserved)).toEqual([
      { status: 'available', state: 'idle', legMode: 'connected', legUp: true },
      { status: 'available', state: 'idle', legMode: 'on-demand', legUp: true },
      { status: 'available', state: 'idle', legMode: 'on-demand', legUp: false },
    ]);
  });
});
