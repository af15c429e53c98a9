import ts from 'typescript';
import { isTest, lineOf, quietRooms, type Source, visit } from './sources.js';

const ambient = new Set(
  'Date performance setTimeout setInterval setImmediate queueMicrotask crypto process console fetch globalThis'.split(
    ' ',
  ),
);

const isMember = (node: ts.Node, object: string, member: string): boolean =>
  ts.isPropertyAccessExpression(node) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === object &&
  node.name.text === member;

/** A use of the name as a value: not `x.date`, not `{ date: 1 }`, not a declaration, not a type. */
function isReference(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  const isOnlyName = 'name' in parent && parent.name === node;
  return !isOnlyName && !ts.isTypeNode(parent) && !ts.isQualifiedName(parent);
}

/** Time, ids and randomness arrive as data. */
export function findAmbientReads(sources: Source[]): string[] {
  const problems: string[] = [];
  for (const source of sources) {
    if (!quietRooms.test(source.path) || isTest(source.path)) continue;
    visit(source.ast, (node) => {
      const name = isMember(node, 'Math', 'random') ? 'Math.random' : isReference(node) ? node.text : '';
      if (name === 'Math.random' || ambient.has(name)) {
        problems.push(`${source.path}:${lineOf(source, node)} a quiet room reads ${name}`);
      }
    });
  }
  return problems;
}

export function findConsole(sources: Source[]): string[] {
  const problems: string[] = [];
  for (const source of sources) {
    if (!/^packages\/[^/]+\/src\//.test(source.path) || /^packages\/server\/src\/cli/.test(source.path)) continue;
    visit(source.ast, (node) => {
      if (
        ts.isPropertyAccessExpression(node) &&
        ts.isIdentifier(node.expression) &&
        node.expression.text === 'console'
      ) {
        problems.push(`${source.path}:${lineOf(source, node)} writes to the console`);
      }
    });
  }
  return problems;
}

export function findEmptyCatches(sources: Source[]): string[] {
  const problems: string[] = [];
  for (const source of sources) {
    visit(source.ast, (node) => {
      const isEmpty = ts.isCatchClause(node) && node.block.statements.length === 0;
      if (isEmpty) problems.push(`${source.path}:${lineOf(source, node)} swallows an error`);
    });
  }
  return problems;
}

/** Text that was put together at run time never becomes SQL: `sql.id`, `sql.ref` and parameters are there for that. */
export function findRawSql(sources: Source[]): string[] {
  const problems: string[] = [];
  for (const source of sources) {
    visit(source.ast, (node) => {
      if (!ts.isCallExpression(node) || !isMember(node.expression, 'sql', 'raw')) return;
      const [input] = node.arguments;
      if (input && (ts.isTemplateExpression(input) || ts.isBinaryExpression(input))) {
        problems.push(`${source.path}:${lineOf(source, node)} builds raw SQL from parts`);
      }
    });
  }
  return problems;
}
