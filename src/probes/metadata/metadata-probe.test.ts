/** If these fail, a hop limit looks like a blocked service, another cloud like EC2, or every laptop waits in vain. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { type MetadataObservation, Observation } from '../../model/observation.ts';
import { urlTarget } from '../../model/target.ts';
import { createProbes } from '../index.ts';
import { network, serve } from '../testing/one-host.ts';
import { aContext, aRequest, listening, measure, type Pretend } from '../testing/pretend.ts';

const ADDRESS = '169.254.169.254';
const TOKEN = 'AQAEAExampleTokenOfTheMetadataService==';
const DOCUMENT = { region: 'eu-central-1', availabilityZone: 'eu-central-1a', accountId: '123456789012', instanceType: 'm6i.large' };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function machine(answer: Answer | 'refuse' | 'drop', environment: Record<string, string> = {}): Promise<Pretend> {
  const net = await network({ environment });
  if (answer === 'refuse') net.map(80, { to: 'refuse' }, 'tcp', ADDRESS);
  else if (answer !== 'drop') net.map(80, (await serve(listening(createServer(answer)))).server, 'tcp', ADDRESS);
  return net;
}

/** The service as on EC2: it requires tokens and names itself in every answer. */
function ec2(more: { token?: Answer } = {}): Answer {
  return (request, response) => {
    response.setHeader('server', 'EC2ws');
    if (request.method === 'PUT') return (more.token ?? ((_, each) => each.end(TOKEN)))(request, response);
    if (request.headers['x-aws-ec2-metadata-token'] !== TOKEN) return void response.writeHead(401).end();
    const { url } = request;
    if (url === '/latest/dynamic/instance-identity/document') return void response.end(JSON.stringify(DOCUMENT));
    if (url === '/latest/meta-data/iam/security-credentials/') return void response.end('runner-role\n');
    if (url === '/latest/meta-data/iam/security-credentials/runner-role') {
      const keys = { AccessKeyId: 'ASIAEXAMPLE000000000', SecretAccessKey: 'hunter2hunter2hunter2', Token: 'token-of-the-role' };
      return void response.end(JSON.stringify({ Code: 'Success', ...keys, Expiration: '2099-01-01T00:00:00Z' }));
    }
    response.writeHead(404).end();
  };
}

const REQUEST = aRequest('metadata', urlTarget(`http://${ADDRESS}/latest/api/token`), { stageMs: 400 });

async function ask(net: Pretend): Promise<MetadataObservation> {
  const seen = await measure(net.world, REQUEST);
  expect(Observation.safeParse(seen).error).toBeUndefined();
  expect(JSON.stringify(seen)).not.toContain(TOKEN);
  return seen as MetadataObservation;
}

const status = (code: number | null) => ({ 'http.response.status_code': code });
const way = ({ phases }: MetadataObservation) => phases.map(({ name, ok }) => `${name}${ok ? '' : '!'}`).join(' ');

describe('the metadata probe on EC2', () => {
  test('reads region, account and instance type from the instance itself', async () => {
    const seen = await ask(await machine(ec2()));
    expect([way(seen), seen.failure]).toEqual(['tcp http http', null]);
    expect(seen.facts).toEqual({
      endpoint: `http://${ADDRESS}/`,
      customEndpoint: null,
      disabled: false,
      connected: true,
      withoutToken: status(401),
      token: status(200),
      isEc2: true,
      region: 'eu-central-1',
      zone: 'eu-central-1a',
      account: '123456789012',
      instanceType: 'm6i.large',
    });
  });

  test('reports a low hop limit when a request without a token is answered and the token never arrives', async () => {
    const seen = await ask(await machine(ec2({ token: () => {} })));
    expect([way(seen), seen.failure?.kind]).toEqual(['tcp http http!', 'http.timeout']);
    expect(seen.facts).toMatchObject({ isEc2: true, withoutToken: status(401), token: status(null), region: null });
  });

  test('obtains keys of the instance role that sign AWS calls, and no observation contains them', async () => {
    const net = await machine(ec2());
    const probes = createProbes(net.world);
    try {
      await probes.run(REQUEST, aContext());
      const aws = { profile: null, mayRunProcess: false, mayDecode: false, launch: null, pasted: null };
      const table = await probes.run(aRequest('aws-credentials', { kind: 'host' }, { aws }), aContext());
      expect(table).toMatchObject({ facts: { takes: 'instance' } });
      // No AWS server exists here, so an attempted connection shows that there were keys to sign with.
      const target = { kind: 'aws' as const, operation: 'get-caller-identity' as const, region: 'eu-central-1' };
      const call = await probes.run(aRequest('aws', target, { aws }), aContext());
      expect(call.failure?.kind).toBe('tcp.timeout');
      expect(JSON.stringify([table, call])).not.toMatch(/hunter2|ASIAEXAMPLE|token-of-the-role/);
    } finally {
      await probes.close();
    }
  });
});

describe('the metadata probe outside EC2', () => {
  test('reports a missing service within the short timeout of link-local addresses', async () => {
    const begun = performance.now();
    const seen = await ask(await machine('drop'));
    // The limit is 300 ms; a busy machine may add to it, but not up to a connection's usual 4 s.
    expect(performance.now() - begun).toBeLessThan(2500);
    expect([way(seen), seen.failure?.kind, seen.facts?.connected, seen.facts?.isEc2]).toEqual(['tcp!', 'tcp.timeout', false, false]);
    expect(seen.phases[0]?.durationMs).toBeGreaterThan(250);
  });

  test('reports a refused connection', async () => {
    expect((await ask(await machine('refuse'))).failure?.kind).toBe('tcp.refused');
  });

  test('does not mistake another cloud’s service at the same address for EC2', async () => {
    const seen = await ask(
      await machine((_, response) => void response.writeHead(404, { server: 'Metadata Server for VM' }).end('no such thing')),
    );
    expect(seen.facts).toMatchObject({ connected: true, isEc2: false, token: status(404), region: null, account: null });
  });

  test('does not mistake a page with status 200 for the service', async () => {
    const seen = await ask(await machine((_, response) => void response.end('<html>Sign in</html>')));
    expect(seen.facts).toMatchObject({ isEc2: false, region: null });
  });

  test('obeys a setting that forbids AWS programs to query the service', async () => {
    const seen = await ask(await machine(ec2(), { AWS_EC2_METADATA_DISABLED: 'true' }));
    expect([way(seen), seen.facts?.disabled]).toEqual(['', true]);
  });

  test('queries the address that an environment variable sets, and reports the variable', async () => {
    const net = await network({ environment: { AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:1338/' } });
    net.map(1338, (await serve(listening(createServer(ec2())))).server, 'tcp', '127.0.0.1');
    expect((await ask(net)).facts).toMatchObject({
      customEndpoint: 'AWS_EC2_METADATA_SERVICE_ENDPOINT',
      isEc2: true,
      region: 'eu-central-1',
    });
  });

  test('never uses a proxy', async () => {
    const seen = await ask(await machine(ec2(), { HTTP_PROXY: 'http://proxy.example.test:3128' }));
    expect(seen.facts?.isEc2).toBe(true);
  });
});
