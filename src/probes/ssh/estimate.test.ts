/** If these fail, a user without ssh sees a connection that ssh would not use, or a hostile file delays the run or executes a command. */
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { SshConfigFacts } from '../../model/ssh/index.ts';
import { factsOf, write } from './testing/reading.ts';
import { hasSsh, temporaryFolder } from './testing/real-ssh.ts';

const place = temporaryFolder();
afterAll(() => place.remove());
let count = 0;
const written = (files: Record<string, string>) => {
  count += 1;
  return write(`${place.folder}/${count}`, files).config;
};
/** An empty folder, in which no ssh is found. */
const none = `${place.folder}/none`;
mkdirSync(none);
const without = (config: string, alias: string, timeoutMs = 20_000) => factsOf(config, alias, { environment: { PATH: none }, timeoutMs });

const OURS =
  'Host *.gitpod.environment\n  ProxyCommand "/opt/a b/gitpod" environment ssh %h --proxy-connect # ours\n  User gitpod_devcontainer\n';

const SHAPES: readonly [string, string, Record<string, string>][] = [
  ['a proxy command in an included file', 'w1.gitpod.environment', { config: 'Include FOLDER/ours\n', ours: OURS }],
  [
    'an address with an earlier section',
    'w1.gitpod.remote',
    { config: 'Host *\n  User me\nHost w1.gitpod.remote\n  HostName 192.0.2.7\n  Port 2222\n  User other\n' },
  ],
  [
    'an Include in a section that does not match',
    'w1.gitpod.environment',
    { config: 'Host work\n  User me\nInclude FOLDER/ours\n', ours: OURS },
  ],
  [
    'an Include in a matching section, which continues after it',
    'w1.gitpod.environment',
    { config: 'Host *\nInclude FOLDER/ours\n  Port 2200\n', ours: OURS },
  ],
  [
    'Match all and globs',
    'w1.gitpod.environment',
    { config: 'Host work\n  User me\nMatch all\n  Include FOLDER/*.conf\n', 'a.conf': OURS, 'b.conf': 'Host *\n  Port 7\n' },
  ],
  ['a jump host above a proxy command', 'w1.gitpod.environment', { config: `Host *\n  ProxyJump me@jump:22,b\n${OURS}` }],
  ['no jump host above a proxy command', 'me@w1.gitpod.environment', { config: `Host *\n  ProxyJump none\n${OURS}` }],
  ['a HostName that contains the alias', 'ssh://w1:2022', { config: 'Host w1\n  HostName %h.gitpod.remote\n' }],
];

describe.runIf(hasSsh)('an estimate without a client', { timeout: 60_000 }, () => {
  it.each(SHAPES)('agrees with ssh about %s', async (_what, alias, files) => {
    const config = written(files);
    const [{ effective }, { client, estimate, state }] = [
      await factsOf(config, alias, { timeoutMs: 20_000 }),
      await without(config, alias),
    ];
    if (effective === null) throw new Error('ssh did not answer');
    const { proxyCommand, proxyJump, user } = effective;
    expect({ client, state }).toEqual({ client: null, state: 'not-asked' });
    expect(estimate).toEqual({
      hostname: effective.hostname.value,
      // Without a User line ssh uses the account's name, which is in no file.
      user: user.source.by === 'default' ? null : user.value,
      port: effective.port.value,
      proxyCommand: proxyCommand === null ? null : { program: proxyCommand.program, kind: proxyCommand.kind },
      proxyJump: proxyJump?.hops ?? null,
      isPartial: false,
    });
  });
});

describe('an estimate', { timeout: 60_000 }, () => {
  it('runs no command from the configuration, and is marked as partial', async () => {
    const config = written({ config: 'Match exec "touch FOLDER/marker"\n  User me\nHost w1\n  User you\n' });
    const { estimate } = await without(config, 'w1');
    expect(estimate).toMatchObject({ user: 'you', isPartial: true });
    expect(existsSync(config.replace(/config$/, 'marker'))).toBe(false);
  });

  it.each([
    [
      'canonicalisation, for which the package would run nslookup',
      { config: 'Host *\n  CanonicalizeHostname yes\n  CanonicalDomains a.example b.example\n' },
    ],
    ['a file that the package refuses', { config: 'Host w1\n  User "me\n' }],
    ['a port above 65535', { config: 'Host w1\n  Port 70000\n' }],
    ['a ? in a pattern, which also matches no character in the package', { config: 'Host w1?\n  HostName wrong.example\n' }],
    ['a comma in a pattern, which separates two patterns in the package', { config: 'Host w1,w2\n  HostName wrong.example\n' }],
    ['a BOM', { config: '\ufeffHost other\n  HostName wrong.example\n' }],
    ['a keyword in quotes', { config: 'Host w1\n  User me\n"Host" other\n  HostName wrong.example\n' }],
    ['an Include in single quotes', { config: "Include 'FOLDER/a'\nHost w1\n  HostName wrong.example\n", a: 'HostName right.example\n' }],
    ['a value in single quotes', { config: "Host w1\n  HostName 'right.example'\n" }],
    ['a file that includes itself twice', { config: 'Include FOLDER/config\nInclude FOLDER/config\nHost w1\n  User me\n' }],
    ['more than 256 KiB in total', { config: `Include FOLDER/b\n#${'a'.repeat(140_000)}\n`, b: `#${'b'.repeat(140_000)}\n` }],
  ])('is omitted for %s', async (_what, files) => {
    expect((await without(written(files), 'w1')).estimate).toBeUndefined();
  });

  it('is omitted for a destination with a port above 65535', async () => {
    expect((await without(written({ config: 'Host w1\n  User me\n' }), 'ssh://w1:99999')).estimate).toBeUndefined();
  });

  it.skipIf(process.platform !== 'linux')(
    'runs outside the user’s folder and without a usable PATH, so that it finds no program',
    async () => {
      const reading = without(written({ config: `Host ${'*a'.repeat(24)}\n  User me\n` }), `${'a'.repeat(60)}b`, 2500);
      const helper = () => children().find((pid) => of(pid, 'cmdline').includes('estimate-helper'));
      const pid = await expect.poll(helper, { timeout: 2400, interval: 10 }).toBeDefined().then(helper);
      const environment = of(pid ?? '', 'environ').split('\0');
      const folder = readlinkSync(`/proc/${pid}/cwd`);
      await reading;
      const paths = environment.flatMap((one) => /^path=(.*)/i.exec(one)?.[1] ?? []);
      expect(paths).toHaveLength(2);
      for (const path of paths) expect([path, existsSync(path)]).toEqual([expect.stringMatching(/^\/./), false]);
      expect(environment).toContain('NODE_OPTIONS=--max-old-space-size=128');
      expect(folder).toBe('/');
    },
  );

  it('ends at its deadline when a pattern never finishes, and does not block timers', async () => {
    const config = written({ config: `Host ${'*a'.repeat(24)}\n  User me\n` });
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 20);
    const begun = performance.now();
    const facts = await without(config, `${'a'.repeat(60)}b`, 1500);
    clearInterval(timer);
    expect(SshConfigFacts.parse(facts).estimate).toBeUndefined();
    expect(performance.now() - begun).toBeGreaterThan(1400);
    expect(ticks).toBeGreaterThan(10);
  });
});

const of = (pid: string, what: string) => readFileSync(`/proc/${pid}/${what}`, 'latin1');

function children(): string[] {
  const tasks = readdirSync('/proc/self/task');
  return tasks.flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, 'latin1').split(' ').filter(Boolean));
}
