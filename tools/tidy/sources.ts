import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Source {
  /** From the root of the repository, with forward slashes. */
  path: string;
  text: string;
  ast: ts.SourceFile;
}

export interface Import {
  specifier: string;
  isTypeOnly: boolean;
  line: number;
}

export const root = path.resolve(import.meta.dirname, '../..');

/** The pure rooms of the core. */
export const quietRooms =
  /^packages\/core\/src\/(conversation|backstage|matching|expertise|coach|demand|ledger|recognition|lounge|care|insight|whatif|json)\//;
export const isTest = (file: string): boolean => /\.test(-d)?\.tsx?$/.test(file);
export const packageOf = (file: string): string | undefined => /^packages\/([^/]+)\/src\//.exec(file)?.[1];
export const lineOf = (source: Source, node: ts.Node): number =>
  source.ast.getLineAndCharacterOfPosition(node.getStart(source.ast)).line + 1;

export function parseSource(file: string, text: string): Source {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return { path: file, text, ast: ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, kind) };
}

/** Every file that is, or is about to be, committed. */
export function listFiles(): string[] {
  const out = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
    cwd: root,
    encoding: 'utf8',
  });
  const deleted = execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: root, encoding: 'utf8' }).split('\0');
  return out.split('\0').filter((file) => file && !deleted.includes(file));
}

export const loadSources = (files: string[]): Source[] =>
  files
    .filter((file) => /^(packages|examples|tools|bench|chaos|test)\/.*\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => parseSource(file, readFileSync(path.join(root, file), 'utf8')));

export function visit(node: ts.Node, each: (node: ts.Node) => void): void {
  each(node);
  ts.forEachChild(node, (child) => visit(child, each));
}

function isTypeOnlyImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  if (clause.name || !named || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

function isTypeOnlyExport(node: ts.ExportDeclaration): boolean {
  if (node.isTypeOnly) return true;
  const clause = node.exportClause;
  return !!clause && ts.isNamedExports(clause) && clause.elements.every((element) => element.isTypeOnly);
}

function importOf(node: ts.Node): { target: ts.Node | undefined; isTypeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node)) return { target: node.moduleSpecifier, isTypeOnly: isTypeOnlyImport(node) };
  if (ts.isExportDeclaration(node)) return { target: node.moduleSpecifier, isTypeOnly: isTypeOnlyExport(node) };
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { target: node.argument.literal, isTypeOnly: true };
  }
  if (!ts.isCallExpression(node)) return undefined;
  const isLoad =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === 'require');
  return isLoad ? { target: node.arguments[0], isTypeOnly: false } : undefined;
}

/** Static, dynamic, re-exporting and type-level imports alike. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  visit(source.ast, (node) => {
    const read = importOf(node);
    if (read?.target && ts.isStringLiteralLike(read.target)) {
      found.push({ specifier: read.target.text, isTypeOnly: read.isTypeOnly, line: lineOf(source, node) });
    }
  });
  return found;
}

/** The file of the repository that a relative import means. */
export function resolveRelative(from: string, specifier: string): string {
  return path.posix.join(path.posix.dirname(from), specifier.replace(/\.js(x?)$/, '.ts$1'));
}
