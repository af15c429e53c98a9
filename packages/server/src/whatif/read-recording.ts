import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { LoggedEvent, Storage } from '@entraide/core';
import type { Arrival, RecordedEvent, TrafficCoach } from '@entraide/core/whatif';
import { CliError } from '../cli/cli-error.js';
import { openStorage } from '../cli/open-storage.js';
import { readLines } from '../replay/read-lines.js';
import { parseTrafficLine } from './traffic-line.js';

/** What was recorded: events of a log, or arrivals and coaches as somebody wrote them down. */
export interface Recording {
  events: RecordedEvent[];
  arrivals: Arrival[];
  coaches: TrafficCoach[];
}

const pageSize = 5_000;

/** Reads a data folder of a server, a PostgreSQL database by its URL, or a JSON Lines file. */
export async function readRecording(from: string, { community }: { community?: string } = {}): Promise<Recording> {
  if (/^postgres(ql)?:\/\//.test(from))
    return readStorage(openStorage({ kind: 'postgres', url: from }), from, community);
  if (!existsSync(from)) {
    throw new CliError(`unable to read the traffic; there is no ${from}`, {
      todo: 'Name a data folder, a postgres:// URL or a JSON Lines file with --from.',
    });
  }
  if (!statSync(from).isDirectory()) return readFile(from, community);
  const file = path.join(from, 'entraide.db');
  if (!existsSync(file)) throw new CliError(`unable to read the traffic; there is no entraide.db in ${from}`);
  return readStorage(openStorage({ kind: 'sqlite', file }), from, community);
}

async function readStorage(storage: Storage, from: string, community: string | undefined): Promise<Recording> {
  const events: LoggedEvent[] = [];
  try {
    for (let after = 0; ; ) {
      const page = await storage.log(after, pageSize);
      events.push(...page);
      const last = page.at(-1);
      if (!last) break;
      after = last.position;
    }
  } catch (error) {
    throw new CliError(`unable to read the traffic of ${from}; ${(error as Error).message}`, { cause: error });
  } finally {
    await storage.close();
  }
  return { events: ofOneCommunity(events, from, community), arrivals: [], coaches: [] };
}

async function readFile(from: string, community: string | undefined): Promise<Recording> {
  const recording: Recording = { events: [], arrivals: [], coaches: [] };
  let number = 0;
  for await (const line of readLines(from)) {
    number += 1;
    if (line.trim() !== '') addLine(recording, line, { from, number });
  }
  recording.arrivals.sort((a, b) => a.at - b.at);
  return { ...recording, events: ofOneCommunity(recording.events, from, community) };
}

function addLine(recording: Recording, line: string, { from, number }: { from: string; number: number }): void {
  try {
    const parsed = parseTrafficLine(line);
    if (parsed.kind === 'event') recording.events.push(parsed.event);
    if (parsed.kind === 'coach') recording.coaches.push(parsed.coach);
    if (parsed.kind === 'arrival') {
      recording.arrivals.push({ ...parsed.arrival, visitor: parsed.arrival.visitor ?? `line-${number}` });
    }
  } catch (error) {
    throw new CliError(`unable to read line ${number} of ${from}; ${(error as Error).message}`, { cause: error });
  }
}

function ofOneCommunity(events: RecordedEvent[], from: string, community: string | undefined): RecordedEvent[] {
  const names = [...new Set(events.flatMap((event) => event.community ?? []))];
  if (community === undefined && names.length > 1) {
    throw new CliError(`unable to read the traffic of ${from}; it holds several communities`, {
      todo: `Name one with --community: ${names.join(', ')}.`,
    });
  }
  if (community !== undefined && names.length > 0 && !names.includes(community)) {
    throw new CliError(`unable to read the traffic of ${from}; it holds nothing of ${community}`, {
      todo: `It holds: ${names.join(', ')}.`,
    });
  }
  return community === undefined ? events : events.filter((event) => (event.community ?? community) === community);
}
