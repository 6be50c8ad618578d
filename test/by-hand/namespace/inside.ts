/**
 * Runs inside the namespaces: prepares the machine and the situation named on standard input, runs its commands one after the other, and
 * prints their output as one JSON document.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { must, run } from '../../lab/processes.ts';
import { type Asked, filled, HOME, type Seen } from '../situation.ts';
import { situationNamed } from '../situations/index.ts';
import { loginShell } from './login-shell.ts';
import { layOver } from './network.ts';

/** No manual check takes longer. After this time, everything that the check started is ended. */
const WITHIN = ['/usr/bin/timeout', '--signal=KILL', '20'];

await must(['ip', 'link', 'set', 'lo', 'up']);
await must(['mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/mnt']);
process.env['TMPDIR'] = '/mnt';
for (const folder of [HOME, `${HOME}/.ssh`]) mkdirSync(folder, { mode: 0o700 });
// ssh uses the account's home, not HOME.
await layOver('/etc/passwd', readFileSync('/etc/passwd', 'utf8').replace(/^(root:.*:)[^:]*(:[^:]*)$/m, `$1${HOME}$2`));

const { situation: name, looks } = JSON.parse(await text(process.stdin)) as Asked;
const putUp = await situationNamed(name);
const situation = await putUp();
// A command on several pages is run once.
const taken = new Map<string, Seen>();
for (const { run: line } of looks) if (!taken.has(line)) taken.set(line, await take(line));
const seen = looks.map(({ run: line, shows }) => ({ ...taken.get(line), shows: filled(shows, situation.values) }));
// This process is the first in its namespace, so its end also ends whatever it started.
process.stdout.write(JSON.stringify({ seen }), () => process.exit());

async function take(line: string): Promise<Seen> {
  const command = filled(line, situation.values);
  if (command === null) throw new Error(`In the situation ${name} there is no value for a placeholder of: ${line}`);
  // One stream for stdout and stderr, as on a terminal.
  const { status, stdout } = await run([...WITHIN, '/bin/sh', '-c', `exec 2>&1\n${command}`], {
    environment: { ...loginShell(), ...situation.environment },
    timeoutMs: 30_000,
  });
  return { run: command, said: stdout, status };
}
