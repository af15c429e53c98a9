import type { Log } from '../log/create-log.js';

/** What nobody caught ends the process, and Node would print it whole: with what people wrote, perhaps. */
export function failLoudly(log: Log): void {
  process.on('uncaughtException', (error) => {
    log({ level: 'error', event: 'process.failed', error });
    process.exit(1);
  });
}
