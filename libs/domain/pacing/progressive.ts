import type { Pacer } from './pacing';

/** One line per idle agent: nobody is dialed for whom no agent is free at that moment. */
export const progressive: Pacer = (snapshot, _settings, state) => {
  const dial = Math.max(0, snapshot.agentsIdle - snapshot.linesDialing - snapshot.callsWaiting);
  const limit = snapshot.agentsIdle === 0 ? 'nobody-idle' : dial === 0 ? 'enough-lines' : 'none';
  return { dial, cancel: 0, state, reasons: [{ limit, figures: { agentsIdle: snapshot.agentsIdle, linesDialing: snapshot.linesDialing } }] };
};
