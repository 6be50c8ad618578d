/**
 * From a configuration file to a finding: common mistakes in HostName, and RemoteCommand. If one fails, a user searches the network for a
 * typo, or a correct line is called wrong.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/index.ts';
import { Observation } from '../../src/model/observation.ts';
import type { Session } from '../../src/model/session.ts';
import { write } from '../../src/probes/ssh/testing/reading.ts';
import { hasSsh, temporaryFolder } from '../../src/probes/ssh/testing/real-ssh.ts';
import { type Pretend, pretend } from '../../src/probes/testing/pretend.ts';
import { createRedactor } from '../../src/redact/index.ts';
import { found } from '../support/ssh-found.ts';

const ALIAS = 'x1.gitpod.remote';
const masking = createRedactor({ level: 'standard', key: new Uint8Array(32).fill(3), publicNames: [], secrets: [] });

describe.skipIf(!hasSsh)('a HostName', { timeout: 60_000 }, () => {
  let place: ReturnType<typeof temporaryFolder>;
  let nowhere: Pretend;
  beforeAll(async () => {
    place = temporaryFolder();
    nowhere = await pretend({ names: () => 'NXDOMAIN', environment: { PATH: process.env['PATH'] ?? '' } });
  });
  afterAll(async () => {
    await nowhere.close();
    place.remove();
  });
  const seenOf = (lines: string, alias = ALIAS) => {
    const { config } = write(place.folder, { config: `Host ${alias}\n${lines}` });
    return found(config, alias, { world: nowhere.world, consents: [] });
  };

  test.each([
    ['https://gate.example/', 'is written as a URL', 'write “HostName gate.example”'],
    ['gate.example:2222', 'contains a port', 'write the port on its own line “Port”'],
    ['gate.example#eu', 'has a comment without a space before it', 'write “HostName gate.example”'],
    ['“gate.example”', 'has typographic quotes around it', 'write “HostName gate.example”'],
    ['me@gate.example', 'contains a user name', 'write “HostName gate.example”'],
    ['50%x', 'has a percent sign without a meaning', '%h stands for the typed name'],
    ['<address>', 'has characters that are not allowed in a host name', 'write only the host name'],
    ['"a b"', 'has characters that are not allowed in a host name', 'write only the host name'],
    ['[fe80::1]', 'has brackets around it', 'write “HostName fe80::1”'],
  ])('with the value %s is reported because it %s', async (value, title, fix) => {
    const { roots, findings, verdict, session } = await seenOf(`  HostName ${value}\n`);
    expect({ roots, verdict }).toEqual({ roots: ['ssh-hostname-malformed'], verdict: 'unmet' });
    const finding = findings.find(({ causedBy }) => causedBy === null);
    expect(finding).toMatchObject({ confidence: 'certain', title: `HostName of ${ALIAS} ${title}` });
    expect(finding?.fixes[0]?.text).toContain(fix);
    expect(finding?.fixes[0]?.text).toContain(`${place.folder}/config:2`);
    const opened = (read: (observation: Session['observations'][number]) => Session['observations'][number]) =>
      diagnose({ ...session, observations: session.observations.map(read) }).findings;
    expect(opened((one) => Observation.parse(JSON.parse(JSON.stringify(one))))).toEqual(findings);
    const masked = opened((one) => masking.value(Observation, one)).filter(({ causedBy }) => causedBy === null);
    expect(masked.map(({ name }) => name)).toEqual(roots);
    expect(masked[0]?.title).toContain(title);
  });

  test('is reported as stale, not as malformed, when it is a valid name that does not exist', async () => {
    expect((await seenOf('  HostName gate.example # eu\n')).roots).toEqual(['ssh-address-stale']);
  });

  test('is not checked with a ProxyCommand, because that command resolves the name', async () => {
    expect((await seenOf('  HostName gate.example:22\n  ProxyCommand /bin/sh -c true\n')).roots).toEqual([]);
  });

  test('whose section also sets RemoteCommand is reported as a possible fault, with the line and the programs that fail', async () => {
    const { findings } = await seenOf('  ProxyCommand /bin/sh -c true\n  RemoteCommand tmux attach\n');
    expect(findings.map(({ name, confidence }) => [name, confidence])).toEqual([['ssh-remote-command-clash', 'possible']]);
    expect(findings[0]?.evidence.join()).toContain(`${place.folder}/config:3`);
    expect((await seenOf('  ProxyCommand /bin/sh -c true\n  RemoteCommand none\n')).findings).toEqual([]);
  });
});
