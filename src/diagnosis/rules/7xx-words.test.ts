/** The words of each AWS finding's variants. If one fails, an administrator gets a wrong request. */
import { describe, expect, it, test } from 'vitest';
import type { CredentialSource } from '../../model/aws/credentials.ts';
import type { Profile } from '../../model/profile.ts';
import {
  BOTTLEROCKET,
  bothSeen,
  type Call,
  images,
  LAUNCH,
  looked,
  RUNNER_IMAGE,
  refused,
  settings,
  withCredentials,
} from '../testing/aws.ts';
import { findingOf, textOfFinding } from '../testing/told.ts';

const GITPOD = '995913728426';
const hidden = [images(BOTTLEROCKET, 'amazon', {}), images(RUNNER_IMAGE, GITPOD)];

describe('the finding about an image that AWS does not list', () => {
  const says = (calls: readonly Call[], profile: Partial<Profile> = {}) => textOfFinding(looked(calls, profile), 'ami-not-visible');

  test.each<[string, Call[], string[]]>([
    ['is certain when Allowed AMIs is disabled', [settings('disabled')], ['is not enabled, so it hides nothing', 'confidence certain']],
    [
      'is certain when Allowed AMIs is in audit mode',
      [settings('audit-mode', [{ ImageProviders: ['amazon'] }])],
      ['is in audit mode', 'confidence certain'],
    ],
    [
      'is certain when the criteria allow the owner of the image',
      [settings('enabled', [{ ImageProviders: [GITPOD] }])],
      ['criteria allow the image', 'confidence certain'],
    ],
    [
      'is only possible when the settings of Allowed AMIs could not be read',
      [],
      ['could not be read', 'confidence possible', 'aws ec2 get-allowed-images-settings --region eu-central-1'],
    ],
  ])('%s', (_, calls, words) => {
    const text = says([...calls, ...hidden]);
    for (const each of words) expect(text).toContain(each);
  });

  it('lists an image of that name that cannot be launched, and other owners of that name', () => {
    const text = says([
      settings('disabled'),
      images(RUNNER_IMAGE, GITPOD, { state: 'pending' }),
      images(RUNNER_IMAGE, 'self', { owner: '111122223333' }),
    ]);
    expect(text).toContain('cannot be launched: pending');
    expect(text).toContain('111122223333');
  });

  it("does not give the state of another account's image", () => {
    expect(says([settings('disabled'), images(RUNNER_IMAGE, GITPOD, { owner: '111122223333', state: 'pending' })])).not.toContain(
      'pending',
    );
  });

  test.each(['aws.image-not-found', 'aws.not-authorized-for-image'] as const)(
    'says that a dry run refused the image as well: %s',
    (fails) => {
      const text = says([settings('disabled'), ...hidden, { operation: 'run-instances-dry-run', rows: [LAUNCH], fails }], {
        consents: ['aws', 'launch-dry-run'],
      });
      expect(text).toContain('A dry run in EC2 also refuses the image.');
    },
  );

  it('asks the AWS administrator, and not Gitpod, about an image of Amazon', () => {
    const told = looked([settings('disabled'), images(BOTTLEROCKET, 'amazon'), images(RUNNER_IMAGE, GITPOD, {})]);
    expect(findingOf(told, 'ami-not-visible')?.fixes.map(({ owner }) => owner)).toEqual(['aws-admin']);
  });
});

