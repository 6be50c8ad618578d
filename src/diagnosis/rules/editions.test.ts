/** If these fail, a network team is asked to open what this installation does not use. */
import { describe, expect, test } from 'vitest';
import { diagnose } from '../engine/diagnose.ts';
import { fails, session } from '../testing/session.ts';

const GATEWAY = { requirement: 'gateway.https-8443', of: { editions: ['document' as const] } };
const ECR = { requirement: 'aws.ecr-api', of: { editions: ['aws-runner-2026' as const] } };
const APP = { requirement: 'management.app' };

describe('GD906 edition-contradicted', () => {
  test('names the edition that matches the machine, and explains the failure of a requirement that only the measured edition has', () => {
    const seen = session({ from: 'runner', runner: 'standard' })
      .host({ installation: ['fargate-task', 'gateway-empty'] })
      .https('us01.gitpod.dev:8443', fails('tcp.refused'), GATEWAY)
      .https('app.gitpod.io', undefined, APP)
      .build();
    const { findings } = diagnose(seen);
    const [root] = findings.filter(({ causedBy }) => causedBy === null);
    expect(findings.filter(({ causedBy }) => causedBy === null)).toHaveLength(1);
    expect(root).toMatchObject({ code: 'GD906', confidence: 'likely', requirements: ['gateway.https-8443'] });
    expect(root?.title).toBe(
      'This is probably the AWS runner of 2026, but it was measured as a Standard or Enterprise runner of the published document',
    );
    expect(root?.fixes.map(({ owner, command }) => [owner, command])).toEqual([['you', 'gitpod-doctor check --edition aws-runner-2026']]);
  });

  test('does not explain the failure of a requirement that every edition has', () => {
    const seen = session({ from: 'runner', edition: 'aws-runner-2026' })
      .host({ installation: ['gateway-set'] })
      .https('app.gitpod.io', fails('tcp.refused'), APP)
      .https('releases.gitpod.io', undefined, { requirement: 'releases.root' })
      .build();
    expect(diagnose(seen).findings.map(({ code, requirements }) => [code, requirements])).toEqual([
      ['GD301', ['management.app']],
      ['GD906', []],
    ]);
  });

  test.each([
    [
      'the signs on the machine match the measured edition',
      { edition: 'aws-runner-2026' as const, from: 'runner' as const },
      ['fargate-task' as const],
    ],
    ['the machine shows no sign of an edition', { from: 'runner' as const }, []],
    ['the only sign was seen on a laptop', { from: 'laptop' as const }, ['google-machine' as const]],
    ['the user does not know the edition', { from: 'runner' as const, editionIs: 'unsure' as const }, ['fargate-task' as const]],
  ])('does not fire if %s', (_, profile, installation) => {
    const seen = session(profile).host({ installation }).https('app.gitpod.io', undefined, APP).build();
    expect(diagnose(seen).findings).toEqual([]);
  });
});

describe('a failed SSH port of an environment', () => {
  const row = { requirement: 'management.environment-ports' };
  const seen = (kind: 'ssh.not-ssh' | 'ssh.banner-timeout') =>
    session({ from: 'runner', edition: 'gcp-runner-2026', environmentAddress: '10.0.0.10' })
      .tcp('10.0.0.10', 29222, fails(kind), row)
      .tcp('10.0.0.10', 22999, undefined, row)
      .https('app.gitpod.io', undefined, APP)
      .build();

  test.each([
    ['ssh.not-ssh', 'GD810', 'On 10.0.0.10 port 29222, something else answers'],
    ['ssh.banner-timeout', 'GD822', '10.0.0.10 port 29222'],
  ] as const)('has for %s the same cause as a failing alias, but the finding does not mention an alias', (kind, code, title) => {
    const roots = diagnose(seen(kind)).findings.filter(({ causedBy }) => causedBy === null);
    expect(roots.map((finding) => [finding.code, finding.requirements])).toEqual([[code, ['management.environment-ports']]]);
    const [root] = roots;
    expect(root?.title).toContain(title);
    expect(root?.fixes.map(({ text }) => text).join(' ')).not.toMatch(/null|alias|section/);
  });
});

describe('GD907 edition-not-established', () => {
  const unsure = () =>
    session({ from: 'runner', regions: ['us-east-1'], editionIs: 'unsure' })
      .https('app.gitpod.io', undefined, APP)
      .https('us01.gitpod.dev:8443', fails('tcp.refused'), GATEWAY)
      .https('api.ecr.us-east-1.amazonaws.com', undefined, ECR);

  test('lists the results of requirements that only some editions have, and no finding explains their failures', () => {
    const { findings, notes, verdicts } = diagnose(unsure().build());
    expect(findings).toEqual([]);
    expect(verdicts.map(({ requirement, verdict, reason, counts }) => [requirement, verdict, reason, counts])).toEqual([
      ['management.app', 'met', null, true],
      ['gateway.https-8443', 'unknown', 'needs-input', true],
      ['aws.ecr-api', 'met', null, false],
    ]);
    const [{ text } = { text: '' }] = notes.filter(({ code }) => code === 'GD907');
    expect(text).toContain(
      'Only for a Standard or Enterprise runner of the published document: 0 of 1 check passed, not gateway.https-8443.',
    );
    expect(text).toContain('Only for the AWS runner of 2026: 1 of 1 check passed.');
  });

  test('names the edition that matches the machine', () => {
    const [note] = diagnose(
      unsure()
        .host({ installation: ['fargate-task'] })
        .build(),
    ).notes.filter(({ code }) => code === 'GD907');
    expect(note?.text).toContain('The signs fit the AWS runner of 2026: the runner’s task is on Fargate.');
  });

  test('does not fire when the edition is known', () => {
    expect(diagnose(session({ edition: 'aws-runner-2026', editionIs: 'found' }).build()).notes).toEqual([]);
  });
});
