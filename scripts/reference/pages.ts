import { environmentSchema } from '@paceline/platform/environment';
import { ERROR_CODES } from '@paceline/platform/errors';
import { Metrics } from '@paceline/platform/metrics';

const NOTE = 'Written by `npm run docs` from the code; change it there.';

/** The reference pages under docs/, each from the one place in the code that declares what it lists. */
export async function pages(): Promise<Readonly<Record<string, string>>> {
  return { 'environment.md': environment(), 'metrics.md': await metrics(), 'errors.md': errors() };
}

function environment(): string {
  const rows = Object.entries(environmentSchema.shape).map(([name, field]) => [`\`${name}\``, defaultOf(field), field.description ?? '']);
  return page('Environment', 'Every variable that the apps read. One without a default must be set unless it is optional.', ['variable', 'default', 'meaning'], rows);
}

/** What an unset variable becomes; asked of the schema itself. */
function defaultOf(field: { safeParse: (value: unknown) => { success: boolean; data?: unknown } }): string {
  const unset = field.safeParse(undefined);
  if (!unset.success) return '**required**';
  if (unset.data === undefined || unset.data === '') return 'optional';
  return `\`${unset.data === false ? '0' : JSON.stringify(unset.data).replaceAll('"', '')}\``;
}

async function metrics(): Promise<string> {
  const declared = (await new Metrics().registry.getMetricsAsJSON()).filter(({ name }) => !/^paceline_(process|nodejs)_/.test(name));
  const rows = declared.map(({ name, type, help }) => [`\`${name}\``, String(type), help]);
  return page('Metrics', 'At `/metrics` of each app (on `METRICS_HOST`: `API_METRICS_PORT`, `WORKER_PORT`, `FILE_WORKER_PORT`), besides those of the process and of Node.js.', ['metric', 'type', 'meaning'], rows);
}

function errors(): string {
  const rows = Object.entries(ERROR_CODES).map(([code, { status, title }]) => [`\`${code}\``, String(status), title]);
  return page('Errors', 'The `code` of a problem document (RFC 9457); the `detail` beside it says what can be done.', ['code', 'status', 'title'], rows);
}

function page(title: string, about: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [`# ${title}`, '', `${about} ${NOTE}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}
