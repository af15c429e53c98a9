export interface DescribedError {
  type: string;
  message: string;
  code?: string;
  stack: readonly string[];
  cause?: DescribedError;
}

const messageCharsMax = 300;
const stackLinesMax = 12;

// Parsers and databases quote what they choke on, and that is what somebody wrote.
const withoutQuotes = (message: string) =>
  message
    .replace(/"[^"]*"?/g, '"…"')
    .replace(/\s+/g, ' ')
    .slice(0, messageCharsMax);

/** What a log may say about an error: never the values that it happened to. */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: [] };
  const { code } = error as { code?: unknown };
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: withoutQuotes(error.message),
    ...(typeof code === 'string' && { code }),
    stack: stack.slice(0, stackLinesMax).map((line) => line.trim()),
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  };
}
