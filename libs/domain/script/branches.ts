import { KEYS, nodeOf, type NodeName, type Say, type Script, type ScriptNode } from './script';

export interface Branch {
  /** As its node calls it: a key, or the name of a field. */
  readonly name: string;
  readonly to: NodeName;
  /** Taken only by what the caller does: no other way leads round and round. */
  readonly byCaller: boolean;
}

const itself = (name: string, to: NodeName): Branch => ({ name, to, byCaller: false });

/** Where a node leads, in its own order. */
export function branchesOf(node: ScriptNode): readonly Branch[] {
  switch (node.kind) {
    case 'hours': return [itself('open', node.open), itself('closed', node.closed), itself('holiday', node.holiday)];
    case 'menu': return [
      ...KEYS.flatMap((key) => { const to = node.choices[key]; return to === undefined ? [] : [{ name: key, to, byCaller: true }]; }),
      itself('noInput', node.noInput), itself('wrongKey', node.wrongKey),
    ];
    case 'language':
    case 'play':
    case 'voicemail': return [itself('next', node.next)];
    case 'number': return [itself('failed', node.failed)];
    case 'opt-out': return [itself('next', node.next), itself('noNumber', node.noNumber)];
    case 'offer': return [itself('next', node.next), itself('gone', node.gone)];
    case 'queue':
    case 'agents':
    case 'end': return [];
  }
}

/** All that a node may say, by the field that says it. */
export function saidBy(node: ScriptNode): readonly { readonly field: string; readonly say: Say }[] {
  switch (node.kind) {
    case 'menu': return [['say', node.say] as const, ['again', node.again] as const, ['wrong', node.wrong] as const]
      .flatMap(([field, say]) => say === null ? [] : [{ field, say }]);
    case 'language':
    case 'play':
    case 'offer':
    case 'voicemail': return [{ field: 'say', say: node.say }];
    case 'agents':
    case 'end': return node.say === null ? [] : [{ field: 'say', say: node.say }];
    case 'hours':
    case 'number':
    case 'opt-out':
    case 'queue': return [];
  }
}

/** Both of its beginnings. */
export function entriesOf({ start, emergency }: Script): readonly NodeName[] {
  return [...new Set([start, emergency])];
}

/**
 * The nodes to which ways lead from these, themselves included, in the order in which they are come by.
 * @param goesOn whether a way goes on behind a node; left out: always
 */
export function reachedFrom(script: Script, from: readonly NodeName[], goesOn: (node: ScriptNode) => boolean = () => true): ReadonlySet<NodeName> {
  const reached = new Set<NodeName>();
  const ahead = [...from];
  for (let name = ahead.shift(); name !== undefined; name = ahead.shift()) {
    const node = nodeOf(script, name);
    if (node === null || reached.has(name)) continue;
    reached.add(name);
    if (goesOn(node)) ahead.push(...branchesOf(node).map(({ to }) => to));
  }
  return reached;
}

/** As ways lead to them from its beginnings, then those that nothing leads to, by their names: an object's own order is the database's. */
export function nodesInOrder(script: Script): readonly (readonly [name: NodeName, node: ScriptNode])[] {
  const reached = reachedFrom(script, entriesOf(script));
  const others = Object.keys(script.nodes).filter((name) => !reached.has(name)).sort();
  return [...reached, ...others].flatMap((name) => { const node = nodeOf(script, name); return node === null ? [] : [[name, node] as const]; });
}
