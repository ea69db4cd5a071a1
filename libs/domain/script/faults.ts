import { ISO_WEEKDAYS } from '../compliance/calling-hours';
import type { DestinationRefusal } from '../compliance/destination';
import { answersOf } from './asking';
import { branchesOf, entriesOf, nodesInOrder, reachedFrom, saidBy } from './branches';
import { circlesOf } from './circles';
import { nodeOf, type HoursNode, type Language, type NodeName, type NumberNode, type Say, type Script } from './script';

/** Why a script is not published, by a code: what its sentence is told. */
export interface ScriptFaults {
  'entry-leads-nowhere': { readonly entry: 'start' | 'emergency'; readonly to: NodeName };
  'branch-leads-nowhere': { readonly node: NodeName; readonly branch: string; readonly to: NodeName };
  'never-reached': { readonly node: NodeName };
  /** Ways that nobody's deed opens lead round in a circle. */
  'endless-loop': { readonly nodes: readonly NodeName[] };
  /** Who comes there is hung up on without having heard a word. */
  'ends-in-silence': { readonly node: NodeName };
  'no-choice': { readonly node: NodeName };
  'not-said-in': { readonly node: NodeName; readonly field: string; readonly language: Language };
  'said-in-unspoken': { readonly node: NodeName; readonly field: string; readonly language: Language };
  'unspoken-choice': { readonly node: NodeName; readonly key: string; readonly language: Language };
  'language-never-chosen': { readonly language: Language };
  'unknown-prompt': { readonly node: NodeName; readonly prompt: string };
  'prompt-of-contacts': { readonly node: NodeName; readonly prompt: string };
  'unknown-queue': { readonly node: NodeName; readonly queueId: string };
  /** What the queue itself says; it may be changed meanwhile, and then another language is heard. */
  'queue-not-said-in': { readonly node: NodeName; readonly queueId: string; readonly language: Language };
  'unknown-gateway': { readonly node: NodeName; readonly gateway: string };
  'number-refused': { readonly node: NodeName; readonly number: string; readonly refusal: DestinationRefusal };
  'unknown-zone': { readonly node: NodeName; readonly zone: string };
  'no-holiday-data': { readonly node: NodeName; readonly country: string };
  'never-open': { readonly node: NodeName };
}
export type ScriptFault = { readonly [Code in keyof ScriptFaults]: { readonly code: Code; readonly params: ScriptFaults[Code] } }[keyof ScriptFaults];

/** What there is outside of a script, as far as it names it. */
export interface Outside {
  readonly hasPrompt: (prompt: string) => boolean;
  /** It says something of a contact for which nothing else is said, and nobody knows who listens. */
  readonly needsContact: (prompt: string) => boolean;
  /** All that the queue says; null: there is none. */
  readonly queueSays: (queueId: string) => readonly Say[] | null;
  /** Whether the number may be dialed there, by the rules of destinations. */
  readonly reach: (number: string, gateway: string | null) => DestinationRefusal | 'unknown-gateway' | null;
  readonly hasZone: (zone: string) => boolean;
  readonly hasHolidays: (country: string) => boolean;
}

/** Everything for which a script is not published, in the order in which its nodes are come by; none: every way through it ends, and says what it says. */
export function faultsOf(script: Script, outside: Outside): readonly ScriptFault[] {
  return [...faultsOfForm(script), ...faultsOfWords(script), ...faultsOfOutside(script, outside)];
}

function faultsOfForm(script: Script): ScriptFault[] {
  const faults: ScriptFault[] = [];
  for (const entry of ['start', 'emergency'] as const) {
    if (nodeOf(script, script[entry]) === null) faults.push({ code: 'entry-leads-nowhere', params: { entry, to: script[entry] } });
  }
  const reached = reachedFrom(script, entriesOf(script));
  const inSilence = reachedFrom(script, entriesOf(script), (node) => saidBy(node).length === 0);
  for (const [name, node] of nodesInOrder(script)) {
    for (const branch of branchesOf(node)) {
      if (nodeOf(script, branch.to) === null) faults.push({ code: 'branch-leads-nowhere', params: { node: name, branch: branch.name, to: branch.to } });
    }
    if (!reached.has(name)) faults.push({ code: 'never-reached', params: { node: name } });
    if (node.kind === 'end' && node.say === null && inSilence.has(name)) faults.push({ code: 'ends-in-silence', params: { node: name } });
    if ((node.kind === 'menu' || node.kind === 'language') && answersOf(node).length === 0) faults.push({ code: 'no-choice', params: { node: name } });
  }
  return [...faults, ...circlesOf(script).map((nodes): ScriptFault => ({ code: 'endless-loop', params: { nodes } }))];
}

