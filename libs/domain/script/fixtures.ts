import { fixedZone } from '../compliance/zone';
import type { Outside } from './faults';
import type { Almanac } from './openness';
import type { EndNode, HoursNode, MenuNode, NodeName, PlayNode, Script, ScriptNode } from './script';

export const say = (name: string): { readonly en: string } => ({ en: `${name}.wav` });
export const play = (name: string, next: NodeName): PlayNode => ({ kind: 'play', say: say(name), next });
export const end = (name: string | null = 'bye'): EndNode => ({ kind: 'end', say: name === null ? null : say(name) });
export const menu = (choices: MenuNode['choices'], more: Partial<MenuNode> = {}): MenuNode =>
  ({ kind: 'menu', say: say('menu'), again: null, wrong: null, tries: 3, waitSec: 5, noInput: 'bye', wrongKey: 'bye', choices, ...more });
const WORKDAY = [{ fromMin: 9 * 60, toMin: 17 * 60 }];
export const office = (more: Partial<HoursNode> = {}): HoursNode => ({
  kind: 'hours', zone: 'Asia/Tehran', hours: { 1: WORKDAY, 2: WORKDAY, 3: WORKDAY, 6: WORKDAY, 7: WORKDAY }, holidaysOf: ['IR'],
  open: 'menu', closed: 'bye', holiday: 'bye', ...more,
});
export const script = (nodes: Readonly<Record<NodeName, ScriptNode>>, more: Partial<Script> = {}): Script =>
  ({ languages: ['en'], start: Object.keys(nodes)[0] ?? '', emergency: 'bye', nodes: { bye: end(), ...nodes }, ...more });

/** Tehran without summer time, and one holiday: 2026-03-21. */
export const almanac: Almanac = {
  zone: (name) => name === 'Asia/Tehran' ? fixedZone(210) : null,
  holidays: (country) => new Set(country === 'IR' ? [Date.UTC(2026, 2, 21) / 86_400_000] : []),
};

/** Everything is there that is named so. */
export const outside: Outside = {
  hasPrompt: (prompt) => prompt.endsWith('.wav'), needsContact: (prompt) => prompt.startsWith('theirs'), queueSays: (queueId) => queueId === '7' ? [say('wait')] : null, hasZone: (zone) => zone === 'Asia/Tehran',
  hasHolidays: (country) => country === 'IR', reach: (_number, gateway) => gateway === 'nowhere' ? 'unknown-gateway' : null,
};
