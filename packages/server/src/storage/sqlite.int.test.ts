import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Storage } from '@entraide/core';
import { storageSuite } from '@entraide/core/conformance';
import { describe, it } from 'vitest';
import { createSqliteStorage } from './sqlite-storage.js';

storageSuite(
  { describe, it },
  {
    name: 'SQLite',
    durability: 'durable',
    async create({ views }) {
      const folder = mkdtempSync(path.join(tmpdir(), 'entraide-sqlite-'));
      const file = path.join(folder, 'data', 'entraide.db');
      const opened: Storage[] = [];
      const open = () => {
        const storage = createSqliteStorage({ file, views });
        opened.push(storage);
        return storage;
      };
      const storage = open();
      return {
        storage,
        async reopen() {
          await storage.close();
          return open();
        },
        passTime: (ms) => wait(ms),
        async dispose() {
          await Promise.all(opened.map((one) => one.close()));
          rmSync(folder, { recursive: true });
        },
      };
    },
  },
);
