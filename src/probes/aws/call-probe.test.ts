/** If these fail, the AWS step names the wrong cause: a page of the network's for an answer of AWS, a proxy for a policy. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AwsAsk } from '../../model/aws/ask.ts';
import type { AwsTarget } from '../../model/aws/operation.ts';
import type { AwsPhase } from '../../model/aws/phase.ts';
import { type AwsObservation, Observation } from '../../model/observation.ts';
import { issue } from '../testing/certificates.ts';
import { httpsServer, network, root, serve } from '../testing/one-host.ts';
import { aRequest, listen, measure, type Pretend } from '../testing/pretend.ts';

const REGION = 'eu-central-1';
const SECRET = 'hunter2hunter2hunter2hunter2';
const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE00', AWS_SECRET_ACCESS_KEY: SECRET };
const ASK: AwsAsk = { profile: null, mayRunProcess: false, mayDecode: false, launch: null, pasted: null };
const XMLNS = 'xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"';
const leaf = await issue({ name: `ec2.${REGION}.amazonaws.com`, issuer: root, dnsNames: ['*.amazonaws.com', `*.${REGION}.amazonaws.com`] });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aws-call-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Heard {
  host: string;
  authorization: string;
  body: URLSearchParams;
}

type Reply = (heard: Heard, response: ServerResponse, count: number) => void;

/** A region in which every AWS name leads to one server. */
async function region(reply: Reply, environment: Record<string, string> = KEYS): Promise<{ net: Pretend; heard: Heard[] }> {
  const heard: Heard[] = [];
  const running = await serve(
    httpsServer(leaf, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const one = {
          host: request.headers.host ?? '',
          authorization: request.headers.authorization ?? '',
          body: new URLSearchParams(Buffer.concat(chunks).toString()),
        };
        heard.push(one);
        reply(one, response, heard.length);
      });
    }),
  );
  const net = await network({ environment });
  net.map(443, running.server);
  return { net, heard };
}

