/** One cell of the fault matrix: the program in a process of its own, one misbehaving server, and the result. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Observation } from '../../src/model/observation.ts';
import { Report } from '../../src/model/report.ts';
import { type Interruption, interrupting } from './interruption.ts';
import { type Misbehaviour, seeded } from './misbehaviours.ts';
import { busyMsOf, familyOf, kill, peakOf } from './processes.ts';
import { type Aim, STAGES, type Stage, type StageName } from './stages.ts';

export const DEADLINE_MS = 5000;
const GRACE_MS = 500;
const STAGE_MS = '1000';
/** How long a named pipe may stay silent; nothing is measured then. */
const PIPE_MS = 6000;
const MAX_MIB = 200;
/** Only a program that never ends takes longer. */
const NEVER_MS = DEADLINE_MS + 30_000;

export interface CellName {
  stage: StageName;
  how: Misbehaviour;
}

export interface Outcome extends CellName {
  status: number | null;
  /** Time in which the main thread neither worked nor waited for a processor, so that a busy machine adds nothing. */
  waitedMs: number;
  peakMiB: number;
  kinds: string[];
  /** Whether a signal ended the program, or it exited before the signal could be sent. */
  isInterrupted: boolean;
  /** Faults as sentences; empty if there are none. */
  problems: string[];
  /** The faults of the first run, if the cell was repeated alone. */
  atFirst?: string[];
}

/** `number` seeds it and gives it an address. `launcher` is the program's. With a signal, that is sent once the fault has been met. */
export async function runCell(name: CellName, number: number, launcher: string, signal: Interruption | null): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'fault-matrix-'));
  let isMet = false;
  const met = () => {
    isMet = true;
  };
  const cell = { how: name.how, folder, random: seeded(number), met, address: `127.0.1.${number + 1}` };
  const aim = await (STAGES[name.stage] as Stage).aim(cell);
  try {
    const ran = await run(aim, folder, launcher, signal, () => isMet);
    return judged(name, ran, isMet);
  } finally {
    aim.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
  waitedMs: number;
  peakMiB: number;
  /** How the program exited after the signal; null if none was sent. */
  interrupted: string[] | null;
}

async function run(aim: Aim, folder: string, launcher: string, signal: Interruption | null, isMet: () => boolean): Promise<Ran> {
  const home = join(folder, 'home');
  mkdirSync(home);
  const limits = ['--json', '--deadline', String(DEADLINE_MS), '--timeout', STAGE_MS];
  const words = [process.execPath, launcher, ...aim.args, ...limits];
  const [file = '', ...rest] = aim.before === undefined ? words : after(aim.before, words);
  const child = spawn(file, rest, {
    cwd: home,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      XDG_STATE_HOME: home,
      LANG: 'C.UTF-8',
      AWS_EC2_METADATA_DISABLED: 'false',
      ...aim.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, as a shell creates for a command.
    detached: true,
  });
  const interruption = signal === null ? null : interrupting(signal, child.pid ?? 0, home, isMet);
  let peakMiB = 0;
  let waitedMs = 0;
  const began = new Map<number, number>();
  const looking = setInterval(() => {
    const family = familyOf(child.pid ?? 0);
    peakMiB = Math.max(peakMiB, ...family.map(peakOf));
    // The first process is the watchdog.
    const program = family[1];
    if (program === undefined) return;
    if (!began.has(program)) began.set(program, performance.now() - busyMsOf(program));
    waitedMs = Math.round(performance.now() - (began.get(program) ?? 0) - busyMsOf(program));
  }, 50);
  const late = setTimeout(() => {
    for (const pid of familyOf(child.pid ?? 0)) kill(pid, 'SIGKILL');
  }, NEVER_MS);
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(looking);
  clearTimeout(late);
  return { status, ...said, waitedMs, peakMiB, interrupted: interruption?.problems(status) ?? null };
}

function after(before: string, words: readonly string[]): string[] {
  return ['unshare', '--mount', 'sh', '-c', `${before} && exec "$@"`, 'sh', ...words];
}

function judged(name: CellName, ran: Ran, isMet: boolean): Outcome {
  const report = reportIn(ran.stdout);
  // Apart from the metadata service, the sweep finds a network without egress, which is not the fault of the cell.
  const isOwn = ({ probe }: Observation) => name.stage !== 'metadata' || probe === 'metadata' || probe === 'http';
  const failures = report?.observations.filter((one) => one.failure !== null && isOwn(one)) ?? [];
  const kinds = [...new Set(failures.map(({ failure }) => failure?.kind ?? ''))].sort();
  const facts = { ...name, status: ran.status, waitedMs: ran.waitedMs, peakMiB: ran.peakMiB, kinds };
  if (ran.interrupted !== null) return { ...facts, isInterrupted: true, problems: ran.interrupted };
  const mayStop = name.stage === 'a named file' && ran.status === 4;
  const crashed = report?.observations.filter(({ state }) => state === 'crashed') ?? [];
  const problems = [
    ...(isMet ? [] : ['the fault was not met']),
    ...(ran.waitedMs > (mayStop ? PIPE_MS : DEADLINE_MS) + GRACE_MS ? [`waited for ${ran.waitedMs} ms`] : []),
    ...(ran.peakMiB > MAX_MIB ? [`took ${ran.peakMiB} MiB`] : []),
    ...(ran.status === 0 || ran.status === 1 || ran.status === 3 || mayStop
      ? []
      : [`ended with ${ran.status}: ${ran.stderr.slice(0, 300)}`]),
    ...(report !== null && kinds.length === 0 && reasonToPass(name) === undefined ? ['nothing failed'] : []),
    ...(report === null && !mayStop ? ['gave no report'] : []),
    ...(kinds.includes('unclassified') ? ['a failure is unclassified'] : []),
    ...crashed.map(({ failure }) => `crashed: ${failure?.text}`),
  ];
  return { ...facts, isInterrupted: false, problems };
}

/** Why nothing can fail in this cell. */
function reasonToPass({ stage, how }: CellName): string | undefined {
  return (STAGES[stage] as Stage).passes?.[how];
}

function reportIn(stdout: string): Report | null {
  try {
    return Report.parse(JSON.parse(stdout));
  } catch {
    return null;
  }
}
