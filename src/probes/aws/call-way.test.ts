/** If these fail, a page of the network counts as an answer of AWS, and a proxy's refusal as a policy. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awsPhase, call, ec2Error, KEYS, REGION, region, stsError, way, XMLNS, xml } from '../testing/aws-region.ts';
import { issue } from '../testing/certificates.ts';
import { httpsServer, network, serve } from '../testing/one-host.ts';
import { listen } from '../testing/pretend.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aws-call-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a reply to an AWS call', () => {
  const pages: [string, string, string][] = [
    [
      "a captive portal's page that parses as an empty success",
      'text/html',
      '<html><head><title>Welcome</title></head><body>Sign in</body></html>',
    ],
    ['a well-formed page declared as XML', 'text/xml', '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Blocked</p></body></html>'],
    ['the right element without any mark of AWS', 'text/xml', `<DescribeImagesResponse ${XMLNS}><imagesSet/></DescribeImagesResponse>`],
  ];
  test.each(pages)('is recognised as not from AWS when it is %s', async (_name, type, body) => {
    const { net } = await region((__, response) => response.writeHead(200, { 'content-type': type }).end(body));
    const seen = await call(net, 'describe-images', { owner: 'amazon', name: 'x' });
    expect([seen.failure?.kind, awsPhase(seen).result, awsPhase(seen)['http.response.status_code']]).toEqual(['aws.not-aws', null, 200]);
  });

  test('is reported as a block page, not as an AWS error, when a filter sends its page with an error status', async () => {
    const { net } = await region((_, response) =>
      response.writeHead(403, { 'content-type': 'text/html' }).end('<html>Forbidden by policy</html>'),
    );
    expect((await call(net, 'describe-regions')).failure?.kind).toBe('aws.not-aws');
  });

  test('is reported as unreadable when it lacks the requested list', async () => {
    const { net } = await region((_, response) =>
      xml(response, 200, `<DescribeRegionsResponse ${XMLNS}><requestId>r-1</requestId></DescribeRegionsResponse>`),
    );
    expect((await call(net, 'describe-regions')).failure?.kind).toBe('aws.not-understood');
  });
});

describe('the connection of an AWS call', () => {
  test('fails at the proxy when the proxy demands a login', async () => {
    const proxy = await serve(
      listen((socket) => socket.once('data', () => socket.end('HTTP/1.1 407 Login\r\nProxy-Authenticate: NTLM\r\n\r\n'))),
    );
    const net = await network({ environment: { ...KEYS, HTTPS_PROXY: 'http://proxy.example.test:3128' } });
    net.map(3128, proxy.server);
    const seen = await call(net, 'get-caller-identity');
    expect([way(seen), seen.failure?.kind, seen.route.via]).toEqual(['dns tcp tunnel!', 'tunnel.407', 'proxy']);
  });

  test('follows NO_PROXY by the rules of Go', async () => {
    const { net } = await region((_, response) => ec2Error(response, 403, 'UnauthorizedOperation', 'no'), {
      ...KEYS,
      HTTPS_PROXY: 'http://proxy.example.test:3128',
      NO_PROXY: '.amazonaws.com',
    });
    const seen = await call(net, 'describe-regions');
    expect([way(seen), seen.route.via]).toEqual(['dns tcp tls aws!', 'direct']);
  });

  test('fails at the closed port of an emulator, and is reported with the variable that sets this endpoint', async () => {
    const net = await network({ environment: { ...KEYS, AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' } });
    net.map(4566, { to: 'refuse' }, 'tcp', '127.0.0.1');
    const seen = await call(net, 'get-caller-identity');
    expect([way(seen), seen.failure?.kind]).toEqual(['dns tcp!', 'tcp.refused']);
    expect(seen.endpoint).toEqual({ host: '127.0.0.1', port: 4566, custom: 'AWS_ENDPOINT_URL' });
  });

  test('fails with an unknown issuer unless AWS_CA_BUNDLE contains that CA', async () => {
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

  test('is not opened without credentials', async () => {
    const { net, heard } = await region(() => {}, {});
    const seen = await call(net, 'get-caller-identity');
    expect([seen.failure?.kind, way(seen), heard.length]).toEqual(['aws.no-credentials', 'aws!', 0]);
  });
});

test('pasted output replaces an AWS call', async () => {
  const { net, heard } = await region(() => {}, {});
  const pasted = { kind: 'settings' as const, state: 'disabled' as const, managedBy: null, criteria: [] };
  const seen = await call(net, 'get-allowed-images-settings', {}, { pasted });
  expect([seen.failure, awsPhase(seen).pasted, awsPhase(seen).result, heard.length]).toEqual([null, true, pasted, 0]);
});
