/** The guided session in a real terminal: from the symptom to the written bundle, and the bundle opened again. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PATIENT, run } from '../support/program.ts';
import { openTerminal, type PtyOptions, type Terminal } from '../support/pty.ts';
import { answer, walkToFinish } from '../support/walker.ts';

const open: Terminal[] = [];

function terminal(args: readonly string[], options?: PtyOptions): Terminal {
  const opened = openTerminal(args, options);
  open.push(opened);
  return opened;
}

afterEach(() => {
  for (const one of open.splice(0)) one.kill();
});

/** The user's first choice, the cause's title on the screen, and the exit status. */
const WALKS = [
  { scenario: 'proxy-requires-login', symptom: '2', size: [80, 24], says: 'requires a login', status: 1, flags: PATIENT },
  { scenario: 'tls-intercepted', symptom: '4', size: [60, 16], says: 'inspects TLS', status: 1, flags: PATIENT },
  { scenario: 'gateway-udp-silent', symptom: '2', size: [140, 40], says: 'UDP', status: 3, flags: ['--timeout=4000'] },
] as const;

describe('the guided session', () => {
  it.each(WALKS)('finds the cause of $scenario, and writes a bundle that opens with the same cause', { timeout: 60_000 }, async (walk) => {
    const [columns, rows] = walk.size;
    const screen = terminal(['--demo', walk.scenario, ...walk.flags], { columns, rows });
    await screen.shows('What is going wrong?');
    await answer(screen, `${walk.symptom}\r`);
    const seen = await walkToFinish(screen);
    expect(seen.filter((text) => text.includes(walk.says))).not.toEqual([]);

    screen.press('\r');
    await screen.shows(/\.zip, \d+ \w?B/);
    screen.press('w');
    await screen.shows('The bundle is written');
    screen.press('q');
    const { status, left, alternate, cursorHidden } = await screen.ended;
    expect({ status, alternate, cursorHidden }).toEqual({ status: walk.status, alternate: false, cursorHidden: false });
    const [file = ''] = readdirSync(screen.home.folder).filter((name) => name.endsWith('.zip'));
    expect(left.join('')).toContain(file);
    expect(left.join(' ')).toMatch(/gitpod-doctor(?:\.js)? open/);

    const path = join(screen.home.folder, file);
    const again = terminal(['open', path], { columns, rows });
    const [verified, opened] = await Promise.all([run(['verify', path]), run(['open', path, '--json']), again.shows(walk.says)]);
    expect(verified.status).toBe(0);
    expect(opened.status).toBe(walk.status);
    const causes = JSON.parse(opened.stdout).findings.filter(({ causedBy }: { causedBy: string | null }) => causedBy === null);
    expect(causes.map(({ name }: { name: string }) => name)).toEqual([walk.scenario]);
    again.press('q');
    expect((await again.ended).status).toBe(walk.status);
  });
});