const xml = (response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': 'r-1', ...headers }).end(body);

const ec2Error = (response: ServerResponse, status: number, code: string, message: string) =>
  xml(
    response,
    status,
    `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>r-1</RequestID></Response>`,
  );

const stsError = (response: ServerResponse, status: number, code: string, message: string) =>
  xml(
    response,
    status,
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
  );

async function call(net: Pretend, operation: AwsTarget['operation'], rest: Partial<AwsTarget> = {}, ask: Partial<AwsAsk> = {}) {
  const target = { kind: 'aws' as const, operation, region: REGION, ...rest };
  const seen = await measure(net.world, aRequest('aws', target, { trust: ['public', 'system', 'extra'], aws: { ...ASK, ...ask } }));
  // What is stored has to fit the schema, and may never hold a secret.
  expect(Observation.safeParse(seen).error).toBeUndefined();
  expect(JSON.stringify(seen)).not.toContain(SECRET);
  expect(JSON.stringify(seen)).not.toContain(KEYS.AWS_ACCESS_KEY_ID);
  return seen as AwsObservation;
}

function awsPhase(seen: AwsObservation): AwsPhase {
  const last = seen.phases.at(-1);
  if (last?.name !== 'aws') throw new Error(`no aws phase in ${seen.phases.map(({ name }) => name).join(' ')}`);
  return last;
}

const way = (seen: AwsObservation) => seen.phases.map(({ name, ok }) => `${name}${ok ? '' : '!'}`).join(' ');

describe('what AWS answers', () => {
  test('the identity names account and role, and the way there is measured like every other', async () => {
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

  test('images come page by page, deprecated ones too, by owner and exact architecture', async () => {
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

  test('no image at all is an empty list, not a failure', async () => {
    const { net } = await region((_, response) =>
      xml(response, 200, `<DescribeImagesResponse ${XMLNS}><requestId>r-1</requestId><imagesSet/></DescribeImagesResponse>`),
    );
    const seen = await call(net, 'describe-images', { owner: '995913728426', name: 'gitpod/images/gitpod-next/ec2-runner-ami-*' });
    expect(seen.failure).toBeNull();
    expect(awsPhase(seen).result).toEqual({ kind: 'images', total: 0, images: [] });
  });

  test('a refusal keeps the words of AWS and not the encoded policy', async () => {
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

  test('with consent the encoded part is read back by AWS, and only the statement is kept', async () => {
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

  test('a dry run that EC2 would carry out says so by an error of that name', async () => {
    const { net } = await region((_, response) =>
      ec2Error(response, 412, 'DryRunOperation', 'Request would have succeeded, but DryRun flag is set.'),
    );
    const launch = { subnet: 'subnet-0a', securityGroups: [], instanceType: null, instanceProfile: null };
    const seen = await call(net, 'run-instances-dry-run', { image: 'ami-0123456789abcdef0' }, { launch });
    expect([seen.failure, awsPhase(seen).result]).toEqual([null, { kind: 'dry-run' }]);
  });

  test('without the shape of a launch no dry run is made: it would judge another launch', async () => {
    const { net, heard } = await region(() => {});
    const seen = await call(net, 'run-instances-dry-run', { image: 'ami-0123456789abcdef0' });
    expect([seen.failure?.kind, awsPhase(seen).attempts, heard.length]).toEqual(['aws.parameter', 0, 0]);
  });

  const errors: [string, number, string, AwsTarget['operation'], string][] = [
    ['InvalidClientTokenId', 403, 'The security token included in the request is invalid.', 'get-caller-identity', 'aws.invalid-key'],
    ['SignatureDoesNotMatch', 403, 'The request signature we calculated does not match.', 'get-caller-identity', 'aws.invalid-signature'],
    ['ExpiredToken', 403, 'The security token included in the request is expired', 'get-caller-identity', 'aws.expired'],
    ['RequestExpired', 400, 'Request has expired.', 'describe-regions', 'aws.expired'],
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
  test.each(errors)('%s %i', async (code, status, message, operation, kind) => {
    const { net } = await region((_, response) =>
      (operation === 'get-caller-identity' ? stsError : ec2Error)(response, status, code, message),
    );
    const seen = await call(net, operation, operation === 'describe-images' ? { name: 'x', owner: 'self' } : {});
    expect([seen.failure?.kind, awsPhase(seen).errorCode, awsPhase(seen)['http.response.status_code']]).toEqual([kind, code, status]);
  });

  test('a clock that is wrong is told, although the SDK makes up for it', async () => {
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

describe('what is not AWS', () => {
  const pages: [string, string, string][] = [
    [
      'a page of a captive portal that parses as an empty success',
      'text/html',
      '<html><head><title>Welcome</title></head><body>Sign in</body></html>',
    ],
    [
      'a well-formed page that calls itself XML',
      'text/xml',
      '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Blocked</p></body></html>',
    ],
    ['the right element without any mark of AWS', 'text/xml', `<DescribeImagesResponse ${XMLNS}><imagesSet/></DescribeImagesResponse>`],
  ];
  test.each(pages)('%s', async (_name, type, body) => {
    const { net } = await region((__, response) => response.writeHead(200, { 'content-type': type }).end(body));
    const seen = await call(net, 'describe-images', { owner: 'amazon', name: 'x' });
    expect([seen.failure?.kind, awsPhase(seen).result, awsPhase(seen)['http.response.status_code']]).toEqual(['aws.not-aws', null, 200]);
  });

  test('a page that refuses is no error of AWS either', async () => {
    const { net } = await region((_, response) =>
      response.writeHead(403, { 'content-type': 'text/html' }).end('<html>Forbidden by policy</html>'),
    );
    expect((await call(net, 'describe-regions')).failure?.kind).toBe('aws.not-aws');
  });

  test('an answer of AWS without the list that was asked for', async () => {
    const { net } = await region((_, response) =>
      xml(response, 200, `<DescribeRegionsResponse ${XMLNS}><requestId>r-1</requestId></DescribeRegionsResponse>`),
    );
    expect((await call(net, 'describe-regions')).failure?.kind).toBe('aws.not-understood');
  });
});

describe('what fails on the way keeps its own name', () => {
  test('a proxy that wants a login', async () => {
    const proxy = await serve(
      listen((socket) => socket.once('data', () => socket.end('HTTP/1.1 407 Login\r\nProxy-Authenticate: NTLM\r\n\r\n'))),
    );
    const net = await network({ environment: { ...KEYS, HTTPS_PROXY: 'http://proxy.example.test:3128' } });
    net.map(3128, proxy.server);
    const seen = await call(net, 'get-caller-identity');
    expect([way(seen), seen.failure?.kind, seen.route.via]).toEqual(['dns tcp tunnel!', 'tunnel.407', 'proxy']);
  });

  test('NO_PROXY is kept to, by the rules of Go', async () => {
    const { net } = await region((_, response) => ec2Error(response, 403, 'UnauthorizedOperation', 'no'), {
      ...KEYS,
      HTTPS_PROXY: 'http://proxy.example.test:3128',
      NO_PROXY: '.amazonaws.com',
    });
    const seen = await call(net, 'describe-regions');
    expect([way(seen), seen.route.via]).toEqual(['dns tcp tls aws!', 'direct']);
  });

  test('an address that an emulator left behind: refused, and the variable is named', async () => {
    const net = await network({ environment: { ...KEYS, AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' } });
    net.map(4566, { to: 'refuse' }, 'tcp', '127.0.0.1');
    const seen = await call(net, 'get-caller-identity');
    expect([way(seen), seen.failure?.kind]).toEqual(['dns tcp!', 'tcp.refused']);
    expect(seen.endpoint).toEqual({ host: '127.0.0.1', port: 4566, custom: 'AWS_ENDPOINT_URL' });
  });

  test('a certificate that nobody here trusts, until AWS_CA_BUNDLE names its issuer', async () => {
    const stranger = await issue({ name: 'Corporate Root', ca: true });
    const inspected = await issue({ name: `sts.${REGION}.amazonaws.com`, issuer: stranger });
    const running = await serve(httpsServer(inspected, (_, response) => stsError(response, 403, 'ExpiredToken', 'over')));
    const bundle = join(folder, 'corporate.pem');
    await writeFile(bundle, stranger.pem);
    for (const [environment, kind] of [
      [KEYS, 'tls.unknown-issuer'],
      [{ ...KEYS, AWS_CA_BUNDLE: bundle }, 'aws.expired'],
    ] as const) {
      const net = await network({ environment });
      net.map(443, running.server);
      expect((await call(net, 'get-caller-identity')).failure?.kind).toBe(kind);
    }
  });

  test('no credentials: nothing is sent', async () => {
    const { net, heard } = await region(() => {}, {});
    const seen = await call(net, 'get-caller-identity');
    expect([seen.failure?.kind, way(seen), heard.length]).toEqual(['aws.no-credentials', 'aws!', 0]);
  });
});

test('what was pasted is the answer, and nothing is sent', async () => {
  const { net, heard } = await region(() => {}, {});
  const pasted = { kind: 'settings' as const, state: 'disabled' as const, managedBy: null, criteria: [] };
  const seen = await call(net, 'get-allowed-images-settings', {}, { pasted });
  expect([seen.failure, awsPhase(seen).pasted, awsPhase(seen).result, heard.length]).toEqual([null, true, pasted, 0]);
});
