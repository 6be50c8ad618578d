/** How busy this machine is: a program that waits for a processor measures its own machine and no network. */
import { readFile } from 'node:fs/promises';

/** In percent of the last ten seconds, as the kernel's pressure information has it; null where it has none. */
export async function pressure(): Promise<number | null> {
  const text = await readFile('/proc/pressure/cpu', 'utf8').catch(() => '');
  const found = /some avg10=([\d.]+)/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

const LOOK_MS = 1000;

/** Settles once programs wait for a processor less than so many percent of the time, and at once where nothing else is played. */
export async function untilCalm(isAlone: () => boolean, busy: number): Promise<void> {
  while (!isAlone() && ((await pressure()) ?? 0) > busy) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}
