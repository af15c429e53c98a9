import type { ColumnType, Row, RowWrite, ViewDefinition } from '@entraide/core';
import { StorageFailure } from './storage-failure.js';

/** A view's table: these columns, then the declared ones under their own names. */
export const viewKeyColumns = ['community', 'key', 'position', 'removed'] as const;

export const viewTable = (view: string) => `view_${view}`;

export type ViewDefinitions = ReadonlyMap<string, ViewDefinition>;

export function definitionOf(views: ViewDefinitions, view: string): ViewDefinition {
  const definition = views.get(view);
  if (definition) return definition;
  throw new StorageFailure('storage_misused', `unable to use the view ${view}; it is not declared`);
}

/** A database has one name space for tables and indexes: `a_key` is taken by the view `a`. */
const relationsOf = ({ name, indexes }: ViewDefinition): string[] => [
  viewTable(name),
  ...[['key'], ['position'], ...indexes].map((columns) => `${viewTable(name)}_${columns.join('_')}`),
];

export function defineViews(views: readonly ViewDefinition[]): ViewDefinitions {
  for (const { name, columns, content, indexes } of views) {
    const named = [...content, ...indexes.flat()].filter((column) => !(column in columns));
    const taken = Object.keys(columns).filter((column) => (viewKeyColumns as readonly string[]).includes(column));
    const wrong = [...named, ...taken];
    if (wrong.length > 0)
      throw new StorageFailure(
        'storage_misused',
        `unable to declare the view ${name}; check its column ${wrong.join(', ')}`,
      );
  }
  const names = views.flatMap(relationsOf);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined)
    throw new StorageFailure('storage_misused', `unable to declare the views; two make ${twice}`);
  return new Map(views.map((view) => [view.name, view]));
}

const fits: Record<ColumnType, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  integer: (value) => Number.isSafeInteger(value),
  json: () => true,
};

/** Refuses what no column can hold, before it meets a batch: its neighbours must not suffer for it. */
export function assertRowFits(views: ViewDefinitions, { view, row }: RowWrite): void {
  const { columns } = definitionOf(views, view);
  for (const [column, value] of Object.entries(row ?? {})) {
    const type = Object.hasOwn(columns, column) ? columns[column] : undefined;
    if (type && (value === null || value === undefined || fits[type](value))) continue;
    const reason = type ? `takes ${type}` : 'is not declared';
    throw new StorageFailure('storage_misused', `unable to write a row of ${view}; its column ${column} ${reason}`);
  }
}

/** A row as its table has it, in the order of the declared columns. */
export function encodeRow({ columns }: ViewDefinition, row: Row | null): unknown[] {
  return Object.entries(columns).map(([column, type]) => {
    const value = row && Object.hasOwn(row, column) ? row[column] : null;
    if (value === null || value === undefined) return null;
    return type === 'json' ? JSON.stringify(value) : value;
  });
}

export function decodeValue(type: ColumnType, value: unknown): unknown {
  if (value === null) return null;
  if (type === 'json') return JSON.parse(value as string);
  return type === 'integer' ? Number(value) : value;
}
