/** If these fail, the AWS step confuses two refusals of AWS, or loses AWS's message. */
import { describe, expect, test } from 'vitest';
import type { AwsTarget } from '../../model/aws/operation.ts';
import { awsPhase, call, ec2Error, REGION, region, stsError, way, XMLNS, xml } from '../testing/aws-region.ts';

describe('an AWS call', () => {
  test('reports the account, the role and the phases of its connection', async () => {
    const { net, heard } = await region((_, response) =>
      xml(
        response,
        200,
        `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::123456789012:assumed-role/Admin/someone@corp</Arn><UserId>AROA:x</UserId><Account>123456789012</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
      ),
    );
    const seen = await call(net, 'get-caller-identity');
    expect(way(seen)).toBe('dns tcp tls aws');
    expect(awsPhase(seen)).toMatchObject({
      ok: true,
      'server.address': `sts.${REGION}.amazonaws.com`,
      customEndpoint: null,
      requestId: true,
      attempts: 1,
      result: { kind: 'identity', account: '123456789012', partition: 'aws', principalKind: 'assumed-role', principal: 'Admin' },
    });
    expect(heard[0]?.authorization).toContain('AWS4-HMAC-SHA256');
  });

  test('lists the images of one owner and one architecture, including deprecated images, page by page', async () => {
    const item = (id: string, created: string) =>
      `<item><imageId>${id}</imageId><name>bottlerocket-aws-ecs-1-x86_64-v1.40.0-0a</name><imageOwnerId>092701018921</imageOwnerId><imageOwnerAlias>amazon</imageOwnerAlias><isPublic>true</isPublic><imageState>available</imageState><architecture>x86_64</architecture><creationDate>${created}</creationDate></item>`;
    const { net, heard } = await region((_, response, count) =>
      xml(
        response,
        200,
        `<DescribeImagesResponse ${XMLNS}><requestId>r-1</requestId><imagesSet>${item(`ami-0000000000000000${count}`, `2025-0${count}-01T00:00:00.000Z`)}</imagesSet>${count === 1 ? '<nextToken>more</nextToken>' : ''}</DescribeImagesResponse>`,
      ),
    );
    const seen = await call(net, 'describe-images', { owner: 'amazon', name: 'bottlerocket-aws-ecs-1-x86_64' });
    expect(awsPhase(seen).result).toMatchObject({
      kind: 'images',
      total: 2,
      images: [{ id: 'ami-00000000000000002' }, { id: 'ami-00000000000000001' }],
    });
    expect(
      heard.map(({ body }) => [body.get('Owner.1'), body.get('Filter.1.Value.1'), body.get('IncludeDeprecated'), body.get('NextToken')]),
    ).toEqual([
      ['amazon', 'bottlerocket-aws-ecs-1-x86_64-*', 'true', null],
      ['amazon', 'bottlerocket-aws-ecs-1-x86_64-*', 'true', 'more'],
    ]);
  });

  test('reports an empty list, not a failure, when no image exists', async () => {
    const { net } = await region((_, response) =>
      xml(response, 200, `<DescribeImagesResponse ${XMLNS}><requestId>r-1</requestId><imagesSet/></DescribeImagesResponse>`),
    );
    const seen = await call(net, 'describe-images', { owner: '995913728426', name: 'gitpod/images/gitpod-next/ec2-runner-ami-*' });
    expect(seen.failure).toBeNull();
    expect(awsPhase(seen).result).toEqual({ kind: 'images', total: 0, images: [] });
  });

  test('reports the message of a denial without the encoded part', async () => {
    const encoded = 'QmFzZTY0'.repeat(40);
    const { net, heard } = await region((_, response) =>
      ec2Error(
        response,
        403,
        'UnauthorizedOperation',
        `You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/x is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:eu-central-1::image/ami-0123456789abcdef0 with an explicit deny in a service control policy. Encoded authorization failure message: ${encoded}`,
      ),
    );
    const launch = { subnet: 'subnet-0a', securityGroups: ['sg-0a'], instanceType: 'm6i.large', instanceProfile: 'runner' };
    const seen = await call(net, 'run-instances-dry-run', { image: 'ami-0123456789abcdef0' }, { launch });
    expect(seen.failure?.kind).toBe('aws.unauthorized');
    expect(awsPhase(seen)).toMatchObject({
      errorCode: 'UnauthorizedOperation',
      decoding: 'no-consent',
      denial: { action: 'ec2:RunInstances', resourceKind: 'image', effect: 'explicit-deny', policyType: 'scp', decoded: null },
    });
    expect(JSON.stringify(seen)).not.toContain(encoded.slice(0, 40));
    const [sent] = heard;
    expect([sent?.body.get('DryRun'), sent?.body.get('SubnetId'), sent?.body.get('IamInstanceProfile.Name')]).toEqual([
      'true',
      'subnet-0a',
      'runner',
    ]);
  });

  test('decodes the encoded message of a denial if the user consents, and keeps only the policy statement', async () => {
    const message = JSON.stringify({
      allowed: false,
      explicitDeny: true,
      matchedStatements: {
        items: [
          {
            statementId: 'RestrictAMI',
            effect: 'DENY',
            conditions: { items: [{ key: 'ec2:Owner', values: { items: [{ value: 'amazon' }] } }] },
          },
        ],
      },
    });
    const { net } = await region(({ body }, response) =>
      body.get('Action') === 'DecodeAuthorizationMessage'
        ? xml(
            response,
            200,
            `<DecodeAuthorizationMessageResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><DecodeAuthorizationMessageResult><DecodedMessage>${message.replaceAll('"', '&quot;')}</DecodedMessage></DecodeAuthorizationMessageResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></DecodeAuthorizationMessageResponse>`,
          )
        : ec2Error(
            response,
            403,
            'UnauthorizedOperation',
            'You are not authorized to perform this operation. Encoded authorization failure message: AAAABBBBCCCC',
          ),
    );
    const seen = await call(net, 'get-allowed-images-settings', {}, { mayDecode: true });
    expect(way(seen)).toBe('dns tcp tls aws!');
    expect(awsPhase(seen)).toMatchObject({
      decoding: 'done',
      denial: { decoded: { statementIds: ['RestrictAMI'], conditions: [{ key: 'ec2:Owner', values: ['amazon'] }] } },
    });
  });

  test('reports that a launch is permitted when EC2 returns DryRunOperation', async () => {
    const { net } = await region((_, response) =>
      ec2Error(response, 412, 'DryRunOperation', 'Request would have succeeded, but DryRun flag is set.'),
    );
    const launch = { subnet: 'subnet-0a', securityGroups: [], instanceType: null, instanceProfile: null };
    const seen = await call(net, 'run-instances-dry-run', { image: 'ami-0123456789abcdef0' }, { launch });
    expect([seen.failure, awsPhase(seen).result]).toEqual([null, { kind: 'dry-run' }]);
  });

  test('sends no dry run if the launch options are missing, because it would test a different launch', async () => {
    const { net, heard } = await region(() => {});
    const seen = await call(net, 'run-instances-dry-run', { image: 'ami-0123456789abcdef0' });
    expect([seen.failure?.kind, awsPhase(seen).attempts, heard.length]).toEqual(['aws.parameter', 0, 0]);
  });

  const errors: [string, number, string, AwsTarget['operation'], string][] = [
    ['InvalidClientTokenId', 403, 'The security token included in the request is invalid.', 'get-caller-identity', 'aws.invalid-key'],
    ['SignatureDoesNotMatch', 403, 'The request signature we calculated does not match.', 'get-caller-identity', 'aws.invalid-signature'],
    ['ExpiredToken', 403, 'The security token included in the request is expired', 'get-caller-identity', 'aws.expired'],
    ['RequestExpired', 400, 'Request has expired.', 'describe-regions', 'aws.expired'],
    [
      'SignatureDoesNotMatch',
      403,
      'Signature expired: 20261201T080000Z is now earlier than 20261201T095500Z (20261201T100000Z - 5 min.)',
      'get-caller-identity',
      'aws.clock',
    ],
    ['RegionDisabledException', 403, 'STS is not activated in this region for account:1. ', 'get-caller-identity', 'aws.region-disabled'],
    ['AuthFailure', 401, 'AWS was not able to validate the provided access credentials', 'describe-regions', 'aws.auth-failure'],
    ['AuthFailure', 400, 'Not authorized for images: [ami-0]', 'describe-images', 'aws.not-authorized-for-image'],
    ['InvalidAMIID.NotFound', 400, "The image id '[ami-0]' does not exist", 'describe-images', 'aws.image-not-found'],
    [
      'OptInRequired',
      401,
      'In order to use this AWS Marketplace product you need to accept terms and subscribe.',
      'describe-images',
      'aws.opt-in-required',
    ],
    ['RequestLimitExceeded', 503, 'Request limit exceeded.', 'describe-images', 'aws.throttled'],
    ['InternalError', 500, 'An internal error has occurred', 'describe-images', 'aws.server-error'],
    ['SomethingNew', 400, 'Nobody knows it yet', 'describe-images', 'aws.not-understood'],
  ];
  test.each(errors)('classifies an AWS error by its code and status: %s %i', async (code, status, message, operation, kind) => {
    const { net } = await region((_, response) =>
      (operation === 'get-caller-identity' ? stsError : ec2Error)(response, status, code, message),
    );
    const seen = await call(net, operation, operation === 'describe-images' ? { name: 'x', owner: 'self' } : {});
    expect([seen.failure?.kind, awsPhase(seen).errorCode, awsPhase(seen)['http.response.status_code']]).toEqual([kind, code, status]);
  });

  test('reports a wrong clock although the SDK compensates for it', async () => {
    const ahead = new Date(Date.now() + 3_600_000).toUTCString();
    const { net } = await region((_, response, count) =>
      count === 1
        ? xml(
            response,
            403,
            '<ErrorResponse><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code><Message>Signature expired: x</Message></Error><RequestId>r-1</RequestId></ErrorResponse>',
            { date: ahead },
          )
        : xml(
            response,
            200,
            '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/path/me</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
            { date: ahead },
          ),
    );
    const phase = awsPhase(await call(net, 'get-caller-identity'));
    expect(phase.attempts).toBe(2);
    expect(phase.result).toMatchObject({ principalKind: 'user', principal: 'me' });
    expect(phase.clockSkewMs).toBeGreaterThan(3_500_000);
  });
});
