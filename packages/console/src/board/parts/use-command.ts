import { useState } from 'react';

/** One thing that is done at a time: whether it is under way, and whether the last one failed. */
export function useCommand() {
  const [state, setState] = useState<'idle' | 'busy' | 'refused'>('idle');
  const run = async (command: () => Promise<unknown>): Promise<boolean> => {
    setState('busy');
    try {
      await command();
      setState('idle');
      return true;
    } catch {
      setState('refused');
      return false;
    }
  };
  return { run, isBusy: state === 'busy', isRefused: state === 'refused' };
}
