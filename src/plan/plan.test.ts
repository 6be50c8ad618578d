import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assembleRequirements } from '../catalog/index.ts';
import { FAILURE_KINDS } from '../model/failure.ts';
import { ProbeRequest, requestKey } from '../model/probe-request.ts';
import { EMPTY_PROFILE } from '../model/profile.ts';
import { targetHost, targetText } from '../model/target.ts';
import { BYTES_PER_ROW, CONNECTIONS_PER_ROW, connectionsOf, maxBytesOf } from './budget.ts';
import { catalogueTargets } from './proxy-requests.ts';
import { answerTo, behindProxy, COMMIT, planned, run, STANDARD, sessionOf } from './testing/world.ts';

const targets = (requests: ProbeRequest[], probe: ProbeRequest['probe']) =>
  requests.filter((request) => request.probe === probe).map((request) => targetText(request.target));

const of = (requests: ProbeRequest[], row: string) => requests.filter(({ requirements }) => requirements.includes(row));

/** A row's requests to its targets, without lookups and controls. */
const own = (requests: ProbeRequest[], row: string) => of(requests, row).filter(({ probe, role }) => probe !== 'dns' && role === 'row');

describe('the order of requests', () => {
  test('begins with the host facts alone, because their proxy variables decide every route', () => {
    const first = run({})[0];
    expect(first).toMatchObject({ probe: 'host', key: 'host host via direct' });
    expect(first?.requirements).toContain('host.network');
    expect(run({ asked: (id) => id === 'gateway.udp-4242' })[0]).toMatchObject({ probe: 'host', requirements: [] });
  });

  test('has only the facts of this machine when no requirement was requested, because the walk begins with them', () => {
    expect(run({ asked: () => false })).toMatchObject([{ probe: 'host', requirements: [] }]);
  });

  test('follows the catalogue, whichever answer comes first', () => {
    const profile = { ...EMPTY_PROFILE, ...STANDARD };
    const keys = (pick: (running: readonly ProbeRequest[]) => number, width?: number) =>
      planned(profile, (request, id) => answerTo(request, id, { extracted: true }), pick, width);
    const inOrder = keys(() => 0);
    expect(inOrder.length).toBeGreaterThan(60);
    expect(keys((running) => running.length - 1)).toEqual(inOrder);
    expect(keys((running) => running.length - 1, 8)).toEqual(inOrder);
  });
});

test('a service that the runner always reaches directly is measured directly, and any other service through the proxy', () => {
  const story = { profile: { edition: 'aws-runner-2026' as const, runner: 'enterprise' as const }, facts: behindProxy() };
  const requests = run({ ...story, answer: ({ route }) => (route.via === 'direct' ? 'tcp.timeout' : null) });
  const routes = (row: string) => of(requests, row).flatMap(({ probe, role, route }) => (probe === 'https' ? `${role} ${route.via}` : []));
  for (const row of ['ecr-api', 'ecr-ona', 'logs', 's3', 'secretsmanager'])
    expect([row, routes(`aws.${row}`)]).toEqual([row, ['row direct', 'control proxy']]);
  expect(routes('aws.ec2')).toContain('row proxy');
  const ofDocument = run({ profile: { runner: 'enterprise' }, facts: behindProxy() });
  expect(own(ofDocument, 'aws.s3').map(({ route }) => route.via)).toEqual(['proxy']);
});

test('each name under *.googleapis.com is retried within the budget of the requirement', () => {
  const story = { profile: { edition: 'gcp-runner-2026' as const, runner: 'enterprise' as const, from: 'runner' as const } };
  const isApi = ({ target }: ProbeRequest) => targetHost(target)?.endsWith('.googleapis.com') === true;
  const requests = run({ ...story, answer: (request) => (isApi(request) && request.probe === 'https' ? 'tcp.timeout' : null) });
  const made = requests
    .filter((request) => isApi(request) && request.probe === 'https')
    .map(({ purpose, target }) => [targetHost(target), purpose]);
  for (const api of ['oauth2', 'compute'])
    expect(made).toEqual(
      expect.arrayContaining([
        [`${api}.googleapis.com`, null],
        [`${api}.googleapis.com`, 'repeat'],
      ]),
    );
});

