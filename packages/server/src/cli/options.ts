import { InvalidArgumentError, Option } from 'commander';
import { parsePort } from './deployment.js';

export const configOption = () =>
  new Option('--config <file>', 'settings file (default: entraide.config.ts, .js or .mjs of this folder)');

export const dataOption = () =>
  new Option('--data <dir>', 'folder of the embedded database (default: $ENTRAIDE_DATA, or .entraide)');

export const portOption = () =>
  new Option('--port <number>', 'port to listen on, 0 for any free one (default: $PORT, or 8787)').argParser((text) => {
    const port = parsePort(text);
    if (port === null) throw new InvalidArgumentError('It must be a number from 0 to 65535.');
    return port;
  });

export const demoOption = () => new Option('--demo', 'serve the community demo, with a secret of its own');
