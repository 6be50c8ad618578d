/** Runs the cases of a part in separate processes, and judges what a process cannot judge about itself: death, silence, leftovers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanary } from './canary.ts';
import type { Told } from './worker.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));
/** Longer than any case may take, even on a busy machine. */
const SILENT_MS = 60_000;
/** A process is replaced after this many cases, so that leaks do not add up. */
const BATCH = 250;

export const PART_NAMES = ['bits', 'bundles', 'answers', 'texts'] as const;
export type PartName = (typeof PART_NAMES)[number];
const MAY_WRITE: ReadonlySet<PartName> = new Set(['bundles']);

export interface Fault {
  seed: number;
  text: string;
}

export interface Result {
  kinds: Map<string, number>;
  faults: Fault[];
  commands: number;
  ms: number;
}

export async function runPart(part: PartName, first: number, cases: number, jobs: number): Promise<Result> {
  const began = performance.now();
  const result: Result = { kinds: new Map(), faults: [], commands: 0, ms: 0 };
  const canary = createCanary();
  let next = first;
  const work = async () => {
    while (next < first + cases) {
      const from = next;
      next = Math.min(first + cases, from + BATCH);
      await batch(part, from, next, result, canary.give);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  const ran = canary.close();
  result.commands = ran.given;
  result.faults.push(
    ...ran.faults.map(({ seed, command }) => ({ seed, text: `a command to paste runs another: ${JSON.stringify(command)}` })),
  );
  return { ...result, ms: performance.now() - began };
}

/** One process after the other; each continues after the case that killed the previous one. */
async function batch(
  part: PartName,
  from: number,
  to: number,
  result: Result,
  give: (seed: number, command: string) => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-fuzz-'));
  mkdirSync(join(folder, 'out'));
  const take = (told: Told) => {
    if ('fault' in told) result.faults.push({ seed: told.seed, text: told.fault });
    if (!('outcome' in told)) return;
    result.kinds.set(told.outcome.kind, (result.kinds.get(told.outcome.kind) ?? 0) + 1);
    for (const command of told.outcome.commands ?? []) give(told.seed, command);
  };
  try {
    for (let seed = from; seed < to; ) {
      const ended = await lifeOf(start(part, seed, to - seed, folder), take);
      if (ended.why !== null) result.faults.push({ seed: ended.seed ?? seed, text: ended.why });
      seed = (ended.seed ?? seed) + 1;
      if (ended.why === null) break;
    }
    const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (path) => !/^out(?:\/case\.\w+|\/state(?:\/.*)?)?$/.test(path),
    );
    if (left.length > 0) result.faults.push({ seed: from, text: `seeds ${from} to ${to}: written outside: ${left.join(', ')}` });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(part: PartName, first: number, count: number, folder: string): ChildProcess {
  const out = join(folder, 'out');
  const rights = ['--permission', '--allow-fs-read=*', ...(MAY_WRITE.has(part) ? [`--allow-fs-write=${out}`] : [])];
  const words = [...rights, '--disable-warning=SecurityWarning', WORKER, part, String(first), String(count), out];
  return spawn(process.execPath, words, {
    cwd: out,
    env: { PATH: '/nowhere', HOME: out, XDG_STATE_HOME: join(out, 'state'), LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/** Waits until it ends by itself or is killed for silence. `why` is null after a complete run. */
function lifeOf(child: ChildProcess, take: (told: Told) => void): Promise<{ seed: number | null; why: string | null }> {
  return new Promise((resolve) => {
    let seed: number | null = null;
    let isOpen = false;
    let why: string | null = null;
    const said: Buffer[] = [];
    const onSilence = () => {
      why = `no end within ${SILENT_MS} ms`;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(onSilence, SILENT_MS);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => said.length < 100 && said.push(bytes));
    child.on('message', (told: Told) => {
      clearTimeout(timer);
      timer = setTimeout(onSilence, SILENT_MS);
      seed = told.seed;
      isOpen = 'begins' in told;
      take(told);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const words = Buffer.concat(said).toString().slice(-2000);
      if (why === null && (code !== 0 || isOpen)) why = `the process ended with ${code ?? signal}: ${words}`;
      resolve({ seed, why });
    });
  });
}
