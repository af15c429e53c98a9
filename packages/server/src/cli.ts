import { readFileSync } from 'node:fs';
import { explain } from './cli/cli-error.js';
import { createProgram } from './cli/create-program.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const program = createProgram(version);
try {
  await program.parseAsync();
} catch (error) {
  console.error(explain(error, { verbose: program.opts()['verbose'] === true }));
  process.exitCode = 1;
}