describe('the requests of the plan', () => {
  const requests = run({ extracted: true });

  test('match the schema, each with its key', () => {
    for (const request of requests) {
      const { key, ...rest } = ProbeRequest.parse(request);
      expect(key).toBe(requestKey(rest));
    }
  });

  test('include one lookup per name and one probe per gateway address', () => {
    const names = targets(requests, 'dns');
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('app.gitpod.io');
    expect(targets(requests, 'udp')).toEqual([
      '35.171.240.32:4242',
      '13.216.138.24:4242',
      '44.223.157.13:4242',
      '54.163.142.39:4242',
      '35.171.31.215:4242',
    ]);
  });

  test('are shared by all requirements with the same URL', () => {
    expect(own(run({}), 'releases.vscode-agent-amd64').at(0)?.requirements).toEqual(
      expect.arrayContaining(['releases.vscode-agent-amd64', 'releases.jetbrains-agent-arm64']),
    );
  });

  test('put the commit from the update service into the download URL, and follow the redirect', () => {
    const [server] = own(requests, 'vscode.server-x64');
    expect(server?.target).toMatchObject({ url: `https://update.code.visualstudio.com/commit:${COMMIT}/server-linux-x64/stable` });
    expect(server).toMatchObject({ method: 'HEAD', nameIsOurs: false, proof: { status: 'success-or-redirect', followRedirects: true } });
  });

  test('fetch the newest build when no commit is known, and accept any answer', () => {
    const [server] = own(run({}), 'vscode.server-x64');
    expect(server?.target).toMatchObject({ path: '/latest/server-linux-x64/stable' });
    expect(server?.proof).toMatchObject({ status: 'any', followRedirects: true });
  });

  test('mark a name that was invented for a wildcard', () => {
    const ours = of(requests, 'gateway.subdomains-8443');
    expect(ours.map(({ probe, nameIsOurs }) => [probe, nameIsOurs])).toEqual([
      ['dns', true],
      ['https', true],
    ]);
  });

  test.each([
    ['management.app', 'GET'],
    ['vscode.commits-x64', 'GET'],
    ['releases.ec2-manifest', 'GET'],
    ['releases.cli-linux-amd64-sha256', 'GET'],
    ['releases.cli-linux-amd64', 'HEAD'],
    ['releases.supervisor-amd64', 'HEAD'],
    ['registries.mcr', 'GET'],
  ])('measure %s with %s, because only small bodies are fetched', (row, method) => {
    expect(own(requests, row).map((request) => request.method)).toEqual([method]);
  });

  test("use the trust list of the requirement's program, and no CA file that the user named", () => {
    expect(own(requests, 'jetbrains.download')[0]).toMatchObject({ trust: ['public', 'system', 'own'], ownList: 'jetbrains' });
    expect(own(requests, 'management.app')[0]?.trust).toEqual(['public', 'system']);
    const withFile = run({ profile: { caFile: '/home/me/corp-ca.pem' } }).filter(({ role }) => role === 'row');
    expect(withFile.filter(({ trust }) => trust.includes('named'))).toEqual([]);
  });

  test('include nothing for image requirements before the user consents to AWS calls', () => {
    expect(requests.filter(({ requirements }) => requirements.some((id) => id.startsWith('ami.')))).toEqual([]);
  });
});

test('the host of --far-end is measured as a control of the gateway', () => {
  const requests = run({ profile: { farEnd: '203.0.113.5' } });
  expect(requests.filter(({ purpose }) => purpose === 'far-end')).toMatchObject([
    { probe: 'udp', role: 'control', target: { address: '203.0.113.5', port: 4242 }, requirements: ['gateway.udp-4242'] },
  ]);
});

describe('the plan', () => {
  test('leaves out the gateway for an Enterprise runner', () => {
    const requests = run({ profile: { runner: 'enterprise' } });
    expect(requests.filter(({ requirements }) => requirements.some((id) => id.startsWith('gateway.')))).toEqual([]);
    expect(own(requests, 'aws.acm')).toHaveLength(1);
  });

  test('leaves out requirements that lack an input, and the metadata requirements outside EC2', () => {
    const requests = run({ profile: { regions: [] } });
    expect(of(requests, 'aws.ec2')).toEqual([]);
    expect(of(requests, 'scm.provider')).toEqual([]);
    expect(of(requests, 'imds.endpoint')).toEqual([]);
  });

  test('uses the timeout of a link-local address for the metadata service unless the machine is certainly on EC2', () => {
    expect(own(run({ facts: { ec2: null } }), 'imds.endpoint')).toMatchObject([{ probe: 'http', method: 'GET', stageMs: 300 }]);
    expect(own(run({ facts: { ec2: true } }), 'imds.endpoint')).toMatchObject([{ stageMs: null }, { probe: 'metadata', role: 'row' }]);
  });

  test('includes downloads of the two files with a published digest only with consent', () => {
    expect(targets(run({}), 'download')).toEqual([]);
    const downloads = run({ profile: { consents: ['download'] } }).filter(({ probe }) => probe === 'download');
    expect(downloads.map(({ checksumUrl }) => checksumUrl)).toEqual([
      'https://releases.gitpod.io/cli/stable/gitpod-linux-amd64.sha256',
      'https://releases.gitpod.io/cli/stable/gitpod-linux-arm64.sha256',
    ]);
  });
});

test('the resolvers are queried even when no other requirement is requested', () => {
  expect(targets(run({ asked: (id) => id === 'dns.resolvers' }), 'dns')).toEqual(['app.gitpod.io', 'mcr.microsoft.com']);
});