function faultsOfWords(script: Script): ScriptFault[] {
  const { languages } = script;
  const faults: ScriptFault[] = [];
  const chosen = new Set<Language>([languages[0]]);
  for (const [name, node] of nodesInOrder(script)) {
    for (const { field, say } of saidBy(node)) {
      const spoken = Object.keys(say).sort();
      for (const language of languages) if (!spoken.includes(language)) faults.push({ code: 'not-said-in', params: { node: name, field, language } });
      for (const language of spoken) if (!languages.includes(language)) faults.push({ code: 'said-in-unspoken', params: { node: name, field, language } });
    }
    if (node.kind !== 'language') continue;
    for (const key of answersOf(node)) {
      const language = node.choices[key] ?? '';
      chosen.add(language);
      if (!languages.includes(language)) faults.push({ code: 'unspoken-choice', params: { node: name, key, language } });
    }
  }
  return [...faults, ...languages.filter((language) => !chosen.has(language)).map((language): ScriptFault => ({ code: 'language-never-chosen', params: { language } }))];
}

function faultsOfOutside(script: Script, outside: Outside): ScriptFault[] {
  return nodesInOrder(script).flatMap(([node, it]): ScriptFault[] => {
    const prompts = new Set(saidBy(it).flatMap(({ say }) => Object.values(say).sort()));
    const unknown = [
      ...[...prompts].filter((prompt) => !outside.hasPrompt(prompt)).map((prompt): ScriptFault => ({ code: 'unknown-prompt', params: { node, prompt } })),
      ...[...prompts].filter((prompt) => outside.needsContact(prompt)).map((prompt): ScriptFault => ({ code: 'prompt-of-contacts', params: { node, prompt } })),
    ];
    switch (it.kind) {
      case 'hours': return [...unknown, ...faultsOfHours(node, it, outside)];
      case 'number': return [...unknown, ...faultsOfNumber(node, it, outside)];
      case 'queue': return faultsOfQueue(node, it.queueId, script.languages, outside);
      case 'language':
      case 'menu':
      case 'play':
      case 'voicemail':
      case 'opt-out':
      case 'offer':
      case 'agents':
      case 'end': return unknown;
    }
  });
}

function faultsOfQueue(node: NodeName, queueId: string, languages: readonly Language[], { queueSays }: Outside): ScriptFault[] {
  const says = queueSays(queueId);
  if (says === null) return [{ code: 'unknown-queue', params: { node, queueId } }];
  return languages.filter((language) => !says.every((say) => Object.hasOwn(say, language)))
    .map((language): ScriptFault => ({ code: 'queue-not-said-in', params: { node, queueId, language } }));
}

function faultsOfHours(node: NodeName, { zone, hours, holidaysOf }: HoursNode, { hasZone, hasHolidays }: Outside): ScriptFault[] {
  return [
    ...hasZone(zone) ? [] : [{ code: 'unknown-zone' as const, params: { node, zone } }],
    ...holidaysOf.filter((country) => !hasHolidays(country)).map((country) => ({ code: 'no-holiday-data' as const, params: { node, country } })),
    ...ISO_WEEKDAYS.some((day) => (hours[day] ?? []).length > 0) ? [] : [{ code: 'never-open' as const, params: { node } }],
  ];
}

function faultsOfNumber(node: NodeName, { number, gateway }: NumberNode, { reach }: Outside): ScriptFault[] {
  const refusal = reach(number, gateway);
  if (refusal === null) return [];
  if (refusal === 'unknown-gateway') return [{ code: 'unknown-gateway', params: { node, gateway: gateway ?? '' } }];
  return [{ code: 'number-refused', params: { node, number, refusal } }];
}
