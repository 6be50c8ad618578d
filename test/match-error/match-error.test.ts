/**
 * A user pastes what a program printed. Here the programs of this machine print it, about faults on loopback, and the dictionary must name
 * the failing layer and, among the likely findings, the true one.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErrorMatch, matchError } from '../../src/knowledge/error-dictionary/index.ts';
import type { FindingName } from '../../src/model/finding-codes.ts';
import { type Fault, type FaultName, type Faults, startFaults } from './faults.ts';
import { PROGRAMS, type Program } from './programs.ts';
import { isThere } from './running.ts';

interface Truth {
  /** If a program does not say at which stage it failed, the stages that its message allows. */
  layers: readonly ErrorMatch['layer'][];
  finding: FindingName;
}

const TRUTH: Record<FaultName, Truth> = {
  'port refused': { layers: ['tcp'], finding: 'port-refused' },
  'unknown authority, leaf alone': { layers: ['tls'], finding: 'tls-intercepted' },
  'unknown authority, root sent': { layers: ['tls'], finding: 'tls-intercepted' },
  expired: { layers: ['tls'], finding: 'certificate-expired' },
  'another name': { layers: ['tls'], finding: 'certificate-for-another-name' },
  'plain HTTP on a TLS port': { layers: ['tls'], finding: 'block-page' },
  'reset in the handshake': { layers: ['tls'], finding: 'tls-cut-off' },
  'closed in the handshake': { layers: ['tls'], finding: 'tls-cut-off' },
  'silent handshake': { layers: ['tls', 'tcp'], finding: 'tls-stalls' },
  'status 503': { layers: ['http'], finding: 'service-unhealthy' },
  'proxy refuses connections': { layers: ['tcp', 'tunnel'], finding: 'proxy-unreachable' },
  'proxy answers 403': { layers: ['tunnel', 'http'], finding: 'proxy-refuses-host' },
  'proxy answers 407': { layers: ['tunnel'], finding: 'proxy-requires-login' },
  'proxy answers 502': { layers: ['tunnel'], finding: 'proxy-cannot-reach-upstream' },
  'proxy answers 503': { layers: ['tunnel'], finding: 'proxy-cannot-reach-upstream' },
  'proxy hangs up': { layers: ['tunnel', 'http', 'tls'], finding: 'proxy-refuses-host' },
  'no such name': { layers: ['dns'], finding: 'name-not-found' },
};

/** ssh reports the same faults in other words. */
const SSH_TRUTH: Partial<Record<FaultName, Truth>> = {
  'port refused': { layers: ['tcp'], finding: 'ssh-port-blocked' },
  'closed in the handshake': { layers: ['ssh'], finding: 'ssh-answered-by-something-else' },
  'silent handshake': { layers: ['ssh'], finding: 'ssh-port-silent' },
  'no such name': { layers: ['dns'], finding: 'ssh-alias-unmatched' },
};

const folder = mkdtempSync(join(tmpdir(), 'match-error-'));
let faults: Faults;

beforeAll(async () => {
  faults = await startFaults(folder);
});
afterAll(() => {
  faults.close();
  rmSync(folder, { recursive: true, force: true });
});

function judge(program: Program, said: ReadonlyMap<string, string>, asked: readonly Fault[]): void {
  for (const { name, url } of asked) {
    const text = said.get(name) ?? '';
    const [match] = matchError(text);
    const truth = (program.name === 'ssh' ? SSH_TRUTH[name] : undefined) ?? TRUTH[name];
    expect(match, `${program.name}, ${name}: nothing recognised in\n${text}`).toBeDefined();
    expect(truth.layers, `${program.name}, ${name}: ${match?.entry}`).toContain(match?.layer);
    expect(match?.findings, `${program.name}, ${name}: ${match?.entry} in\n${text}`).toContain(truth.finding);
    expect([null, '127.0.0.1', 'localhost', new URL(url).hostname], `${program.name}, ${name}`).toContain(match?.host);
  }
}

function skipLoudly(why: string): void {
  process.stderr.write(`Skipped: ${why}, so its messages were not produced.\n`);
}

describe.concurrent('the error message of a real program', () => {
  for (const program of PROGRAMS) {
    const there = isThere(program.needs);
    if (!there) skipLoudly(`${program.name} is not on this machine`);
    it.skipIf(!there)(`is recognised when ${program.name} fails`, { timeout: 60_000 }, async () => {
      const asked = faults.all.filter(({ name }) => program.shows(name));
      judge(program, await program.run(asked, { folder, trusted: faults.trusted }), asked);
    });
  }

  /** In a network namespace without an interface, and with the hosts file as the only source of names. */
  const within = ['unshare', '--map-root-user', '--net', '--mount', 'sh', '-c', 'mount --bind "$0" /etc/nsswitch.conf && exec "$@"'];
  const isolated = isThere(['unshare', '--map-root-user', '--net', '--mount', 'true']);
  if (!isolated) skipLoudly('no namespaces can be made on this machine');
  it.skipIf(!isolated)('is recognised when a name does not resolve', { timeout: 60_000 }, async () => {
    const nsswitch = join(folder, 'nsswitch.conf');
    writeFileSync(nsswitch, 'hosts: files\n');
    const asked: Fault[] = [{ name: 'no such name', url: 'https://nowhere.invalid/', proxy: null }];
    const there = PROGRAMS.filter(({ needs, shows }) => shows('no such name') && isThere(needs));
    await Promise.all(
      there.map(async (program) => {
        const said = await program.run(asked, { folder, trusted: faults.trusted, within: [...within, nsswitch] });
        judge(program, said, asked);
        if (program.name !== 'python urllib') expect(matchError(said.get('no such name') ?? '')[0]?.host).toBe('nowhere.invalid');
      }),
    );
  });
});