describe('the finding about an image that Allowed AMIs hides', () => {
  const says = (criteria: unknown[], state = 'enabled', shown: Call[] = hidden) =>
    textOfFinding(looked([settings(state, criteria), ...shown]), 'ami-hidden-by-allowed-images');
  const neither = [images(BOTTLEROCKET, 'amazon'), images(RUNNER_IMAGE, GITPOD)];

  test.each<[string, Record<string, unknown>, string]>([
    ['images of the account itself', { ImageProviders: ['none'] }, 'it belongs to the account itself'],
    ['one owner', { ImageProviders: ['111122223333'] }, 'the owner is 111122223333'],
    ['several owners', { ImageProviders: ['111122223333', '444455556666'] }, 'the owner is one of 111122223333'],
    ['a name', { ImageNames: ['golden-*'] }, 'the name is like golden-*'],
    ['a product', { MarketplaceProductCodes: ['abcdefghijklmnopqrstuvwx1'] }, 'the Marketplace product is one of'],
  ])('quotes a criterion for %s', (_, criterion, words) => expect(says([criterion])).toContain(words));

  it('quotes the maximum age of an image in days', () => {
    const old = [images(BOTTLEROCKET, 'amazon', {}), images(RUNNER_IMAGE, GITPOD, { createdAt: '2020-01-01T00:00:00Z', allowed: false })];
    expect(says([{ CreationDateCondition: { MaximumDaysSinceCreated: 300 } }], 'audit-mode', old)).toContain('at most 300 days ago');
  });

  it('says that only images of the account itself are allowed when no criteria are set', () => {
    expect(says([], 'enabled', neither)).toContain('only images of the account itself');
  });

  it('asks to add a criterion by hand when the criteria have an unknown parameter', () => {
    const text = says([{ ImageProviders: ['111122223333'], SomethingNew: ['x'] }]);
    expect(text).toContain('add this criterion by hand');
    // A criterion that could not be evaluated may allow it.
    expect(says([{ SomethingNew: ['x'] }])).toContain('seems to hide');
    expect(says([{ ImageProviders: ['111122223333'] }])).not.toContain('seems to hide');
    expect(text).not.toContain('replace-image-criteria');
  });
});

describe('the finding about unusable AWS credentials', () => {
  const source = (more: Partial<CredentialSource>): CredentialSource => ({
    source: 'environment',
    state: 'usable',
    lacks: [],
    profile: null,
    keyPrefix: null,
    expiresAt: null,
    file: null,
    ...more,
  });
  const withKey = (calls: Call[], keyPrefix: string) =>
    withCredentials(looked(calls), { sources: [source({ keyPrefix })], takes: 'environment' });

  it('names the secret and the session token of a temporary key when the signature does not match', () => {
    const text = textOfFinding(
      withKey([{ operation: 'get-caller-identity', fails: 'aws.invalid-signature' }], 'ASIA'),
      'aws-credentials-invalid',
    );
    for (const words of ['does not accept the secret', 'signature does not match', 'needs its session token', 'Enter the secret'])
      expect(text).toContain(words);
  });

  it('is certain when STS does not know the key', () => {
    const text = textOfFinding(
      withKey([{ operation: 'get-caller-identity', fails: 'aws.invalid-key' }], 'AKIA'),
      'aws-credentials-invalid',
    );
    expect(text).toContain('does not know this key');
    expect(text).toContain('begins with AKIA.');
    expect(text).toContain('confidence certain');
  });

  it('is only likely when STS was not called', () => {
    const text = textOfFinding(looked([{ operation: 'describe-images', fails: 'aws.auth-failure' }]), 'aws-credentials-invalid');
    expect(text).toContain('STS could not be asked');
    expect(text).toContain('confidence likely');
  });

  it('says that the session is over, and gives the sign-in command of an SSO profile', () => {
    const over = withCredentials(looked([{ operation: 'get-caller-identity', fails: 'aws.sso-expired' }]), {
      profile: { name: 'prod', namedBy: 'person', exists: true },
    });
    expect(textOfFinding(over, 'aws-credentials-expired')).toContain('aws sso login --profile prod');
    const keys = looked([{ operation: 'get-caller-identity', fails: 'aws.expired' }]);
    expect(textOfFinding(keys, 'aws-credentials-expired')).toContain('AWS refuses the session as expired.');
    const file = withCredentials(looked([]), { sources: [source({ state: 'expired' })] });
    expect(textOfFinding(file, 'aws-credentials-expired')).toContain('The session is over.');
  });

  it('says whether a policy or the sign-in refuses the role, and does not fire for a denied GetCallerIdentity', () => {
    const denied = (message: string, more: object = {}) => {
      const { answer, ...call } = refused('get-caller-identity', message);
      return withCredentials(looked([{ ...call, answer: { ...answer, 'server.address': null, ...more } }]), {
        profile: { name: 'prod', namedBy: 'person', exists: true },
      });
    };
    const role = denied('User: me is not authorized to perform: sts:AssumeRole on resource: r with an explicit deny in a session policy');
    expect(textOfFinding(role, 'aws-role-denied')).toMatch(
      /assume the role of the profile prod\nconfidence certain[\s\S]*names a session policy/,
    );
    const signIn = denied('No access', { errorCode: 'ForbiddenException' });
    expect(textOfFinding(signIn, 'aws-role-denied')).toMatch(
      /sign-in is not allowed to use the role[\s\S]*permission set of the profile prod/,
    );
    // STS was called, and its endpoint policy refuses, which is another cause.
    const asked = looked([refused('get-caller-identity', 'is not authorized to perform: sts:GetCallerIdentity')]);
    expect(findingOf(asked, 'aws-role-denied')).toBeUndefined();
  });

  it('does not mention an expired sign-in when other credentials work', () => {
    const told = withCredentials(looked(bothSeen), {
      sources: [source({}), source({ source: 'sso', state: 'expired', profile: 'old' })],
      takes: 'environment',
    });
    expect(findingOf(told, 'aws-credentials-expired')).toBeUndefined();
  });

  it('says that credential_process was not run, because the user has not allowed it', () => {
    const told = withCredentials(looked([]), { sources: [source({ source: 'process', state: 'needs-consent', profile: 'default' })] });
    const text = textOfFinding(told, 'aws-credentials-missing');
    expect(text).toContain('Command of a profile (credential_process): not run, because you have not allowed it.');
    expect(text).toContain('--yes-to credential-process');
  });

  it('names the source that gave no credentials', () => {
    const told = withCredentials(looked([{ operation: 'get-caller-identity', fails: 'aws.no-credentials' }], { regions: [] }), {
      sources: [source({ source: 'instance' })],
      takes: 'instance',
    });
    const text = textOfFinding(told, 'aws-credentials-missing');
    expect(text).toContain('Instance metadata: gave no credentials.');
    expect(text).toContain("--region '<region>'");
  });

  it('names the profile in AWS_PROFILE when the profile does not exist or has no credentials', () => {
    const of = (exists: boolean) => withCredentials(looked([]), { profile: { name: 'prod', namedBy: 'AWS_PROFILE', exists } });
    expect(textOfFinding(of(false), 'aws-credentials-missing')).toContain('named by AWS_PROFILE');
    expect(textOfFinding(of(true), 'aws-credentials-missing')).toContain('aws sts get-caller-identity --profile prod');
  });
});

