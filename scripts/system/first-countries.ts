import { createInterface } from 'node:readline/promises';
import { allowsNothing } from '@paceline/domain/compliance/destination';
import { Gateway, destinationsOf } from '@paceline/persistence';
import { countriesOf } from '@paceline/platform/environment';
import { isDialableCountry } from '@paceline/platform/number-kind';
import type { DataSource } from 'typeorm';

const ASKED_AT_MOST = 3;

export interface FirstCountries { readonly env: Readonly<Record<string, string>>; readonly lines: readonly string[] }

/**
 * A fresh installation dials nothing: whoever starts it at a terminal is asked which countries its gateway may dial, and
 * everybody else is told what to call. Nobody is asked once a gateway is known: then it is for an administrator to say.
 */
export async function firstCountries(dataSource: DataSource, ask: ((question: string) => Promise<string>) | null): Promise<FirstCountries> {
  if ((process.env['FREESWITCH_GATEWAY_COUNTRIES'] ?? '') !== '') return { env: {}, lines: [] };
  const gateways = await dataSource.manager.find(Gateway);
  if (gateways.some((gateway) => !allowsNothing(destinationsOf(gateway)))) return { env: {}, lines: [] };
  const countries = ask === null || gateways.length > 0 ? [] : await asked(ask);
  if (countries.length > 0) return { env: { FREESWITCH_GATEWAY_COUNTRIES: countries.join(',') }, lines: [`  countries  ${countries.join(', ')} may be dialed`] };
  return { env: {}, lines: ['  NOTHING may be dialed yet: an administrator names countries with PATCH /api/v1/gateways/NAME {"allowedCountries":["US"]}'] };
}

async function asked(ask: (question: string) => Promise<string>): Promise<string[]> {
  for (let times = 0; times < ASKED_AT_MOST; times++) {
    const countries = countriesOf(await ask('Which countries may be dialed? Two letters each, separated by commas (US,CA); empty for none yet: '));
    const unknown = countries.filter((country) => !isDialableCountry(country));
    if (unknown.length === 0) return countries;
    process.stderr.write(`There are no phone numbers of ${unknown.join(', ')}.\n`);
  }
  return [];
}

/** A person at a terminal; null where there is none. */
export function atTerminal(): ((question: string) => Promise<string>) | null {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null;
  return async (question) => {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    // It keeps Ctrl-C from the process.
    terminal.once('SIGINT', () => { process.kill(process.pid, 'SIGINT'); });
    try {
      return await terminal.question(question);
    } finally {
      terminal.close();
    }
  };
}
