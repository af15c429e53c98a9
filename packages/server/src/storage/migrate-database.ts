import { createHash, randomUUID } from 'node:crypto';
import type { CreateTableBuilder } from 'kysely';
import type { Database, Dialect } from './tables.js';
import { type ViewDefinitions, viewTable } from './view-table.js';

export interface MigrationOptions {
  dialect: Dialect;
  views: ViewDefinitions;
  /** Where the tables are, on a database that has schemas. */
  schema?: string;
}

const base = 'tables 1';

/** The migrations that these views need: one for the common tables, one for each view as it is declared now. */
const neededMigrations = ({ views }: MigrationOptions) =>
  new Map([
    [base, null],
    ...[...views].map(([name, definition]) => {
      const digest = createHash('sha256').update(JSON.stringify(definition)).digest('base64url').slice(0, 12);
      return [`view ${name} ${digest}`, name] as const;
    }),
  ]);

/** What is still to be done. Takes no lock: a node that starts beside others must not hold them up. */
async function missingMigrations(db: Database, options: MigrationOptions): Promise<Map<string, string | null>> {
  const needed = neededMigrations(options);
  if (!(await findTable(db, options, 'migration'))) return needed;
  for (const { name } of await db.selectFrom('migration').select('name').execute()) needed.delete(name);
  return needed;
}

/**
 * Makes what is missing: the tables, the epoch, a table for each view, columns and indexes that a view has gained.
 * `exclusively` runs its task in one transaction, while no other node migrates.
 */
export async function migrateDatabase(
  db: Database,
  options: MigrationOptions,
  exclusively: (task: (db: Database) => Promise<void>) => Promise<void>,
): Promise<void> {
  if ((await missingMigrations(db, options)).size === 0) return;
  await exclusively(async (tx) => {
    for (const [name, view] of await missingMigrations(tx, options)) {
      if (view === null) await makeTables(tx, options.dialect);
      else await makeViewTable(tx, options, view);
      await tx.insertInto('migration').values({ name, at: Date.now() }).execute();
    }
  });
}

async function makeTables(db: Database, dialect: Dialect): Promise<void> {
  for (const table of baseTables(db, dialect)) await table.execute();
  await db.insertInto('installation').values({ id: 1, epoch: randomUUID() }).execute();
  await db.insertInto('counter').values({ name: 'log', value: 0 }).execute();
}

async function findTable(db: Database, { schema }: MigrationOptions, name: string) {
  const tables = await db.introspection.getTables();
  return tables.find((table) => table.name === name && (schema === undefined || table.schema === schema));
}

function baseTables(db: Database, { integer, text }: Dialect) {
  const table = (name: string) => db.schema.createTable(name);
  return [
    table('migration')
      .addColumn('name', text, (column) => column.primaryKey())
      .addColumn('at', integer, (column) => column.notNull()),
    table('installation')
      .addColumn('id', integer, (column) => column.primaryKey())
      .addColumn('epoch', text, (column) => column.notNull()),
    table('counter')
      .addColumn('name', text, (column) => column.primaryKey())
      .addColumn('value', integer, (column) => column.notNull()),
    table('stream')
      .addColumn('community', text, (column) => column.notNull())
      .addColumn('stream', text, (column) => column.notNull())
      .addColumn('version', integer, (column) => column.notNull())
      .addColumn('commit_id', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('stream_key', ['community', 'stream']),
    eventTable(table('event'), { integer, text }),
    table('command')
      .addColumn('community', text, (column) => column.notNull())
      .addColumn('id', text, (column) => column.notNull())
      .addColumn('hash', text, (column) => column.notNull())
      .addColumn('result', text, (column) => column.notNull())
      .addColumn('at', integer, (column) => column.notNull())
      .addPrimaryKeyConstraint('command_key', ['community', 'id']),
    table('lease')
      .addColumn('name', text, (column) => column.primaryKey())
      .addColumn('holder', text, (column) => column.notNull())
      .addColumn('ends_at', integer, (column) => column.notNull()),
  ];
}

// Kept in the order of the log: new events go to the end of the table, wherever their streams are.
const eventTable = (table: CreateTableBuilder<string, never>, { integer, text }: Pick<Dialect, 'integer' | 'text'>) =>
  table
    .addColumn('position', integer, (column) => column.primaryKey())
    .addColumn('community', text, (column) => column.notNull())
    .addColumn('stream', text, (column) => column.notNull())
    .addColumn('offset', integer, (column) => column.notNull())
    .addColumn('type', text, (column) => column.notNull())
    .addColumn('at', integer, (column) => column.notNull())
    .addColumn('by', text, (column) => column.notNull())
    .addColumn('data', text, (column) => column.notNull())
    .addColumn('content', text)
    .addUniqueConstraint('event_key', ['community', 'stream', 'offset']);

async function makeViewTable(db: Database, options: MigrationOptions, view: string): Promise<void> {
  const { dialect, views } = options;
  const { columns = {}, indexes = [] } = views.get(view) ?? {};
  const { integer, text } = dialect;
  const name = viewTable(view);
  await db.schema
    .createTable(name)
    .ifNotExists()
    .addColumn('community', text, (column) => column.notNull())
    .addColumn('key', text, (column) => column.notNull())
    .addColumn('position', integer, (column) => column.notNull())
    .addColumn('removed', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint(`${name}_key`, ['community', 'key'])
    .execute();
  const table = await findTable(db, options, name);
  const present = new Set(table?.columns.map((column) => column.name));
  for (const [column, type] of Object.entries(columns)) {
    if (present.has(column)) continue;
    await db.schema
      .alterTable(name)
      .addColumn(column, type === 'integer' ? integer : text)
      .execute();
  }
  for (const index of [['position'], ...indexes])
    await db.schema
      .createIndex(`${name}_${index.join('_')}`)
      .ifNotExists()
      .on(name)
      .columns(['community', ...index])
      .execute();
}
