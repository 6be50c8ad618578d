/** `--demo list`: lists the scenarios of the simulated internet. */
import { SCENARIOS } from '../../demo/index.ts';
import { print } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';

export function demoList(flags: Flags): number {
  const scenarios = SCENARIOS.map(({ name, title }) => ({ name, title }));
  const width = Math.max(...scenarios.map(({ name }) => name.length));
  print(
    flags.json ? JSON.stringify({ scenarios }, null, 2) : scenarios.map(({ name, title }) => `${name.padEnd(width)}  ${title}`).join('\n'),
  );
  return 0;
}
