/** If these fail, a blocked image has no cause, or an image that could not be queried is reported as blocked. */
import { describe, expect, it } from 'vitest';
import type { Session } from '../../model/session.ts';
import { diagnose } from '../engine/diagnose.ts';
import { BOTTLEROCKET, bothSeen, type Call, identity, images, LAUNCH, looked, RUNNER_IMAGE, refused, settings } from '../testing/aws.ts';
import { findingOf, rootsOf, verdictOf } from '../testing/told.ts';

const GITPOD = '995913728426';
const SCP =
  'is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:eu-central-1::image/ami-1 with an explicit deny in a service control policy: arn:aws:organizations::210987654321:policy/o-a/service_control_policy/p-1. Encoded authorization failure message: AbC';
const off = settings('disabled');
const hidden = [images(BOTTLEROCKET, 'amazon'), images(BOTTLEROCKET, '149721548608'), images(RUNNER_IMAGE, GITPOD)];

function verdicts(of: Session): [bottlerocket: string, gitpod: string] {
  return [verdictOf(of, BOTTLEROCKET), verdictOf(of, RUNNER_IMAGE)];
}

describe('the requirements of both images', () => {
  it.each<[string, Call[], string[], [string, string]]>([
    ['are met when AWS lists both', [identity, off, ...bothSeen], [], ['met', 'met']],
    [
      'are unmet when AWS lists neither and no setting hides them',
      [identity, off, ...hidden],
      ['ami-not-visible', 'ami-not-visible'],
      ['unmet', 'unmet'],
    ],
    [
      'are met for Amazon and unmet for Gitpod when the criteria allow only Amazon',
      [
        settings('enabled', [{ ImageProviders: ['amazon'] }]),
        images(BOTTLEROCKET, 'amazon', { allowed: true }),
        images(RUNNER_IMAGE, GITPOD),
      ],
      ['ami-hidden-by-allowed-images'],
      ['met', 'unmet'],
    ],
    [
      'are unmet when the criteria allow the documented owners but AWS lists neither',
      [settings('enabled', [{ ImageProviders: ['149721548608', GITPOD] }]), ...hidden],
      ['ami-not-visible', 'ami-not-visible'],
      ['unmet', 'unmet'],
    ],
    [
      'are unmet for Bottlerocket when an age limit hides its image',
      [
        settings('enabled', [{ CreationDateCondition: { MaximumDaysSinceCreated: 300 } }]),
        images(BOTTLEROCKET, 'amazon'),
        images(RUNNER_IMAGE, GITPOD, { allowed: true }),
      ],
      ['ami-hidden-by-allowed-images'],
      ['unmet', 'met'],
    ],
    [
      'are met in audit mode, with a finding about the image that the criteria would hide',
      [
        settings('audit-mode', [{ ImageProviders: ['amazon'] }]),
        images(BOTTLEROCKET, 'amazon', { allowed: true }),
        images(RUNNER_IMAGE, GITPOD, { allowed: false }),
      ],
      ['ami-hidden-by-allowed-images'],
      ['met', 'met'],
    ],
    [
      'are met when the image has the documented owner of its region',
      [
        off,
        images(BOTTLEROCKET, '149721548608'),
        images(BOTTLEROCKET, 'amazon', { owner: '092701018921' }),
        images(RUNNER_IMAGE, GITPOD, {}),
      ],
      [],
      ['met', 'met'],
    ],
    [
      'are unmet for Gitpod when the only image of that name belongs to an undocumented owner',
      [off, images(BOTTLEROCKET, 'amazon', {}), images(RUNNER_IMAGE, GITPOD), images(RUNNER_IMAGE, 'self', { owner: '111122223333' })],
      ['ami-not-visible'],
      ['met', 'unmet'],
    ],
    [
      'are met, with a finding, when all images of a name are deprecated',
      [off, images(BOTTLEROCKET, 'amazon', { deprecatedAt: '2026-01-01T00:00:00Z' }), images(RUNNER_IMAGE, GITPOD, {})],
      ['ami-deprecated'],
      ['met', 'met'],
    ],
    [
      'are met without a finding when one image is deprecated and another is not',
      [off, images(BOTTLEROCKET, 'amazon', {}, { deprecatedAt: '2026-01-01T00:00:00Z' }), images(RUNNER_IMAGE, GITPOD, {})],
      [],
      ['met', 'met'],
    ],
    [
      'are unknown for Bottlerocket when only the owner of another region was queried',
      [off, images(BOTTLEROCKET, '092701018921'), images(RUNNER_IMAGE, GITPOD, {})],
      [],
      ['unknown: not-run', 'met'],
    ],
    [
      'are met when the settings cannot be read but AWS lists both',
      [
        refused('get-allowed-images-settings', 'because no identity-based policy allows the ec2:GetAllowedImagesSettings action'),
        ...bothSeen,
      ],
      [],
      ['met', 'met'],
    ],
    [
      'are unknown when AWS throttles the calls',
      [identity, { operation: 'describe-images', fails: 'aws.throttled' }],
      [],
      ['unknown: throttled', 'unknown: throttled'],
    ],
    [
      'are unknown when AWS has an internal error',
      [identity, { operation: 'describe-images', fails: 'aws.server-error', answer: { 'http.response.status_code': 500 } }],
      ['service-unhealthy'],
      ['unknown: blocked-by:GD406', 'unknown: blocked-by:GD406'],
    ],
    [
      'are unknown when no identity policy allows DescribeImages',
      [
        identity,
        off,
        refused(
          'describe-images',
          'x is not authorized to perform: ec2:DescribeImages because no identity-based policy allows the ec2:DescribeImages action',
        ),
      ],
      ['describe-images-denied'],
      ['unknown: blocked-by:GD704', 'unknown: blocked-by:GD704'],
    ],
    [
      'are unknown when an endpoint policy denies DescribeImages',
      [identity, off, refused('describe-images', 'with an explicit deny in a VPC endpoint policy')],
      ['denied-by-organization'],
      ['unknown: blocked-by:GD705', 'unknown: blocked-by:GD705'],
    ],
    [
      'are unknown when the session token has expired',
      [{ operation: 'get-caller-identity', fails: 'aws.expired' }],
      ['aws-credentials-expired'],
      ['unknown: blocked-by:GD702', 'unknown: blocked-by:GD702'],
    ],
    [
      'are unknown when the SSO sign-in has expired',
      [{ operation: 'get-caller-identity', fails: 'aws.sso-expired' }],
      ['aws-credentials-expired'],
      ['unknown: blocked-by:GD702', 'unknown: blocked-by:GD702'],
    ],
    [
      'are unknown when STS does not know the key',
      [
        { operation: 'get-caller-identity', fails: 'aws.invalid-key' },
        { operation: 'describe-images', fails: 'aws.auth-failure' },
      ],
      ['aws-credentials-invalid'],
      ['unknown: blocked-by:GD703', 'unknown: blocked-by:GD703'],
    ],
    [
      'are unknown when a web page answers instead of AWS',
      [{ operation: 'get-caller-identity', fails: 'aws.not-aws', answer: { requestId: false, server: null, contentType: 'text/html' } }],
      ['aws-answer-not-understood'],
      ['unknown: blocked-by:GD713', 'unknown: blocked-by:GD713'],
    ],
  ])('%s', (_, calls, roots, [bottlerocket, gitpod]) => {
    const told = looked(calls);
    expect(rootsOf(told)).toEqual(roots);
    expect(verdicts(told)).toEqual([bottlerocket, gitpod]);
  });

  it('are explained by service-unhealthy, with the AWS status page as the fix, after an internal error of AWS', () => {
    const calls: Call[] = [{ operation: 'describe-images', fails: 'aws.server-error', answer: { 'http.response.status_code': 503 } }];
    const finding = findingOf(looked(calls), 'service-unhealthy');
    expect(finding?.title).toBe('Probable cause: ec2.eu-central-1.amazonaws.com answers with an error of its own (503)');
    expect(finding?.fixes.map(({ owner }) => owner)).toEqual(['you']);
    expect(finding?.fixes[0]?.text).toContain('https://health.aws.amazon.com/health/status');
    expect(finding?.evidence).toContain('The answer has the signs of AWS.');
  });

  it('are not explained by aws-credentials-invalid when STS knows the key and only one region refuses it', () => {
    expect(rootsOf(looked([identity, { operation: 'describe-images', fails: 'aws.auth-failure' }]))).not.toContain(
      'aws-credentials-invalid',
    );
  });

  it('are unmet when one region of two fails', () => {
    const there = bothSeen.map((call) => ({ ...call, region: 'us-west-2' }));
    const told = looked([off, { ...off, region: 'us-west-2' }, ...there, ...hidden]);
    expect(verdicts(told)).toEqual(['unmet', 'unmet']);
    expect(findingOf(told, 'ami-not-visible')?.subject).toBe('bottlerocket-aws-ecs-1-x86_64 in eu-central-1');
  });
});

