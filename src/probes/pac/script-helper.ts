/** Runs as its own process, which can be ended at any time: evaluates a proxy script. The lookups are made by the process that started it. */
import { createInterface } from 'node:readline';
import { print } from '../../terminal/gate.ts';
import type { HelperAnswers, HelperInput, HelperLine } from './protocol.ts';
import { runScript } from './run-script.ts';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const next = async <T>(): Promise<T> => JSON.parse(String((await lines.next()).value)) as T;
const tell = (line: HelperLine) => print(JSON.stringify(line));

const input = await next<HelperInput>();
await runScript(input, tell, async (questions) => {
  tell({ is: 'asking', questions });
  return next<HelperAnswers>();
});
process.exit(0);
