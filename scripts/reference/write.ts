import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pages } from './pages';

void pages().then((all) => {
  for (const [file, text] of Object.entries(all)) writeFileSync(path.resolve(__dirname, '../..', file), text);
});