describe('an image whose owner is not the documented owner', () => {
  const note = (of: Session) => diagnose(of).notes.map(({ name }) => name);

  it('gives a note instead of a finding', () => {
    const told = looked([off, images(BOTTLEROCKET, 'amazon', { owner: '092701018921' }), images(RUNNER_IMAGE, GITPOD, {})]);
    expect(note(told)).toEqual(['ami-owner-differs-by-region']);
    expect(note(looked([off, ...bothSeen]))).toEqual([]);
  });
});

describe('the requirement of a launch', () => {
  const dryRun = (more: Partial<Call>): Call => ({ operation: 'run-instances-dry-run', rows: [LAUNCH], ...more });
  const consents = ['aws', 'launch-dry-run'] as const;

  it.each<[string, Call, string[], string]>([
    ['is met when AWS allows the launch', dryRun({ result: { kind: 'dry-run' } }), [], 'met'],
    [
      'is unmet when an SCP denies the launch',
      refused('run-instances-dry-run', SCP, { rows: [LAUNCH] }),
      ['denied-by-organization'],
      'unmet',
    ],
    [
      'is unmet when no policy allows the launch',
      refused('run-instances-dry-run', 'because no identity-based policy allows the ec2:RunInstances action', { rows: [LAUNCH] }),
      ['launch-denied'],
      'unmet',
    ],
    [
      'is unmet when AWS denies the launch without a reason',
      refused('run-instances-dry-run', 'You are not authorized to perform this operation.', { rows: [LAUNCH] }),
      ['launch-denied'],
      'unmet',
    ],
    [
      'is unknown without a subnet',
      dryRun({ fails: 'aws.parameter', answer: { errorCode: 'VPCIdNotSpecified' } }),
      ['launch-needs-parameters'],
      'unknown: needs-input',
    ],
    [
      'is unmet when the Marketplace terms were not accepted',
      dryRun({
        fails: 'aws.opt-in-required',
        answer: {
          message:
            'In order to use this AWS Marketplace product you need to accept terms and subscribe. To do so please visit https://aws.amazon.com/marketplace/pp?sku=abc',
        },
      }),
      ['marketplace-terms-open'],
      'unmet',
    ],
    ['is unmet when AWS refuses an image that it lists', dryRun({ fails: 'aws.not-authorized-for-image' }), ['launch-denied'], 'unmet'],
  ])('%s', (_, call, roots, verdict) => {
    const told = looked([identity, off, ...bothSeen, call], { consents: [...consents] });
    expect(rootsOf(told)).toEqual(roots);
    expect(verdictOf(told, LAUNCH)).toBe(verdict);
    expect(verdicts(told)).toEqual(['met', 'met']);
  });

  it('is explained by ami-hidden-by-allowed-images when Allowed AMIs hides the image', () => {
    const call = dryRun({ fails: 'aws.image-not-found' });
    const off = settings('enabled', [{ ImageProviders: ['none'] }]);
    expect(rootsOf(looked([off, ...hidden, call], { consents: [...consents] }))).toEqual(['ami-hidden-by-allowed-images']);
  });

  it('is explained with the denying statement and a command for an exemption when an SCP denies the launch', () => {
    const call = refused('run-instances-dry-run', SCP, { rows: [LAUNCH] });
    const denial = call.answer?.denial;
    const decoded = { statementIds: ['RestrictAMI'], conditions: [{ key: 'ec2:Owner', values: ['amazon'] }] };
    const told = looked([{ ...call, answer: { ...call.answer, denial: denial ? { ...denial, decoded } : null } }]);
    const finding = findingOf(told, 'denied-by-organization');
    expect(finding?.evidence.join('\n')).toMatch(/policy\/o-a\/.*RestrictAMI.*ec2:Owner: amazon/s);
    expect(finding?.fixes[0]?.command).toContain(GITPOD);
  });
});

describe('the finding about DescribeImages that an SCP denies', () => {
  it('asks to exempt the role without an ec2:Owner condition, which DescribeImages does not support', () => {
    const told = looked([refused('describe-images', 'ec2:DescribeImages with an explicit deny in a service control policy')]);
    const [fix] = findingOf(told, 'denied-by-organization')?.fixes ?? [];
    expect(fix?.text).toContain('exempt the role');
    expect([fix?.text.includes('ec2:Owner'), fix?.command]).toEqual([false, null]);
  });
});
