import { rule, type Strategy } from './strategy';

/** One line for each idle agent: abandons nobody unless an agent leaves while it rings. */
export function progressive(): Strategy {
  return fixedRatio(1, 'progressive');
}

/** So many lines for each idle agent, whatever comes of it. */
export function fixedRatio(linesPerAgent: number, name = `ratio ${linesPerAgent}`): Strategy {
  return rule(name, ({ agents, lines }) => Math.max(0, Math.round(agents.idle * linesPerAgent) - lines.outForMs.length - lines.waitingForMs.length));
}
