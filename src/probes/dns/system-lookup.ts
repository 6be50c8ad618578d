/** The lookup of real programs, including /etc/hosts, split DNS and search domains. Runs in a helper process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { lookup as lookUpHere } from 'node:dns/promises';
import { createInterface } from 'node:readline';
import { helperFile } from '../helper-file.ts';

export interface LookupAddress {
  address: string;
  family: number;
}

/** Rejects with getaddrinfo's error. Has no deadline. */
export interface SystemLookup {
  lookup(host: string): Promise<LookupAddress[]>;
  close(): void;
}

type Answer = { id: number; found: LookupAddress[] } | { id: number; error: { code?: string; errno?: number; syscall?: string } };

/** A pool for every host of the catalogue at once, and for repeats. libuv gives getaddrinfo half of it. */
const THREADS = '256';

/** Variables that change Node's own start-up. Those of the resolver (RES_OPTIONS, LOCALDOMAIN) are kept. */
const NOT_FOR_THE_HELPER = ['NODE_OPTIONS', 'NODE_USE_ENV_PROXY', 'NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA', 'NODE_DEBUG'];

export function createSystemLookup(environment: Readonly<Record<string, string>>): SystemLookup {
  let helper: ChildProcess | null = null;
  let nextId = 0;
  let closed = false;
  const waiting = new Map<number, { answer(answer: Answer | null): void }>();

  const start = (): ChildProcess => {
    const child = spawn(process.execPath, [helperFile('lookup-helper', import.meta.url)], {
      env: { ...without(environment, NOT_FOR_THE_HELPER), UV_THREADPOOL_SIZE: THREADS },
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const ended = () => {
      if (helper === child) helper = null;
      for (const [id, { answer }] of waiting) {
        waiting.delete(id);
        answer(null);
      }
    };
    child.once('error', ended);
    child.once('exit', ended);
    // Ignored, because if the helper has exited, its `exit` event already fails the pending lookups.
    child.stdin.on('error', () => {});
    createInterface({ input: child.stdout }).on('line', (line) => {
      const answer = JSON.parse(line) as Answer;
      waiting.get(answer.id)?.answer(answer);
      waiting.delete(answer.id);
    });
    // Neither the process nor its pipes keep this program running, because the lookup's deadline does.
    child.unref();
    for (const pipe of [child.stdin, child.stdout]) unref(pipe);
    return child;
  };

  const askHelper = (host: string): Promise<Answer | null> =>
    new Promise((answer) => {
      helper ??= start();
      nextId += 1;
      waiting.set(nextId, { answer });
      helper.stdin?.write(`${JSON.stringify({ id: nextId, host })}\n`);
    });

  return {
    async lookup(host) {
      const answer = closed ? null : await askHelper(host).catch(() => null);
      if (answer !== null && 'found' in answer) return answer.found;
      if (answer !== null || closed) throw answer?.error ?? new Error('closed');
      // No process can be started, or it was killed. A lookup in this process may delay the exit, but its result is right.
      return lookUpHere(host, { all: true, order: 'verbatim' });
    },
    close() {
      closed = true;
      helper?.kill('SIGKILL');
      helper = null;
    },
  };
}

function without(environment: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !names.includes(name)));
}

function unref(pipe: unknown): void {
  (pipe as { unref?: () => void }).unref?.();
}
