/**
 * Runs inside the internet's namespace: starts the demo's servers and leads every address that exists there to them.
 * Says `{"root": PEM}` on one line once everything answers, and serves until it is ended.
 */
import { text } from 'node:stream/consumers';
import { endpointsOf, METADATA_ADDRESS, toPort } from '../../../src/demo/paths.ts';
import { startHttpServer } from '../../../src/demo/servers/https-server.ts';
import { LOOPBACK, type Start } from '../../../src/demo/servers/loopback.ts';
import { startNebulaNode } from '../../../src/demo/servers/nebula-node.ts';
import { publicAuthority } from '../../../src/demo/servers/pki.ts';
import { startTcpServices } from '../../../src/demo/tcp-services.ts';
import { instanceMetadata } from '../../../src/demo/web/aws.ts';
import type { PretendEndpoint } from '../../../src/model/pretend-network.ts';
import { must } from '../processes.ts';
import type { LabScenario } from '../scenario.ts';
import { populationOf } from './inhabitants.ts';

export type ServedPart = Pick<LabScenario, 'profile' | 'internet'>;

const start: Start = async (starting) => (await starting).port;

const { profile, internet = {} } = JSON.parse(await text(process.stdin)) as ServedPart;
const population = populationOf(profile);
const authority = await publicAuthority();
const endpoints = endpointsOf(population, (host) => [population.addresses.get(host) ?? []].flat(), internet.path ?? [], {
  tcp: await startTcpServices(internet, authority, start),
  node: await start(startNebulaNode()),
});
endpoints.set(`tcp/${METADATA_ADDRESS}:80`, toPort(await start(startHttpServer(instanceMetadata))));

await must(['nft', '-f', '-'], { input: arrivals(endpoints) });
process.stdout.write(`${JSON.stringify({ root: authority.root })}\n`);

/** The servers listen on loopback; what arrives for a public address and port is handed to the one that stands for it. */
function arrivals(all: ReadonlyMap<string, PretendEndpoint>): string {
  const lead = (protocol: 'tcp' | 'udp'): string => {
    const pairs = [...all].flatMap(([key, endpoint]) => {
      const place = key.split(/[/:]/);
      return place[0] === protocol && endpoint.to === 'port' ? [`${place[1]} . ${place[2]} : ${LOOPBACK} . ${endpoint.port}`] : [];
    });
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
