/** The engine in this process, for tests of many scripts that end by themselves: starting a process for each would take minutes. */
import type { RunHelper } from '../protocol.ts';
import { runScript } from '../run-script.ts';

export const inProcess: RunHelper = async (input, heard) => {
  await runScript(
    input,
    (line) => void heard(line),
    async (questions) => (await heard({ is: 'asking', questions })) ?? [],
  );
  return true;
};
