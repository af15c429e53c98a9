/** Reads the processor time of other processes from /proc; where there is none, it says undefined. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

function readTicksPerSecond() {
  try {
    return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  } catch {
    return 100; // Every Linux that lacks getconf.
  }
}
const tickUs = 1e6 / readTicksPerSecond();

function readUs(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(system)) * tickUs;
  } catch {
    return undefined; // It has ended, or this is no Linux.
  }
}

/** PostgreSQL names in a backend's title the database it serves. */
function backendsOf(database) {
  try {
    return readdirSync('/proc').filter((name) => {
      if (!/^\d+$/.test(name)) return false;
      const title = readTitle(name);
      return title.startsWith('postgres: ') && title.split(' ').includes(database);
    });
  } catch {
    return [];
  }
}

function readTitle(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0')[0];
  } catch {
    return ''; // Ended between the listing and the reading.
  }
}

/** Starts to count. Call the result for the microseconds spent since, in all processes together. */
export function startCpuCount({ pids, database }) {
  const backends = database ? backendsOf(database) : [];
  const before = new Map([...pids, ...backends].map((pid) => [String(pid), readUs(pid)]));
  return () => {
    const after = new Map([...before.keys()].map((pid) => [pid, readUs(pid)]));
    const late = database ? backendsOf(database).filter((pid) => !before.has(pid)) : [];
    for (const pid of late) after.set(pid, readUs(pid));
    const isWhole = before.size > 0 && [...before.values()].every((us) => us !== undefined);
    if (!isWhole || (database && after.size === pids.length)) return undefined;
    let total = 0;
    for (const [pid, us] of after) total += Math.max(0, (us ?? 0) - (before.get(pid) ?? 0));
    return total;
  };
}
