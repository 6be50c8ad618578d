/** If these fail, a user without credentials is not told what to do, or pasted output is not judged like an answer. */
import { describe, expect, it } from 'vitest';
import { readAllowedImagesSettings, readImages } from '../../knowledge/allowed-images/read.ts';
import type { CredentialSource } from '../../model/aws/credentials.ts';
import type { Session } from '../../model/session.ts';
import { diagnose } from '../engine/diagnose.ts';
import { BOTTLEROCKET, type Call, images, looked, RUNNER_IMAGE, settings, withCredentials } from '../testing/aws.ts';
import { findingOf, rootsOf, verdictOf } from '../testing/told.ts';

const GITPOD = '995913728426';

function verdicts(of: Session): [bottlerocket: string, gitpod: string] {
  return [verdictOf(of, BOTTLEROCKET), verdictOf(of, RUNNER_IMAGE)];
}

describe('the request to the AWS administrator', () => {
  const hides = (managedBy: string) =>
    looked([
      settings('enabled', [{ ImageProviders: ['amazon'] }], managedBy),
      images(BOTTLEROCKET, 'amazon', {}),
      images(RUNNER_IMAGE, GITPOD),
    ]);

  it('contains the current criteria and a new criterion that allows the image', () => {
    const [fix, terraform] = findingOf(hides('account'), 'ami-hidden-by-allowed-images')?.fixes ?? [];
    const json = /--image-criteria '(.*)'/s.exec(fix?.command ?? '')?.[1] ?? '';
    expect(JSON.parse(json)).toEqual([{ ImageProviders: ['amazon'] }, { ImageProviders: [GITPOD] }]);
    expect(terraform?.command).toMatch(/^resource "aws_ec2_allowed_images_settings"/);
  });

  it('quotes an image name that contains an apostrophe in its command', () => {
    const told = looked([settings('enabled', [{ ImageNames: ["it's *"] }]), images(BOTTLEROCKET, 'amazon'), images(RUNNER_IMAGE, GITPOD)]);
    const command = findingOf(told, 'ami-hidden-by-allowed-images')?.fixes[0]?.command ?? '';
    expect(command).toContain("it'\\''s *");
  });

  it('asks for a new declarative policy when AWS Organizations manages the setting', () => {
    const fix = findingOf(hides('declarative-policy'), 'ami-hidden-by-allowed-images')?.fixes[0];
    expect(fix?.text).toContain('AWS Organizations');
    expect(fix?.command).toContain('ec2_attributes');
    expect(fix?.command).not.toContain('replace-image-criteria');
  });

  it('belongs to a blocker when Allowed AMIs is enabled, and to advice in audit mode', () => {
    expect(findingOf(hides('account'), 'ami-hidden-by-allowed-images')?.severity).toBe('blocker');
    const audited = looked([
      settings('audit-mode', [{ ImageProviders: ['amazon'] }]),
      images(BOTTLEROCKET, 'amazon', {}),
      images(RUNNER_IMAGE, GITPOD, { allowed: false }),
    ]);
    expect(findingOf(audited, 'ami-hidden-by-allowed-images')?.severity).toBe('advice');
  });
});

describe('AWS credentials', () => {
  const absent: CredentialSource = {
    source: 'environment',
    state: 'incomplete',
    lacks: ['AWS_SECRET_ACCESS_KEY'],
    profile: null,
    keyPrefix: 'AKIA',
    expiresAt: null,
    file: null,
  };

  it('leave the requirements inconclusive when they are missing, and a fix gives the AWS administrator a command', () => {
    const told = withCredentials(looked([]), { sources: [absent] });
    expect(rootsOf(told)).toEqual(['aws-credentials-missing']);
    expect(verdicts(told)).toEqual(['unknown: needs-credentials', 'unknown: needs-credentials']);
    const finding = findingOf(told, 'aws-credentials-missing');
    expect(finding?.severity).toBe('degraded');
    expect(finding?.evidence).toContain('Environment variables: incomplete, lacks AWS_SECRET_ACCESS_KEY.');
    expect(finding?.fixes.find(({ owner }) => owner === 'aws-admin')?.command).toContain(
      'get-allowed-images-settings --region eu-central-1',
    );
  });

  it('give only a note when they are missing and the user did not consent to AWS calls', () => {
    const told = withCredentials(looked([], { consents: [] }), {});
    expect(rootsOf(told)).toEqual([]);
    expect(diagnose(told).notes.map(({ name }) => name)).toEqual(['aws-credentials-missing']);
  });

  it('are reported as missing with the name of the profile that does not exist', () => {
    const told = withCredentials(looked([]), { profile: { name: 'prod', namedBy: 'person', exists: false } });
    expect(findingOf(told, 'aws-credentials-missing')?.title).toBe('The AWS profile prod does not exist on the machine');
  });

  it('are reported as missing with the path of the file that AWS programs cannot read', () => {
    const file = (state: 'utf-16' | 'unreadable') => ({
      role: 'credentials' as const,
      path: '/home/me/.aws/credentials',
      state,
      variable: null,
    });
    const wide = findingOf(withCredentials(looked([]), { files: [file('utf-16')] }), 'aws-credentials-missing');
    expect(wide?.title).toBe('AWS programs cannot read /home/me/.aws/credentials');
    expect(wide?.fixes[0]?.text).toContain('UTF-8');
    const closed = findingOf(withCredentials(looked([]), { files: [file('unreadable')] }), 'aws-credentials-missing');
    expect(closed?.evidence.join()).toContain('exists but cannot be read');
  });

  it('are reported as expired, not as missing, when an SSO sign-in has expired', () => {
    const expired: CredentialSource = { ...absent, source: 'sso', state: 'expired', lacks: [], expiresAt: '2026-11-22T10:00:00Z' };
    const told = withCredentials(looked([{ operation: 'get-caller-identity', fails: 'aws.sso-expired' }]), { sources: [absent, expired] });
    expect(rootsOf(told)).toEqual(['aws-credentials-expired']);
  });
});

