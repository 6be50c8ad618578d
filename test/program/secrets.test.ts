/** Secrets from the environment, flags or a server appear in no byte that the program writes. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { canBeAlone } from '../support/alone.ts';
import { entriesOf, filesBelow } from '../support/files.ts';
import { PLANTED } from '../support/planted.ts';
import { type Home, launcher, newHome, run } from '../support/program.ts';
import { openTerminal } from '../support/pty.ts';
import { leaks } from '../support/secrets.ts';
import { answer, walkToFinish } from '../support/walker.ts';

const SECRETS = Object.values(PLANTED);
const { httpsProxy, httpProxy, lowerHttpsProxy, noProxy, allProxy, scm, scmQuery, scmFragment, metricsUser, metricsQuery, note } = PLANTED;

/** Every leak in the files of a home, including the entries of bundles. */
function leaksOf(home: Home): string[] {
  return [...filesBelow(home.folder)].flatMap(([path, bytes]) => [
    ...leaks(path, bytes, SECRETS),
    ...(path.endsWith('.zip') ? [...entriesOf(bytes)].flatMap(([entry, content]) => leaks(`${path} ${entry}`, content, SECRETS)) : []),
  ]);
}

const ENVIRONMENT = {
  HTTPS_PROXY: `http://svc:${httpsProxy}@proxy.example.com:3128`,
  HTTP_PROXY: `http://svc:${encodeURIComponent(httpProxy)}@proxy.example.com:3128`,
  https_proxy: `http://svc:${lowerHttpsProxy}@proxy.example.com:3128`,
  NO_PROXY: `https://anna:${noProxy}@internal.example.com,.example.com`,
  ALL_PROXY: `socks5://svc:${allProxy}@proxy.example.com:1080`,
};
const FLAGS = [
  `--scm=https://anna:${scm}@git.example.com/?token=${scmQuery}#${scmFragment}`,
  `--metrics=https://${metricsUser}@metrics.example.com/write?key=${metricsQuery}`,
  `--note=curl -u anna:${note} fails; password=${note}`,
];

describe.concurrent('secrets in the input', () => {
  it.each([
    ['events and a bundle', ['check', 'scm', 'metrics', 'proxy', '--jsonl', '--bundle', 'b.zip']],
    ['plain lines with every value', ['check', 'scm', 'metrics', 'proxy', '--verbose', '--show-values']],
    ['the walk in plain lines', ['--plain', '--symptom', 'browser', '--show-values']],
  ])('stay hidden in %s during a demo', { timeout: 120_000 }, async (_, args) => {
    const ended = await run([...args, '--demo', 'proxy-rejects-credentials', ...FLAGS], { env: ENVIRONMENT });
    expect([ended.status, ended.stdout.includes('GD10')]).toEqual([1, true]);
    // The scenario has a login of its own.
    const found = [
      ...leaks('stdout', ended.stdout, [...SECRETS, 'autumn-2025']),
      ...leaks('stderr', ended.stderr, [...SECRETS, 'autumn-2025']),
    ];
    expect([...found, ...leaksOf(ended.home)]).toEqual([]);
  });

  it('stay hidden on the screen while real values are shown', { timeout: 120_000 }, async () => {
    const screen = openTerminal(['--demo', 'proxy-rejects-credentials', ...FLAGS], { env: ENVIRONMENT, columns: 200, rows: 60 });
    await screen.shows('What is going wrong?');
    screen.press('9\r');
    await screen.shows('GD105');
    screen.press('m');
    await screen.shows('y yes');
    screen.press('y');
    await screen.shows('proxy.example.internal');
    for (const key of ['e', 'b', 'c', 'b']) {
      screen.press(key);
      await screen.shows(key === 'b' ? 'GD105' : 'b back');
    }
    screen.press('\u0003');
    expect((await screen.ended).status).toBe(130);
    expect([...leaks('screen', screen.written(), [...SECRETS, 'autumn-2025']), ...leaksOf(screen.home)]).toEqual([]);
  });

  it('are not stored when they are typed as an answer', { timeout: 120_000 }, async () => {
    const screen = openTerminal(['--demo', 'proxy-rejects-credentials']);
    await screen.shows('What is going wrong?');
    screen.press('8\r');
    await screen.shows('What does the message say?');
    screen.press(`curl -u anna:${PLANTED.typed} https://x.example.com/?token=${PLANTED.typedQuery} 407`);
    await screen.shows('407');
    await answer(screen, '\r');
    await walkToFinish(screen);
    screen.press('\r');
    await screen.shows(/\.zip, \d+ \w?B/);
    screen.press('w');
    await screen.shows('The bundle is written');
    screen.press('q');
    await screen.ended;
    expect(leaksOf(screen.home)).toEqual([]);
  });

  it('stay hidden with the real environment, a hostile proxy and a hostile server', { timeout: 60_000 }, async () => {
    if (!canBeAlone()) {
      process.stderr.write('SKIPPED: secrets and the real environment: this needs Linux, root, unshare and ip\n');
      return;
    }
    const home = newHome();
    const script = fileURLToPath(new URL('../support/hostile-network.ts', import.meta.url));
    await new Promise<void>((resolve, reject) => {
      execFile('unshare', ['--net', process.execPath, script, launcher(), home.folder], (error, _, stderr) =>
        error === null ? resolve() : reject(new Error(stderr)),
      );
    });
    const files = filesBelow(home.folder);
    const said = (name: string) => files.get(`${name}.out`)?.toString() ?? '';
    // The secrets were sent and received, so their absence from the output proves something.
    expect(said('seen')).toMatch(/^connect app\.gitpod\.io:443 with a login$/m);
    expect(said('seen')).toMatch(/^(GET|HEAD) \/moved\/?$/m);
    expect(said('proxied-events')).toContain('"tunnel.407"');
    expect(said('direct-events')).toContain('"http.response.status_code":302');
    expect(said('malformed')).toContain('proxy-variable-invalid');
    expect([...files.keys()]).toEqual(expect.arrayContaining(['proxied.zip', 'direct.zip']));
    expect(leaksOf(home)).toEqual([]);
  });
});
