import path from 'node:path';
import ts from 'typescript';
import { lineOf, type Source, visit } from './sources.js';

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.tsx?$/;
const vague = /^(utils?|helpers?)$/;

export function findBadFileNames(files: string[]): string[] {
  return files.flatMap((file) => {
    const words = file.split(/[/.-]/);
    const problems: string[] = [];
    if (/\.tsx?$/.test(file) && !kebab.test(path.posix.basename(file))) problems.push(`${file} is not in kebab-case`);
    if (words.some((word) => vague.test(word))) problems.push(`${file} is named after no one thing`);
    return problems;
  });
}

const isNamed = (node: ts.Node): node is ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration =>
  ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node);

export function findPrefixes(sources: Source[]): string[] {
  const problems: string[] = [];
  for (const source of sources) {
    visit(source.ast, (node) => {
      const name = isNamed(node) ? node.name?.text : undefined;
      if (name && /^(I[A-Z][a-z]|Default[A-Z])/.test(name)) {
        problems.push(`${source.path}:${lineOf(source, node)} ${name} wears a prefix`);
      }
    });
  }
  return problems;
}

/** index.ts is the only barrel, and it lists names one by one. */
export function findBarrels(sources: Source[]): string[] {
  return sources.flatMap((source) => {
    const exports = source.ast.statements.filter(ts.isExportDeclaration).filter((node) => node.moduleSpecifier);
    const stars = exports.filter((node) => !node.exportClause || ts.isNamespaceExport(node.exportClause));
    const problems = stars.map((node) => `${source.path}:${lineOf(source, node)} exports *`);
    const isBarrel = exports.length > 0 && exports.length === source.ast.statements.length;
    if (isBarrel && !/(^|\/)index\.tsx?$/.test(source.path)) problems.push(`${source.path} is a barrel`);
    return problems;
  });
}
