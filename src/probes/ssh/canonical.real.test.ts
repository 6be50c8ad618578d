/**
 * CanonicalizeHostname, with a resolver in a separate network. If these fail, a name is looked up that the user's ssh would not look up, or
 * a certain statement about ssh is wrong.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SshConfigFacts } from '../../model/ssh/index.ts';
import { write } from './testing/reading.ts';
import { hasSsh, temporaryFolder } from './testing/real-ssh.ts';

const CHILD = fileURLToPath(new URL('./testing/canonical-child.ts', import.meta.url));
const inNetwork = (script: string) =>
  spawnSync('unshare', ['--map-root-user', '--net', '--mount', 'sh', '-euc', `ip link set lo up; ${script}`], {
    encoding: 'utf8',
    timeout: 60_000,
  });
const isPossible = hasSsh && inNetwork('true').status === 0;
if (!isPossible) process.stderr.write('no network namespace here: canonicalisation beside a resolver is left out\n');

const ON = 'CanonicalizeHostname yes\nCanonicalDomains corp.example\nCanonicalizeMaxDots 3\n';
const TYPED = 'w1.gitpod.remote';

describe.runIf(isPossible)('canonicalisation', { timeout: 60_000 }, () => {
  let place: ReturnType<typeof temporaryFolder>;
  beforeAll(() => {
    place = temporaryFolder();
  });
  afterAll(() => place.remove());
  const read = (config: string, alias: string, mayLookUp: boolean): { facts: SshConfigFacts; names: string[] } => {
    const written = write(place.folder, { config, 'resolv.conf': 'nameserver 127.0.0.1\n' });
    const { stdout, stderr } = inNetwork(
      `mount --bind '${place.folder}/resolv.conf' /etc/resolv.conf; '${process.execPath}' '${CHILD}' '${written.config}' '${alias}' ${mayLookUp ? 'yes' : 'no'}`,
    );
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  };

  it('gives the new name, the line that causes the lookup and the settings of the section for the new name', () => {
    const { facts, names } = read(`${ON}Match host *.corp.example\n  User corp\n`, 'box', true);
    expect(names).toEqual(['box.corp.example']);
    expect(facts).toMatchObject({
      canonical: 'asked',
      branch: 'address',
      effective: { hostname: { value: 'box.corp.example', source: { line: 1 } }, user: { value: 'corp', source: { line: 5 } } },
    });
  });

  it('leaves an alias without an address or a proxy when no section matches its canonical name', () => {
    const { facts } = read(ON, TYPED, true);
    expect(facts).toMatchObject({ canonical: 'asked', branch: 'none', effective: { hostname: { value: `${TYPED}.corp.example` } } });
  });

  it('is not simulated, and causes no lookup, when the user typed no name', () => {
    const { facts, names } = read(ON, TYPED, false);
    expect(names).toEqual([]);
    expect(facts).toMatchObject({
      canonical: 'not-asked',
      effective: { hostname: { value: TYPED }, canonicalizeHostname: { value: 'yes' } },
    });
  });

  it('causes no lookup when ssh makes none, because a proxy is set', () => {
    const proxied = 'Host *.gitpod.remote\n  ProxyCommand nc %h %p\nMatch canonical host *.gitpod.remote\n  User second\n';
    const { facts, names } = read(ON + proxied, TYPED, false);
    expect(names).toEqual([]);
    expect(facts).toMatchObject({ canonical: 'asked', effective: { user: { value: 'second', source: { line: 7 } } } });
  });

  it('is not simulated for permitted CNAMEs, which ssh looks up even with canonicalisation off', () => {
    const { facts, names } = read('CanonicalizePermittedCNAMEs *.a.example:*.b.example\nUser me\n', TYPED, false);
    expect(names).toEqual([]);
    expect(facts).toMatchObject({ state: 'answered', canonical: 'not-asked', effective: { user: { value: 'me' } } });
  });

  it('causes no lookup when a command decides which settings apply', () => {
    const { facts, names } = read(`${ON}Match exec "true"\n  HostName other.example\n`, TYPED, true);
    expect(names).toEqual([]);
    expect(facts).toMatchObject({ canonical: 'not-asked', pair: { state: 'differs' } });
  });
});
