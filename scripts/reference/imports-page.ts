import { importGraph, type Folder } from './import-graph';

const WORKER = 'apps/dialer-worker';
/** What only tests, measurements and commands need. */
const APPARATUS = ['libs/simulation', 'libs/simulator', 'libs/testing'];

/** docs/imports.md: who imports whom, drawn from the imports, and who may, by the rules. */
export async function importsPage(note: string): Promise<string> {
  const folders = await importGraph();
  return [
    '# Who imports whom', '',
    `Folders of apps and libs without their tests: their imports, types counted, and what the rules of \`.dependency-cruiser.cjs\` allow. ${note}`, '',
    'An arrow: the one above imports the one below. What follows from other arrows is not drawn.', '',
    '```mermaid', ...picture(folders), '```', '',
    '| folder | imports | may import as well |', '|---|---|---|', ...folders.map(row), '',
  ].join('\n');
}

function picture(folders: readonly Folder[]): string[] {
  const reached = reachable(folders);
  const group = (title: string, of: readonly Folder[]): string[] => [`  subgraph ${idOf(title)}_["${title}"]`, ...of.map(({ name }) => `    ${idOf(name)}["${shortOf(name)}"]`), '  end'];
  const inWorker = folders.filter(({ name }) => name.startsWith(WORKER));
  const apparatus = folders.filter(({ name }) => APPARATUS.includes(name));
  const others = folders.filter((folder) => !inWorker.includes(folder) && !apparatus.includes(folder));
  const arrows = folders.flatMap(({ name, imports }) => imports
    .filter((to) => !imports.some((by) => by !== to && reached.get(by)?.has(to)))
    .map((to) => `  ${idOf(name)} --> ${idOf(to)}`));
  return ['flowchart TD', ...others.map(({ name }) => `  ${idOf(name)}["${name}"]`), ...group(WORKER, inWorker), ...group('apparatus', apparatus), ...arrows];
}

/** Everything that each imports, directly or through others. */
function reachable(folders: readonly Folder[]): ReadonlyMap<string, ReadonlySet<string>> {
  const importsOf = new Map(folders.map(({ name, imports }) => [name, imports]));
  const reached = new Map<string, Set<string>>();
  const follow = (name: string, way: readonly string[]): Set<string> => {
    if (way.includes(name)) throw new Error(`Folders import each other in a circle: ${[...way, name].join(' → ')}`);
    const known = reached.get(name);
    if (known !== undefined) return known;
    const imports = importsOf.get(name) ?? [];
    const all = new Set([...imports, ...imports.flatMap((to) => [...follow(to, [...way, name])])]);
    reached.set(name, all);
    return all;
  };
  for (const { name } of folders) follow(name, []);
  return reached;
}

function row({ name, imports, may }: Folder): string {
  const listed = (names: readonly string[]): string => names.map(shortOf).join(', ');
  return `| \`${name}\` | ${listed(imports)} | ${listed(may.filter((other) => !imports.includes(other)))} |`;
}

/** Within its app or among the libs. */
function shortOf(folder: string): string {
  return folder === WORKER ? 'worker.ts' : folder.replace(/^(libs|apps\/dialer-worker\/src)\//, '');
}

function idOf(folder: string): string {
  return folder.replace(/^(libs|apps)\/|src\//g, '').replace(/[^a-z]+/g, '_');
}
