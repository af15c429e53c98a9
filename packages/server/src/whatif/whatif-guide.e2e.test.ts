import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { whatifCommand } from './whatif-command.js';

const guide = path.resolve(import.meta.dirname, '../../../../docs/guides/whatif.md');
/** What the guide prints after a command, between fences. */
const printed = (command: string) => new RegExp(`(\\$ entraide ${command}\\n)([\\s\\S]*?)(\\n\`\`\`)`);
/** `npm run docs:whatif` writes what otherwise is compared, and plays what takes minutes. */
const isWriting = process.env['ENTRAIDE_WHATIF'] === 'write';

async function whatif(command: string): Promise<string> {
  let out = '';
  const stdout = {
    write: (text: string) => {
      out += text;
    },
  };
  await whatifCommand({ stdout, stderr: { write: () => true } }).parseAsync(command.split(' ').slice(1), {
    from: 'user',
  });
  return out.trimEnd();
}

it.each(isWriting ? ['whatif --scenario fair-share', 'whatif --scenario erlang'] : ['whatif --scenario fair-share'])(
  'the guide shows what %s prints',
  async (command) => {
    const out = await whatif(command);
    const text = readFileSync(guide, 'utf8');
    if (isWriting)
      writeFileSync(
        guide,
        text.replace(printed(command), (_, head, __, tail) => `${head}${out}${tail}`),
      );
    expect(printed(command).exec(readFileSync(guide, 'utf8'))?.[2]).toBe(out);
  },
  900_000,
);
