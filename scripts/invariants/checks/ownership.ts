import { at, type Finding } from '../violation';
import type { CallFact, World } from '../world';

/**
 * Rule 6. A call's fence is that of whoever wrote it last, so its own instant says nothing; but from its settlement
 * on that owner, or a newer one, had the switch, and nothing may be planned under an older fence any more. Both
 * instants are the database's.
 */
export function fencesNeverGoBack({ calls, ownerFence }: World): Finding[] {
  const acted = calls.filter(({ settledAtMs }) => settledAtMs !== null).sort((a, b) => (a.settledAtMs ?? 0) - (b.settledAtMs ?? 0));
  const found: Finding[] = [];
  let newest: CallFact | null = null;
  let next = 0;
  for (const call of [...calls].sort((a, b) => a.plannedAtMs - b.plannedAtMs)) {
    for (let before = acted[next]; before !== undefined && (before.settledAtMs ?? 0) < call.plannedAtMs; before = acted[++next]) {
      if (newest === null || before.fence > newest.fence) newest = before;
    }
    if (newest !== null && call.fence < newest.fence) {
      found.push({ code: 'fence-backwards', subject: `call ${call.id}`, evidence: `call ${call.id} was planned at ${at(call.plannedAtMs)} and has fence ${call.fence}; call ${newest.id} was settled at ${at(newest.settledAtMs)} under fence ${newest.fence}` });
    }
    if (ownerFence !== null && call.fence > ownerFence) {
      found.push({ code: 'fence-backwards', subject: `call ${call.id}`, evidence: `call ${call.id} has fence ${call.fence}; the newest owner of the switch has ${ownerFence}` });
    }
  }
  return found;
}

/** Rule 6: a job that was stopped for a while does nothing when it wakes. Both instants are the database's. */
export function nothingIsSentTooLate({ calls }: World): Finding[] {
  return calls.filter((call) => call.originatingAtMs !== null && call.notAfterMs !== null && call.originatingAtMs > call.notAfterMs).map((call) => ({
    code: 'sent-too-late', subject: `call ${call.id}`, evidence: `call ${call.id} was committed at ${at(call.originatingAtMs)}, not to be sent after ${at(call.notAfterMs)}`,
  }));
}

/** Rule 6: what the API asked for is done by the owner, or by the next one; at rest nothing is left. */
export function commandsAreCarriedOut({ commands, looking, nowMs, limits }: World): Finding[] {
  const graceMs = looking === 'at-rest' ? 0 : limits.graceMs;
  return commands.filter(({ state, createdAtMs }) => state === 'pending' && createdAtMs <= nowMs - graceMs).map((command) => ({
    code: 'command-overdue', subject: `command ${command.id}`, evidence: `command ${command.id} (${command.kind}) waits since ${at(command.createdAtMs)}`,
  }));
}
