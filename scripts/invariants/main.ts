import 'reflect-metadata';
import { checkInvariants } from './command';

void checkInvariants(process.argv.slice(2), process.env).then(({ code, stdout, stderr }) => {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exit(code);
});
