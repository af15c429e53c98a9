/** Something that a person at a terminal can mend: what failed, and what to do about it. */
export class CliError extends Error {
  /** One line, an instruction. */
  readonly todo: string | undefined;
  constructor(message: string, options: { todo?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.todo = options.todo;
  }
}

/** What a failed command prints on standard error: never a stack, unless asked. */
export function explain(error: unknown, { verbose = false } = {}): string {
  const message = error instanceof Error ? error.message : String(error);
  const lines = [message, ...(error instanceof CliError && error.todo ? [error.todo] : [])];
  return [...lines, ...(verbose && error instanceof Error ? [error.stack ?? ''] : [])].join('\n');
}
