/**
 * Runs inside the internet's namespace: starts the demo's servers and leads every existing address to them. Prints `{"root": PEM}` on one
 * line once everything answers, and serves until stopped.
 */
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { ipv6For } from '../../../src/demo/addresses.ts';
import { instanceMetadata } from '../../../src/demo/aws/metadata.ts';
import { endpointsOf, METADATA_ADDRESS, portEndpoint } from '../../../src/demo/paths.ts';
import { startHttpServer } from '../../../src/demo/servers/https-server.ts';
import { LOOPBACK, type Start } from '../../../src/demo/servers/loopback.ts';
import { relay } from '../../../src/demo/servers/middlebox.ts';
import { startNebulaNode } from '../../../src/demo/servers/nebula-node.ts';
import { createPublicCa } from '../../../src/demo/servers/pki.ts';
import { startPlainServices, startSshServer, startTcpServices } from '../../../src/demo/tcp-services.ts';
import type { PretendEndpoint } from '../../../src/model/pretend-network.ts';
import { INTERNET_6 } from '../ipv6.ts';
import { ANSWERING_PORT, SILENT_PORT } from '../lighthouse.ts';
import { must } from '../processes.ts';
import type { LabScenario } from '../scenario.ts';
import { populationOf } from './inhabitants.ts';

export type ServedPart = Pick<LabScenario, 'profile' | 'internet' | 'ipv6' | 'nebula' | 'script'>;

const start: Start = async (starting) => (await starting).port;

const { profile, internet = {}, ipv6 = false, nebula, script } = JSON.parse(await text(process.stdin)) as ServedPart;
const population = populationOf(profile, script);
const description = script === undefined ? internet : { ...internet, script };
const authority = await createPublicCa();
const endpoints = endpointsOf(population, (host) => [population.addresses.get(host) ?? []].flat(), internet.path ?? [], {
  tcp: await startTcpServices(description, authority, start),
  plain: await startPlainServices(description, start),
  node: await start(startNebulaNode()),
  ssh: await start(startSshServer()),
});
endpoints.set(`tcp/${METADATA_ADDRESS}:80`, portEndpoint(await start(startHttpServer(instanceMetadata('both')))));

if (nebula !== undefined) for (const { address, port } of population.nodes) leadToLighthouse(address, port, nebula.never);

await must(['nft', '-f', '-'], { input: arrivals(endpoints) });
if (ipv6) await serveIpv6(endpoints);
process.stdout.write(`${JSON.stringify({ root: authority.root })}\n`);

function leadToLighthouse(address: string, port: number, never: readonly string[] | 'all'): void {
  const silent = never === 'all' || never.includes(address);
  endpoints.set(`udp/${address}:${port}`, portEndpoint(silent ? SILENT_PORT : ANSWERING_PORT));
}

interface Arrival {
  address: string;
  port: string;
  /** On loopback. */
  leadsTo: number;
}

function arrivalsOf(protocol: 'tcp' | 'udp', all: ReadonlyMap<string, PretendEndpoint>): Arrival[] {
  return [...all].flatMap(([key, endpoint]) => {
    const [proto, address = '', port = ''] = key.split(/[/:]/);
    return proto === protocol && endpoint.to === 'port' ? [{ address, port, leadsTo: endpoint.port }] : [];
  });
}

/** The servers listen on loopback; traffic for a public address and port is redirected to its server. */
function arrivals(all: ReadonlyMap<string, PretendEndpoint>): string {
  const lead = (protocol: 'tcp' | 'udp'): string => {
    const pairs = arrivalsOf(protocol, all).map(({ address, port, leadsTo }) => `${address} . ${port} : ${LOOPBACK} . ${leadsTo}`);
    return pairs.length === 0 ? '' : `dnat ip to ip daddr . ${protocol} dport map { ${pairs.join(', ')} }`;
  };
  return `table ip internet {
    chain arrivals {
      type nat hook prerouting priority dstnat
      ${lead('tcp')}
      ${lead('udp')}
    }
  }`;
}

/** IPv6 cannot be redirected to loopback from outside, so a listener forwards it. */
async function serveIpv6(all: ReadonlyMap<string, PretendEndpoint>): Promise<void> {
  const tcp = arrivalsOf('tcp', all).filter(({ address }) => address !== METADATA_ADDRESS);
  const ports = [...new Set(tcp.map(({ leadsTo }) => leadsTo))];
  await Promise.all(
    ports.map(
      (port) =>
        new Promise<void>((ready) => {
          createServer((client) =>
            relay(
              client.on('error', () => client.destroy()),
              new Uint8Array(),
              port,
            ),
          ).listen(port, INTERNET_6, ready);
        }),
    ),
  );
  const pairs = tcp.map(({ address, port, leadsTo }) => `${ipv6For(address)} . ${port} : ${INTERNET_6} . ${leadsTo}`);
  const rules = `table ip6 internet {
    chain arrivals {
      type nat hook prerouting priority dstnat
      dnat ip6 to ip6 daddr . tcp dport map { ${pairs.join(', ')} }
    }
  }`;
  await must(['nft', '-f', '-'], { input: rules });
}
