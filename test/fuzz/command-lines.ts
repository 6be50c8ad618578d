/** Runs command lines of the program in this process, as `main.ts` does, and returns their output. */
import { CommandError } from '../../src/cli/arguments/usage.ts';
import { runCommand } from '../../src/cli/dispatch.ts';
import { displayPath } from '../../src/cli/files/named-file.ts';
import { say } from '../../src/terminal/gate.ts';

export interface Heard {
  stdout: string;
  stderr: string;
  status: number;
}

/** Other errors than usage errors are thrown; the real program would exit with 70. */
export async function heard(args: readonly string[]): Promise<Heard> {
  const told: Heard = { stdout: '', stderr: '', status: 0 };
  const streams = [process.stdout, process.stderr] as const;
  const writes = streams.map((stream) => stream.write);
  const taking =
    (name: 'stdout' | 'stderr') =>
    (text: string | Uint8Array, ...rest: unknown[]): boolean => {
      told[name] += typeof text === 'string' ? text : Buffer.from(text).toString();
      for (const done of rest) if (typeof done === 'function') done();
      return true;
    };
  process.stdout.write = taking('stdout');
  process.stderr.write = taking('stderr');
  try {
    told.status = await runCommand(args);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    say(displayPath(error.message));
    if (error.hint !== null) say(error.hint);
    told.status = error.status;
  } finally {
    for (const [index, stream] of streams.entries()) stream.write = writes[index] ?? stream.write;
  }
  return told;
}
