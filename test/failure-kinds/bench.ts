/** Measures a line: a sweep of one failing requirement and several that pass, with the shipped controls and rules. */
import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { decode } from 'dns-packet';
import { GATEWAY_ADDRESSES, GATEWAY_UDP_PORT } from '../../src/catalog/gateway.ts';
import { startScenario } from '../../src/demo/index.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import type { FailureKind } from '../../src/model/failure.ts';
import type { FindingName } from '../../src/model/finding-codes.ts';
import type { PretendEndpoint, PretendNetwork, PretendWorld } from '../../src/model/pretend-network.ts';
import type { Profile } from '../../src/model/profile.ts';
import { createProbes, pretendWorld } from '../../src/probes/index.ts';
import { type NameSays, startDnsServer } from '../../src/probes/testing/dns-server.ts';
import { startSweep } from '../../src/run/sweep.ts';
import { freshLog } from '../support/fresh-log.ts';
import { type Far, HOST, type Line, root } from './line.ts';

const ROW = 'scm.provider';
const DATAGRAMS = 'gateway.udp-4242';
/** The requirements of this area pass. */
const SOUND = 'management';
const PROXY = '198.51.100.77:3128';
/** For documentation (RFC 3849). */
const IPV6 = '2001:db8::9';

export interface Produced {
  kind: FailureKind | null;
  code: string | null;
  finding: FindingName | null;
  /** Everything that failed, for the message of a test. */
  texts: string[];
}

export interface Bench {
  produce(line: Line): Promise<Produced>;
  close(): Promise<void>;
}

/** The working rest of the internet, shared by all lines. */
export async function startBench(): Promise<Bench> {
  const { world, profile } = await startScenario('healthy', { extraUrls: [`https://${HOST}/`, `http://${HOST}/`] });
  return { produce: (line) => produce(world, profile, line), close: () => world.close() };
}

async function produce(world: PretendWorld, sound: Profile, { way }: Line): Promise<Produced> {
  if (way.as === 'scenario' || way.as === 'lab' || way.as === 'test') throw new RangeError(`a ${way.as} is measured elsewhere`);
  const profile: Profile = { ...sound, scm: [`${way.as === 'http' ? 'http' : 'https'}://${HOST}/`] };
  if (way.as === 'resolver') {
    const resolver = await startResolver(world.network, way.says);
    const { address } = resolver;
    return measured({ ...world.network, resolvers: [address], systemResolver: address }, profile).finally(resolver.close);
  }
  const far = await way.start();
  // An IPv6 server belongs to a host without another address.
  const resolver = far.address?.includes(':') === true ? await startResolver(world.network, { AAAA: [IPV6] }) : null;
  try {
    underRules(way, far);
    const to: PretendEndpoint = { to: 'port', address: far.address ?? '127.0.0.1', port: far.port };
    const host = resolver === null ? await addressOf(world.network) : `[${IPV6}]`;
    const place = way.as === 'proxy' ? PROXY : `${host}:${way.as === 'http' ? 80 : 443}`;
    const places = way.as === 'udp' ? GATEWAY_ADDRESSES.map((address) => `udp/${address}:${GATEWAY_UDP_PORT}`) : [`tcp/${place}`];
    const network = {
      ...world.network,
      ...(resolver === null ? {} : { resolvers: [resolver.address], systemResolver: resolver.address }),
      publicRoots: [...world.network.publicRoots, root.pem],
      endpoints: new Map([...world.network.endpoints, ...places.map((each) => [each, to] as const)]),
      environment:
        way.as === 'proxy'
          ? { ...world.network.environment, HTTPS_PROXY: `${way.scheme ?? 'http://'}${PROXY}` }
          : world.network.environment,
    };
    return await measured(network, profile, way.as === 'udp' ? DATAGRAMS : ROW);
  } finally {
    await Promise.all([far.close(), resolver?.close()]);
  }
}

async function measured(network: PretendNetwork, profile: Profile, asked = ROW): Promise<Produced> {
  const probes = createProbes(pretendWorld(network, { version: '0.0.0' }));
  try {
    const log = freshLog(profile, { limits: { stageMs: 3000, dnsMs: 2000, concurrency: 12 }, demo: 'healthy' });
    const requirements = log.session.requirements.filter(({ id, area }) => id === asked || area === SOUND).map(({ id }) => id);
    await startSweep({ log, probes, requirements, again: false }).done;
    const report = buildReport(log.session, diagnose(log.session));
    const row = report.observations.find((one) => one.role === 'row' && one.requirements.includes(asked) && one.failure !== null);
    const roots = report.findings.filter(({ causedBy }) => causedBy === null);
    return {
      kind: row?.failure?.kind ?? null,
      code: row?.failure?.code ?? null,
      finding: (roots.find(({ observations }) => row !== undefined && observations.includes(row.id))?.name ?? null) as FindingName | null,
      texts: report.observations.flatMap(({ failure }) => failure?.text ?? []),
    };
  } finally {
    await probes.close();
  }
}

/** Sets the rules of this network namespace. */
export function underRules(way: { rules?: readonly string[] }, { port }: Far): void {
  for (const command of way.rules ?? [])
    execFileSync('sh', ['-c', command], { env: { ...process.env, PORT: String(port) }, stdio: 'pipe' });
}

async function addressOf(network: PretendNetwork): Promise<string> {
  const { address, port } = network.systemResolver;
  const resolver = new Resolver({ timeout: 5000 });
  resolver.setServers([`${address}:${port}`]);
  return (await resolver.resolve4(HOST))[0] ?? '';
}

/** Answers one name as configured, and forwards every other to the healthy resolver. */
async function startResolver({ systemResolver: sound }: PretendNetwork, says: NameSays) {
  const told = await startDnsServer(() => says);
  const front = createSocket('udp4');
  const asking = new Set<ReturnType<typeof createSocket>>();
  front.on('message', (query, from) => {
    const upstream = decode(query).questions?.[0]?.name.toLowerCase() === HOST ? told.address : sound;
    const behind = createSocket('udp4');
    asking.add(behind);
    behind.on('message', (answer) => front.send(answer, from.port, from.address));
    behind.send(query, upstream.port, upstream.address);
  });
  await new Promise<void>((ready) => front.bind(0, '127.0.0.1', ready));
  return {
    address: { address: '127.0.0.1', port: front.address().port },
    async close() {
      for (const socket of asking) socket.close();
      front.close();
      await told.close();
    },
  };
}
