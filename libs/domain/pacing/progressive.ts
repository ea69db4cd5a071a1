import type { Pacer } from './pacing';

/** One line per idle agent: nobody is dialed for whom no agent is free at that moment. */
export const progressive: Pacer = ({ agents, lines }, _settings, state) => {
  const linesDialing = lines.outForMs.length;
  const dial = Math.max(0, agents.idle - linesDialing - lines.waitingForMs.length);
  const limit = agents.idle === 0 ? 'nobody-idle' : dial === 0 ? 'enough-lines' : 'none';
  return { dial, cancel: 0, state, reasons: [{ limit, figures: { agentsIdle: agents.idle, linesDialing } }] };
};
