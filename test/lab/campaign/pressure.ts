/** How busy this machine is: a program that waits for a processor measures its own machine and not the network. */
import { readFile } from 'node:fs/promises';

/** In percent of the last ten seconds, from the kernel's pressure information; null if the kernel does not provide it. */
export async function pressure(): Promise<number | null> {
  const text = await readFile('/proc/pressure/cpu', 'utf8').catch(() => '');
  const found = /some avg10=([\d.]+)/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

const LOOK_MS = 1000;

/** Resolves once programs wait for a processor less than this share of the time, or at once if nothing else runs. */
export async function untilCalm(isAlone: () => boolean, busy: number): Promise<void> {
  while (!isAlone() && ((await pressure()) ?? 0) > busy) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}
