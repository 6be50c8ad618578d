/** Starts the process in which a script runs, reads its messages, and ends it if no message arrives for a long time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parsedJson } from '../../model/parsed-json.ts';
import { startSilenceTimer } from '../deadline.ts';
import { helperFile } from '../helper-file.ts';
import { childCpuMs } from './child-time.ts';
import type { HelperLine, RunHelper } from './protocol.ts';

/**
 * The helper reports at least at each call. If no message arrives for longer, the helper is in a function that the engine cannot interrupt.
 */
const GRACE_MS = 1000;
const START_MS = 15_000;
/** How often the wait is extended for a helper that hardly ran. */
const MAX_WAITS = 4;
const READ_EVERY_MS = 200;

function startHelper(signal: AbortSignal | undefined): ChildProcess {
  const { TZ, SYSTEMROOT } = process.env;
  return spawn(process.execPath, [helperFile('script-helper', import.meta.url)], {
    env: { ...(TZ === undefined ? {} : { TZ }), ...(SYSTEMROOT === undefined ? {} : { SYSTEMROOT }) },
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
    killSignal: 'SIGKILL',
    ...(signal === undefined ? {} : { signal }),
  });
}

export const runHelper: RunHelper = (input, heard, signal) => {
  const child = startHelper(signal);
  return new Promise((resolve) => {
    let stopTimer = () => {};
    let isOver = false;
    const over = (came: boolean) => {
      if (isOver) return;
      isOver = true;
      stopTimer();
      child.kill('SIGKILL');
      resolve(came);
    };
    let ran = { atMs: Number.NEGATIVE_INFINITY, cpuMs: Promise.resolve<number | null>(null) };
    let waits = 0;
    const wait = (ms: number, again = 1) => {
      stopTimer();
      waits += 1;
      const [own, now] = [waits, performance.now()];
      if (again === 1 && now - ran.atMs > READ_EVERY_MS) ran = { atMs: now, cpuMs: childCpuMs(child.pid) };
      const before = ran.cpuMs;
      const late = async () => {
        const [from, to] = [await before, await childCpuMs(child.pid)];
        if (own !== waits) return;
        const hardlyRan = from !== null && to !== null && to - from < ms / 2;
        if (hardlyRan && again < MAX_WAITS) wait(ms, again + 1);
        else over(false);
      };
      stopTimer = startSilenceTimer(ms, () => void late());
    };
    const pause = () => {
      waits += 1;
      stopTimer();
    };
    wait(START_MS);
    child.once('error', () => over(false));
    child.once('close', () => over(false));
    child.stdin?.on('error', () => {});
    if (child.stdout === null) return over(false);
    createInterface({ input: child.stdout }).on('line', async (text) => {
      if (isOver) return;
      const line = parsedJson(text) as HelperLine | undefined;
      // The process was ended in the middle of a line.
      if (line === undefined) return;
      if (line.is === 'asking') pause();
      else wait((line.is === 'ready' ? input.limits.loadMs : input.limits.callMs) + GRACE_MS);
      const reply = await heard(line);
      if (line.is === 'end') return over(true);
      if (reply === null || isOver) return;
      wait(input.limits.loadMs + GRACE_MS);
      child.stdin?.write(`${JSON.stringify(reply)}\n`);
    });
    child.stdin?.write(`${JSON.stringify(input)}\n`);
  });
};
