import { environmentSchema } from '@paceline/platform/environment';
import { english } from '@paceline/contracts/messages/en';
import { ERROR_STATUS, type ErrorCode } from '@paceline/contracts/messages/error-reasons';
import { Metrics } from '@paceline/platform/metrics';
import { INTERFACES } from '@paceline/telephony/interfaces';
import { importsPage } from './imports-page';

const NOTE = 'Written by `npm run docs` from the code; change it there.';

/** The files that are written from the code, by their paths, each from the one place that declares what it lists. */
export async function pages(): Promise<Readonly<Record<string, string>>> {
  return {
    'docs/environment.md': environment(), 'docs/metrics.md': await metrics(), 'docs/errors.md': errors(),
    'docs/imports.md': await importsPage(NOTE),
    'freeswitch-conf/autoload_configs/interfaces/allowed.xml': allowlist(),
  };
}

/** As 1.11.2 reads it: `module.name.kind`. */
function allowlist(): string {
  const entries = INTERFACES.map(({ module, name, kind }) => `  <allow name="${module}.${name}.${kind}"/>`);
  return ['<include>', `  <!-- ${NOTE.replaceAll('`', '')} -->`, ...entries, '</include>', ''].join('\n');
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
  const rows = Object.entries(english.errors).map(([code, reasons]) => {
    const known = code as ErrorCode; // the catalogue's keys
    return [`\`${code}\``, String(ERROR_STATUS[known]), english.errorTitles[known], Object.keys(reasons).map((reason) => `\`${reason}\``).join(', ')];
  });
  return page('Errors', 'The `code` and the `reason` of a problem document (RFC 9457); the `detail` beside them, made of the reason and its `params`, says what can be done.',
    ['code', 'status', 'title', 'reasons'], rows);
}

function page(title: string, about: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [`# ${title}`, '', `${about} ${NOTE}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}
