/** Runs commands that end, and services that run until they are stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

interface RunOptions {
  input?: string;
  environment?: Readonly<Record<string, string>>;
  /** The process is killed after this time; the status is then null. */
  timeoutMs?: number;
}

/** Runs a command to its end, whatever the status is. */
export async function run(command: readonly string[], { input = '', environment, timeoutMs = 20_000 }: RunOptions = {}): Promise<Ended> {
  const child = start(command, environment);
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  child.stdin.end(input);
  try {
    const [status, stdout, stderr] = await Promise.all([ended(child), text(child.stdout), text(child.stderr)]);
    return { status, stdout, stderr };
  } finally {
    clearTimeout(timer);
  }
}

/** Runs a command and throws if it fails. */
export async function must(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await run(command, options);
  if (status !== 0) throw new Error(`${command.slice(0, 6).join(' ')}: ${stderr.trim() || `status ${status}`}`);
  return stdout;
}

/** Starts a service and waits until a line of its output shows that it is ready. Returns that line. */
export function serve(command: readonly string[], ready: RegExp, input = ''): Promise<string> {
  const child = start(command);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string): void => {
      clearTimeout(timer);
      reject(new Error(`${command.slice(0, 6).join(' ')} ${why}: ${said.trim().slice(-2000)}`));
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail('is not ready after 15 s');
    }, 15_000);
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-100_000);
      const line = said.split('\n').find((candidate, index, all) => index < all.length - 1 && ready.test(candidate));
      if (line === undefined) return;
      clearTimeout(timer);
      resolve(line);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', ({ message }) => fail(message));
    child.on('exit', (status) => fail(`ended with ${status}`));
  });
}

function start(command: readonly string[], environment?: Readonly<Record<string, string>>) {
  const [file = '', ...args] = command;
  // A process group of its own: an interrupt from the terminal ends the lab, which then ends the processes in order.
  const child = spawn(file, args, { stdio: 'pipe', detached: true, ...(environment === undefined ? {} : { env: environment }) });
  // If a process ends before it has read its input, its status shows the reason.
  child.stdin.on('error', () => undefined);
  return child;
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status));
  });
}
