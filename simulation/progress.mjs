import { Presets, SingleBar } from 'cli-progress';

const everyMs = 3_000;

/** A bar on a terminal; elsewhere a line now and then. */
export function createProgress(total, stream = process.stderr) {
  let shownAt = Date.now();
  const bar = stream.isTTY
    ? new SingleBar(
        {
          format: 'simulate {bar} {value}/{total} worlds, {broken} broken, {eta_formatted} to go',
          stream,
          hideCursor: true,
        },
        Presets.shades_classic,
      )
    : null;
  bar?.start(total, 0, { broken: 0 });
  return {
    show(done, broken) {
      bar?.update(done, { broken });
      if (bar || Date.now() - shownAt < everyMs) return;
      shownAt = Date.now();
      stream.write(`simulate: ${done} of ${total} worlds, ${broken} broken\n`);
    },
    end: () => bar?.stop(),
  };
}