describe('the plan behind a proxy', () => {
  const requests = run({ facts: behindProxy('.amazonaws.com'), profile: { runner: 'enterprise' } });
  const viaProxy = { via: 'proxy', proxy: { scheme: 'http', host: 'proxy.corp.example', port: 3128 } };

  test('uses the route that Go would take', () => {
    expect(own(requests, 'registries.mcr')[0]?.route).toEqual(viaProxy);
    expect(own(requests, 'aws.ec2')[0]?.route).toEqual({ via: 'direct' });
  });

  test('looks up the proxy’s name instead of the names of the hosts behind it', () => {
    const names = requests.filter(({ probe, role }) => probe === 'dns' && role === 'row').map(({ target }) => targetText(target));
    expect(names).toContain('proxy.corp.example');
    expect(names).toContain('ec2.us-east-1.amazonaws.com');
    expect(names).not.toContain('mcr.microsoft.com');
  });

  test('opens a tunnel to the management plane in the proxy step, so that this step reports a required login', () => {
    expect(own(requests, 'proxy.reachable')).toMatchObject([
      { probe: 'tcp', role: 'row', route: viaProxy, target: { host: 'app.gitpod.io', port: 443 } },
    ]);
  });

  test('opens no tunnel to a host that NO_PROXY exempts', () => {
    const around = run({ facts: behindProxy('.amazonaws.com,app.gitpod.io'), profile: { runner: 'enterprise' } });
    const [tunnel] = own(around, 'proxy.reachable');
    expect(tunnel).toMatchObject({ probe: 'tcp', route: viaProxy, target: { port: 443 } });
    expect(targetText(tunnel?.target ?? { kind: 'host' })).not.toMatch(/app\.gitpod\.io|amazonaws/);
  });

  test('opens a tunnel to a host of the catalogue when only the requirements of the proxy are measured', () => {
    const alone = run({ facts: behindProxy(), asked: (id) => id === 'proxy.reachable' });
    expect(own(alone, 'proxy.reachable')).toMatchObject([{ route: viaProxy, target: { host: 'app.gitpod.io' } }]);
    const required = assembleRequirements({ ...EMPTY_PROFILE, ...STANDARD }, null).filter(({ level }) => level === 'required');
    const hosts = required.flatMap(({ targets }) => targets.map(({ target }) => targetHost(target)));
    const bare = sessionOf(EMPTY_PROFILE, [], new Set(), [], []);
    for (const { host } of catalogueTargets(bare)) expect(hosts).toContain(host);
  });

  test('tests only whether a proxy accepts connections when no requirement uses the proxy', () => {
    const unused = run({ facts: behindProxy('*'), profile: { runner: 'enterprise' } });
    expect(own(unused, 'proxy.reachable')).toMatchObject([
      { probe: 'tcp', route: { via: 'direct' }, target: { host: 'proxy.corp.example', port: 3128 } },
    ]);
  });

  test('also includes a direct request for hosts that the access requirements send direct', () => {
    const controls = of(requests, 'management.app').filter(({ purpose }) => purpose === 'other-route');
    expect(controls).toMatchObject([{ role: 'control', route: { via: 'direct' } }]);
  });

  test('sends UDP without the proxy', () => {
    const udp = run({ facts: behindProxy() }).filter(({ probe }) => probe === 'udp');
    expect(udp.map(({ route }) => route.via)).toEqual(Array(5).fill('direct'));
  });

  test('looks up public names only as controls of the resolvers', () => {
    const resolvers = run({ facts: behindProxy(), asked: (id) => id === 'dns.resolvers' }).filter(({ probe }) => probe === 'dns');
    expect(resolvers.map(({ target, role }) => [targetText(target), role])).toEqual([
      ['proxy.corp.example', 'row'],
      ['app.gitpod.io', 'control'],
      ['mcr.microsoft.com', 'control'],
    ]);
  });
});

test('the plan ends, repeats no request and stays within the budget of each requirement, whatever the answers are', () => {
  const outcome = fc.constantFrom(null, null, ...FAILURE_KINDS);
  const regions = fc.subarray(['us-east-1', 'eu-west-1', 'cn-north-1', 'eu-central-1', 'us-west-2', 'ap-south-1'], { minLength: 0 });
  fc.assert(
    fc.property(
      fc.infiniteStream(outcome),
      regions,
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      (outcomes, where, proxied, ipv6, extracted) => {
        const requests = run({
          profile: { regions: where, consents: ['download'], scm: ['https://github.com', 'https://gitlab.com'] },
          facts: { ...(proxied ? behindProxy('app.gitpod.io') : {}), ipv6, ec2: true },
          aaaa: ipv6,
          extracted,
          answer: () => outcomes.next().value,
        });
        expect(new Set(requests.map(({ key }) => key)).size).toBe(requests.length);
        const spent = new Map<string, number>();
        for (const request of requests)
          for (const row of request.requirements) spent.set(row, (spent.get(row) ?? 0) + connectionsOf(request));
        for (const [row, connections] of spent) expect(connections, row).toBeLessThanOrEqual(CONNECTIONS_PER_ROW);

        // A row's own targets are always measured; controls never exceed the row's byte budget.
        const read = new Map<string, number>();
        for (const request of requests)
          for (const row of request.requirements) {
            const bytes = (read.get(row) ?? 0) + maxBytesOf(request);
            if (request.purpose !== null && request.purpose !== 'lighthouse-name')
              expect(bytes, `${row} ${request.key}`).toBeLessThanOrEqual(BYTES_PER_ROW);
            read.set(row, bytes);
          }
      },
    ),
    { numRuns: 60 },
  );
});
