/** If these fail, one Ctrl-C counts as two, and the program ends at once without its results. */
import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { CHILD_MARK_VARIABLE, PROGRAM_MESSAGES, WATCHDOG_FD, WATCHDOG_MESSAGES } from './words.ts';

const PROGRAM = `
  const { onSignal, reportMeasuring } = await import(${JSON.stringify(new URL('./watched.ts', import.meta.url).href)});
  const { takeWatchdogMark } = await import(${JSON.stringify(new URL('./is-watched.ts', import.meta.url).href)});
  takeWatchdogMark(process.env);
  onSignal('SIGTERM', () => process.stdout.write('heard\\n'));
  onSignal('SIGTERM', () => {});
  onSignal('SIGINT', () => process.exit());
  setInterval(() => {}, 1000);
  reportMeasuring({ subscribe() {} });
`;

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/** How often the program receives SIGTERM: through the watchdog, whose message has the number so far, and directly. */
async function heard(told: readonly number[], own: number): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    stdio: ['ignore', 'pipe', 'inherit', 'overlapped'],
    env: { ...process.env, [CHILD_MARK_VARIABLE]: '1' },
  });
  running.push(child);
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const pipe = child.stdio[WATCHDOG_FD] as unknown as NodeJS.ReadWriteStream;
  await new Promise<void>((resolve) => {
    pipe.on('data', (text: Buffer) => {
      if (text.toString().includes(PROGRAM_MESSAGES.listening)) resolve();
    });
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  for (let count = 0; count < own; count += 1) {
    child.kill('SIGTERM');
    while (said.split('heard').length - 1 <= count) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  for (const times of told) pipe.write(`${WATCHDOG_MESSAGES.signal}SIGTERM ${times}\n`);
  // A later message must also have an effect.
  pipe.write(`${WATCHDOG_MESSAGES.signal}SIGINT 1\n`);
  await ended;
  return said.split('heard').length - 1;
}

describe('a signal', () => {
  test('counts once when a terminal sends it to both processes', async () => {
    expect(await heard([1], 1)).toBe(1);
  });

  test('counts once when it is sent to the watchdog alone', async () => {
    expect(await heard([1], 0)).toBe(1);
  });

  test('counts as often as it was sent when it is repeated quickly', async () => {
    expect(await heard([1, 2, 3], 0)).toBe(3);
    expect(await heard([1, 2], 1)).toBe(2);
  });
});
