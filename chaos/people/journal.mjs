import { writeFile } from 'node:fs/promises';

/** What all people of a run note, in the order in which it happened to them. */
export function createJournal() {
  const entries = [];
  return {
    entries,
    note: (who, connection, fact) => entries.push({ at: Date.now(), who, connection, ...fact }),
    /** One entry a line, as the simulator's checker reads it. */
    save: (file) => writeFile(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')),
  };
}
