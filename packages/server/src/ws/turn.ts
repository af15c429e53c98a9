/** The end of a turn of the event loop: when the promises that it settled are settled too. */
export interface Turn {
  /** Runs `task` at the end of this turn. */
  atEnd(task: () => void): void;
}

export function createTurn(): Turn {
  let tasks: (() => void)[] = [];
  const end = () => {
    const due = tasks;
    tasks = [];
    for (const task of due) task();
  };
  return {
    atEnd(task) {
      if (tasks.length === 0) process.nextTick(end);
      tasks.push(task);
    },
  };
}
