import { branchesOf, nodesInOrder } from './branches';
import { nodeOf, type NodeName, type Script } from './script';

/**
 * The circles in which ways lead round that no caller's deed opens, each once, as the nodes in their order. Without any, a caller
 * who does nothing comes to an end from wherever they are: every node but the ends has such a way on.
 */
export function circlesOf(script: Script): readonly (readonly NodeName[])[] {
  const circles: NodeName[][] = [];
  const done = new Set<NodeName>();
  const walk = (name: NodeName, way: readonly NodeName[]): void => {
    const at = way.indexOf(name);
    if (at !== -1) circles.push(way.slice(at));
    if (at !== -1 || done.has(name)) return;
    const node = nodeOf(script, name);
    const ahead = node === null ? [] : branchesOf(node).filter(({ byCaller }) => !byCaller).map(({ to }) => to);
    for (const to of new Set(ahead)) walk(to, [...way, name]);
    done.add(name);
  };
  for (const [name] of nodesInOrder(script)) walk(name, []);
  return circles;
}
