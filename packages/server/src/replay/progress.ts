import { Presets, SingleBar } from 'cli-progress';

/** Where progress is told: standard error, or a test's. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export interface ProgressFacts {
  done: number;
  messages: number;
  /** Unfinished, or different somewhere. */
  wrong: number;
}

export interface Progress {
  show(facts: ProgressFacts): void;
  end(): void;
}

const everyMs = 3_000;

/** A bar on a terminal; elsewhere a line now and then. */
export function createProgress(total: number, stream: ProgressStream): Progress {
  return stream.isTTY ? createBar(total, stream as NodeJS.WriteStream) : createLines(total, stream);
}

function createBar(total: number, stream: NodeJS.WriteStream): Progress {
  const format = 'replay {bar} {value}/{total} dialogues, {messages} messages, {wrong} wrong, {eta_formatted} to go';
  const bar = new SingleBar({ format, stream, hideCursor: true }, Presets.shades_classic);
  bar.start(total, 0, { messages: 0, wrong: 0 });
  return {
    show: ({ done, messages, wrong }) => bar.update(done, { messages, wrong }),
    end: () => bar.stop(),
  };
}

function createLines(total: number, stream: ProgressStream): Progress {
  let latest: ProgressFacts = { done: 0, messages: 0, wrong: 0 };
  const timer = setInterval(() => {
    stream.write(`replay: ${latest.done} of ${total} dialogues, ${latest.messages} messages, ${latest.wrong} wrong\n`);
  }, everyMs);
  timer.unref();
  return {
    show(facts) {
      latest = facts;
    },
    end: () => clearInterval(timer),
  };
}
