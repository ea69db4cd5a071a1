import { blamesTheTrunk } from '@paceline/domain/call/outcome';
import { at, type Finding } from '../violation';
import type { CallFact, Dial, World } from '../world';
import { groupBy } from './groups';

const SECOND_MS = 1_000;
/** A second's share that may be kept up beside the next call. */
const BURST_RATIO = 0.1;
/** A second's share that a switch which was stuck may hold, and place at once when it goes on. */
const HELD_RATIO = 0.25;

/**
 * Rule 4, over what reached the network. In a second the gateway's bucket lets its rate through and what it holds;
 * the turns it gives reach the switch a commit later, so as much again may have been late; and a switch may have been
 * stuck over what it was sent.
 */
export function gatewaysKeepTheirRate({ truth, gateways }: World): Finding[] {
  return [...groupBy(truth?.dials ?? [], ({ gateway }) => gateway)].flatMap(([name, dials]) => {
    const gateway = gateways.get(name);
    if (gateway === undefined) return [];
    const atMost = Math.floor(gateway.callsPerSec + 2 * (1 + gateway.callsPerSec * BURST_RATIO) + Math.max(2, Math.ceil(gateway.callsPerSec * HELD_RATIO)));
    const { most, fromMs } = busiest(dials.map(({ atMs }) => atMs));
    return most <= atMost ? [] : [{ code: 'above-rate' as const, subject: `gateway ${name}`, evidence: `${most} INVITEs through ${name} in the second from ${at(fromMs)}; it takes ${gateway.callsPerSec} a second, at most ${atMost} with what its bucket and a stuck switch hold` }];
  });
}

/** The second with the most of these instants. */
function busiest(instantsMs: readonly number[]): { readonly most: number; readonly fromMs: number } {
  const sorted = [...instantsMs].sort((a, b) => a - b);
  let [most, fromMs, first] = [0, 0, 0];
  sorted.forEach((atMs, index) => {
    while ((sorted[first] ?? atMs) <= atMs - SECOND_MS) first++;
    if (index - first + 1 > most) [most, fromMs] = [index - first + 1, sorted[first] ?? atMs];
  });
  return { most, fromMs };
}

/** Rule 4. Agents' phones that are called through a gateway take its lines as well. */
export function gatewaysKeepTheirLines({ truth, gateways }: World): Finding[] {
  return [...groupBy([...truth?.dials ?? [], ...truth?.legs ?? []], ({ gateway }) => gateway)].flatMap(([name, dials]) => {
    const gateway = gateways.get(name);
    if (gateway === undefined) return [];
    const { most, sinceMs } = fullest(dials);
    return most <= gateway.maxLines ? [] : [{ code: 'above-lines' as const, subject: `gateway ${name}`, evidence: `${most} calls at once through ${name} at ${at(sinceMs)}; it has ${gateway.maxLines} lines` }];
  });
}

function fullest(dials: readonly Dial[]): { readonly most: number; readonly sinceMs: number } {
  // At one instant the ends come first: that line is free again.
  const steps = dials.flatMap(({ atMs, endedAtMs }) => [{ atMs, by: 1 }, ...(endedAtMs === null ? [] : [{ atMs: endedAtMs, by: -1 }])]).sort((a, b) => a.atMs - b.atMs || a.by - b.by);
  let [now, most, sinceMs] = [0, 0, 0];
  for (const { atMs, by } of steps) {
    now += by;
    if (now > most) [most, sinceMs] = [now, atMs];
  }
  return { most, sinceMs };
}

/** docs/operating.md: ten failures in a row, then nothing for five seconds. Said again here: a check of its own. */
const FAILURES_IN_A_ROW = 10;
const PAUSE_MS = 5_000;
/** What had its turn before the pause may still be on its way. */
const ON_ITS_WAY_MS = 2_000;
/** One call may probe it, and an earlier failure than one can see here may have begun the pause. */
const PROBES = 2;

/** Rule 8. A new owner begins anew: only calls of one fence are looked at together. */
export function sickTrunksGetAPause({ truth, calls, gateways }: World): Finding[] {
  const rows = new Map(calls.map((call) => [call.id, call]));
  return [...gateways.keys()].flatMap((name) => {
    const placed = (truth?.dials ?? []).flatMap((dial) => {
      const call = rows.get(dial.channelId);
      return dial.gateway === name && call !== undefined ? [{ dial, call }] : [];
    });
    return [...groupBy(placed, ({ call }) => String(call.fence))].flatMap(([, own]) => ignoredPause(name, own));
  });
}

interface Placed { readonly dial: Dial; readonly call: CallFact }

function ignoredPause(name: string, placed: readonly Placed[]): Finding[] {
  let failures = 0;
  for (const { atMs, failed } of placed.flatMap(newsOf).sort((a, b) => a.atMs - b.atMs)) {
    failures = failed ? failures + 1 : 0;
    if (failures !== FAILURES_IN_A_ROW) continue;
    const during = placed.filter(({ dial }) => dial.atMs > atMs + ON_ITS_WAY_MS && dial.atMs < atMs + PAUSE_MS);
    if (during.length > PROBES) {
      return [{ code: 'sick-trunk-dialed', subject: `gateway ${name}`, evidence: `${name} had failed ${FAILURES_IN_A_ROW} times in a row by ${at(atMs)}; ${during.length} calls went through it up to ${at(atMs + PAUSE_MS)}, the first ${during[0]?.call.id ?? ''}` }];
    }
  }
  return [];
}

/** What a call said of its trunk, and when: that it carries calls, or that it failed. */
function newsOf({ dial, call }: Placed): { readonly atMs: number; readonly failed: boolean }[] {
  const heardAtMs = dial.ringingAtMs ?? dial.answeredAtMs;
  if (heardAtMs !== null) return [{ atMs: heardAtMs, failed: false }];
  return dial.endedAtMs === null || call.outcome === null ? [] : [{ atMs: dial.endedAtMs, failed: blamesTheTrunk(call.outcome) }];
}
