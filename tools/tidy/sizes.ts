import ts from 'typescript';
import { isTest, lineOf, type Source, visit } from './sources.js';

const sourceLinesMax = 400;
const testLinesMax = 500;
const hookLinesMax = 120;
const functionLinesMax = 70;
export const medianLinesMax = 90;

const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length;
const isHookFile = (file: string): boolean => /^packages\/react\/src\/(.*\/)?use-[^/]+\.tsx?$/.test(file);

export function findLongFiles(sources: Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const max = isTest(path) ? testLinesMax : isHookFile(path) ? hookLinesMax : sourceLinesMax;
    const lines = lineCount(text);
    return lines > max ? [`${path} has ${lines} lines of at most ${max}`] : [];
  });
}

export function findLongFunctions(sources: Source[]): string[] {
  const problems: string[] = [];
  for (const source of sources) {
    // A `describe` is a list, not a function to hold in the head: test files are bounded as files.
    if (isTest(source.path)) continue;
    visit(source.ast, (node) => {
      if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return;
      const startLine = lineOf(source, node);
      const lines = source.ast.getLineAndCharacterOfPosition(node.end).line + 2 - startLine;
      if (lines > functionLinesMax) {
        problems.push(`${source.path}:${startLine} a function of ${lines} lines of at most ${functionLinesMax}`);
      }
    });
  }
  return problems;
}

export function medianLines(sources: Source[]): number {
  const counts = sources.filter(({ path }) => !isTest(path)).map(({ text }) => lineCount(text));
  return counts.sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
}
