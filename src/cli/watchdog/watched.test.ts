/** If these fail, one Ctrl-C counts as the second one, which ends the program at once and without what it knows. */
import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { FROM_PROGRAM, FROM_WATCHDOG, WATCHDOG_FD, WATCHED } from './words.ts';

const PROGRAM = `
  const { onSignal, tellMeasuring } = await import(${JSON.stringify(new URL('./watched.ts', import.meta.url).href)});
  const { noteWatchdog } = await import(${JSON.stringify(new URL('./is-watched.ts', import.meta.url).href)});
  noteWatchdog(process.env);
  onSignal('SIGTERM', () => process.stdout.write('heard\\n'));
  onSignal('SIGTERM', () => {});
  onSignal('SIGINT', () => process.exit());
  setInterval(() => {}, 1000);
  tellMeasuring({ subscribe() {} });
`;

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/** How often the program hears SIGTERM: of the watchdog, which tells how many there were so far, and by itself. */
async function heard(told: readonly number[], own: number): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    stdio: ['ignore', 'pipe', 'inherit', 'overlapped'],
    env: { ...process.env, [WATCHED]: '1' },
  });
  running.push(child);
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const pipe = child.stdio[WATCHDOG_FD] as unknown as NodeJS.ReadWriteStream;
  await new Promise<void>((resolve) => {
    pipe.on('data', (text: Buffer) => {
      if (text.toString().includes(FROM_PROGRAM.listening)) resolve();
    });
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  for (let count = 0; count < own; count += 1) {
    child.kill('SIGTERM');
    while (said.split('heard').length - 1 <= count) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  for (const times of told) pipe.write(`${FROM_WATCHDOG.signal}SIGTERM ${times}\n`);
  // What is told later is made later.
  pipe.write(`${FROM_WATCHDOG.signal}SIGINT 1\n`);
  await ended;
  return said.split('heard').length - 1;
}

describe('a signal', () => {
  test('that a terminal sends to both is heard once', async () => {
    expect(await heard([1], 1)).toBe(1);
  });

  test('that came to the watchdog alone is heard once', async () => {
    expect(await heard([1], 0)).toBe(1);
  });

  test('that is repeated within the time of one is heard as often as it was sent', async () => {
    expect(await heard([1, 2, 3], 0)).toBe(3);
    expect(await heard([1, 2], 1)).toBe(2);
  });
});
