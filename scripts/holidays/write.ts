import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { devDependencies } from '../../package.json';
import { calculate, countriesOfLibrary } from './calculate';

/** `npm run holidays -- FROM TO`: calculates anew what Paceline comes with. Takes minutes, which is why the apps do not. */
const FILE = path.resolve(__dirname, '../../libs/platform/holidays/calculated.ts');
const [from = 2026, to = 2031] = process.argv.slice(2).map(Number);

const countries = countriesOfLibrary().map((country) => `    ${country}: ${JSON.stringify(calculate(country, from, to), null, 1).replace(/\n\s*/g, ' ')}`);
writeFileSync(FILE, `/** Written by \`npm run holidays\`; change scripts/holidays there. By country and name, dates of whole local days. */
export const CALCULATED: {
  readonly source: string; readonly from: number; readonly to: number; readonly countries: Readonly<Record<string, Readonly<Record<string, string>>>>;
} = {
  source: 'date-holidays ${devDependencies['date-holidays']} (ISC; its data CC BY 3.0 of the Wikipedia)',
  from: ${from}, to: ${to},
  countries: {
${countries.join(',\n')},
  },
};
`);
