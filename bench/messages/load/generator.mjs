/** The load generator: a process of its own that gets one job, measures one server, reports and ends. */
import { openLink } from './link.mjs';
import { runClosedLoop, runOpenLoop } from './loops.mjs';

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];

async function run(job, onFailure) {
  const handlers = { complete: () => {}, pause: () => {} };
  const link = await openLink(job, {
    complete: (pair, n) => handlers.complete(pair, n),
    pause: (pair) => handlers.pause(pair),
    failure: onFailure,
  });
  // The raw database has no server: there the inserting process is this one.
  const cpu = { pids: job.serverPids ?? [job.serverPid ?? process.pid], database: job.database };
  const ms = job.seconds * 1000;
  const one = await runClosedLoop({ link, handlers, cpu, inFlight: 1, warmUpMs: ms / 2, ms });
  const eight = await runClosedLoop({ link, handlers, cpu, inFlight: 8, warmUpMs: ms / 4, ms });
  const open = { perSecond: job.openLoopPerSecond, warmUpMs: ms / 4, ms: 1.5 * ms };
  const latencies = await runOpenLoop({ link, handlers, ...open });
  await link.close();
  return {
    metrics: {
      messages_per_second: eight.perSecond,
      messages_per_second_one_in_flight: one.perSecond,
      p50_ms: at(latencies, 0.5),
      p99_ms: at(latencies, 0.99),
      cpu_us_per_message: eight.cpuUsPerMessage,
    },
    generatorShare: eight.generatorShare,
  };
}

const finish = (report) => process.send(report, () => process.exit());

process.once('message', (job) => {
  const onFailure = (error) => finish({ error: error.message });
  process.on('uncaughtException', onFailure);
  run(job, onFailure).then((result) => finish({ result }), onFailure);
});