describe('pasted output of the AWS CLI', () => {
  const pasted = (State: string | null, ImageCriteria: unknown[], Images: unknown[] | null) => {
    const read = State === null ? null : readAllowedImagesSettings({ State, ImageCriteria });
    const seen = Images === null ? null : readImages({ Images });
    const calls: Call[] = [
      ...(read === null ? [] : [{ operation: 'get-allowed-images-settings' as const, result: { kind: 'settings' as const, ...read } }]),
      ...(seen === null ? [] : [{ operation: 'describe-images' as const, result: { kind: 'images' as const, ...seen } }]),
    ].map((call) => ({ ...call, answer: { pasted: true as const } }));
    return looked(calls, { consents: [], pasted: { settings: read, images: seen } });
  };
  const described = { Name: 'gitpod/images/gitpod-next/ec2-runner-ami-1', OwnerId: GITPOD, State: 'available' };

  it('decides the requirements without credentials', () => {
    expect(verdicts(pasted('disabled', [], []))).toEqual(['unmet', 'unmet']);
    expect(rootsOf(pasted('disabled', [], []))).toContain('ami-not-visible');
  });

  it.each<[string, unknown[]]>([
    ['disabled', []],
    ['enabled', [{ ImageProviders: ['amazon'] }, { ImageProviders: [GITPOD] }]],
  ])('is inconclusive about an image whose owner is missing from the list, with the setting %s', (state, criteria) => {
    expect(verdicts(pasted(state, criteria, [described]))).toEqual(['unknown: needs-credentials', 'met']);
    expect(rootsOf(pasted(state, criteria, [described]))).toEqual([]);
  });

  it('shows that the criteria hide an image even if its owner is missing from the list', () => {
    expect(rootsOf(pasted('enabled', [{ ImageProviders: [GITPOD] }], [described]))).toEqual(['ami-hidden-by-allowed-images']);
  });

  it('leaves ami-not-visible only possible without the settings, and the finding says how to paste them', () => {
    const finding = findingOf(pasted(null, [], []), 'ami-not-visible');
    expect(finding?.confidence).toBe('possible');
    expect(finding?.evidence.join('\n')).toContain('was not provided');
    expect(finding?.evidence.join('\n')).not.toContain('could not be read');
    expect(finding?.fixes[0]?.text).toContain('--allowed-images');
    expect(finding?.fixes[0]?.command).toMatch(/get-allowed-images-settings --region eu-central-1 .*allowed-images\.json/);
  });

  it('reduces missing credentials to a note', () => {
    const asked = looked([{ operation: 'get-caller-identity', fails: 'aws.no-credentials' }], {
      pasted: { settings: null, images: readImages({ Images: [described] }) },
    });
    expect(rootsOf(asked)).toEqual([]);
    expect(diagnose(asked).notes.map(({ name }) => name)).toContain('aws-credentials-missing');
  });

  it('decides a requirement without the list of images only when the criteria certainly exclude the image', () => {
    const told = pasted('enabled', [{ ImageProviders: ['149721548608'] }], null);
    expect(verdicts(told)).toEqual(['unknown: needs-credentials', 'unmet']);
    expect(rootsOf(told)).toEqual(['ami-hidden-by-allowed-images']);
  });
});