describe('the finding about an unreadable response to an AWS call', () => {
  const odd = (fails: 'aws.not-aws' | 'aws.not-understood', answer: Call['answer']) =>
    textOfFinding(
      looked([{ operation: 'describe-images', fails, ...(answer === undefined ? {} : { answer }) }]),
      'aws-answer-not-understood',
    );

  it('does not ask the network team when the response has the signs of AWS', () => {
    const text = odd('aws.not-understood', { errorCode: 'SomethingNew', 'http.response.status_code': 400, contentType: null });
    for (const words of ['could not be understood', 'has the status 400.', 'names the error SomethingNew', 'has the signs of AWS, but'])
      expect(text).toContain(words);
    expect(text).not.toContain('let answers of');
    expect(text).toContain('confidence likely');
  });

  it('gives no status when no status was recorded', () => {
    const text = odd('aws.not-aws', { 'http.response.status_code': null, 'server.address': null });
    expect(text).not.toContain('has the status');
    expect(text).toContain('eu-central-1');
  });

  it('says that the call went through a proxy', () => {
    const built = looked([{ operation: 'describe-images', fails: 'aws.not-aws' }]);
    const route = { via: 'proxy' as const, proxy: { scheme: 'http' as const, host: 'proxy.corp', port: 3128, hasCredentials: false } };
    const observations = built.observations.map((each) => (each.probe === 'aws' ? { ...each, route } : each));
    expect(textOfFinding({ ...built, observations }, 'aws-answer-not-understood')).toContain('The call went through a proxy.');
  });
});
