import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, BenchResult } from './lib/contract';

/**
 * `npm run bench -- NAME [--json] [flags]`: runs `bench/NAME.ts`. The last line of stdout is one JSON object;
 * everything else goes to stderr. Exits 0 when the benchmark ran, whether or not its goals are met.
 */
async function main(): Promise<void> {
  const [name = '', ...flags] = process.argv.slice(2);
  const names = readdirSync(__dirname).filter((file) => file.endsWith('.ts') && file !== 'run.ts').map((file) => file.slice(0, -3));
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(join(__dirname, `${name}.ts`)) || !names.includes(name)) {
    console.error(`usage: npm run bench -- NAME [--json]\nNAME is one of: ${names.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  // Every file beside this one exports its benchmark as `run`.
  const { run } = await import(join(__dirname, `${name}.ts`)) as { run: Bench };
  const result = await run({
    flags: flags.filter((flag) => flag !== '--json'),
    progress: (line) => console.error(`${name}: ${line}`),
  });
  if (!flags.includes('--json')) explain(result);
  process.stdout.write(`${JSON.stringify({ bench: name, ...result })}\n`, () => process.exit(0));
}

function explain(result: BenchResult): void {
  for (const [name, value] of Object.entries(result.metrics)) console.error(`  ${name}: ${value}`);
  for (const { name, value, op, goal, met } of result.goals) console.error(`  ${met ? 'met   ' : 'MISSED'} ${name}: ${value} (goal ${op} ${goal})`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
