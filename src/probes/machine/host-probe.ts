/** The host probe: cheap facts about this machine. It makes no connection; git and the desktop list their own settings. */
import { arch, platform, release } from 'node:os';
import { parseNoProxy, parseProxyVariable } from '../../knowledge/proxies/variables.ts';
import { type HostFacts, PROXY_VARIABLES } from '../../model/host-facts.ts';
import type { HostObservation } from '../../model/observation.ts';
import { settle } from '../deadline.ts';
import { readEncryptedDns } from '../dns/encrypted-settings.ts';
import { configuredResolvers } from '../dns/resolvers.ts';
import type { Measurement } from '../measurement.ts';
import { readNamedScripts } from '../pac/named-scripts.ts';
import type { World } from '../world.ts';
import { readAddresses } from './addresses.ts';
import { readNextHopSilence } from './next-hop.ts';
import { readPlatformMarks } from './platform-marks.ts';
import { readRoutes } from './routes.ts';
import { readMachineSetup } from './set-up.ts';
import { foldersOf, readOtherSettings } from './settings/index.ts';
import { readTcpCounters } from './tcp-counters.ts';
import { readTrustFiles } from './trust-files.ts';

/** Reading files of a network share may hang. It is not a stage of a connection, so a short stage timeout does not apply. */
const FACTS_MS = 4000;

export async function probeHost(measurement: Measurement, blank: HostObservation, world: World): Promise<HostObservation> {
  const settled = await settle(FACTS_MS, measurement.signal, () => readHostFacts(world));
  if (settled.how === 'late') throw new Error('the facts of this machine could not be read in time');
  if (settled.how === 'failed') throw settled.error;
  return { ...blank, facts: settled.value };
}

export async function readHostFacts(world: World): Promise<HostFacts> {
  const { environment } = world;
  const [routes, nextHopSilent, tcpCounters, marks, trustFiles, settings, setUp, encryptedDns] = await Promise.all([
    readRoutes(),
    // The link of the real machine proves nothing about a pretend machine.
    world.pretend === null ? readNextHopSilence() : null,
    world.pretend === null ? readTcpCounters() : null,
    // The hardware of the real machine proves nothing about a pretend machine.
    readPlatformMarks(environment, world.pretend === null),
    readTrustFiles(environment),
    // A pretend machine has only the settings in its description.
    world.pretend === null ? readOtherSettings(foldersOf(environment)) : null,
    world.pretend === null ? readMachineSetup(foldersOf(environment)) : null,
    world.pretend === null ? readEncryptedDns(foldersOf(environment)) : [],
  ]);
  const { scripts: _, ...otherSettings } = settings ?? { scripts: [] };
  const scripts = await readNamedScripts(world, settings);
  const { defaultRoute4, defaultRoute6, ...outward } = routes;
  const facts: HostFacts = {
    platform: platform(),
    release: release(),
    arch: arch(),
    nodeVersion: process.versions.node,
    ...marks,
    ...readAddresses(outward),
    ...{ defaultRoute4, defaultRoute6 },
    nextHopSilent,
    ...(tcpCounters === null ? {} : { tcpCounters }),
    resolvers: configuredResolvers(world),
    ...(encryptedDns.length === 0 ? {} : { encryptedDns }),
    proxies: PROXY_VARIABLES.flatMap((name) => (environment[name] === undefined ? [] : [parseProxyVariable(name, environment[name])])),
    noProxy: (['NO_PROXY', 'no_proxy'] as const).flatMap((name) =>
      environment[name] === undefined ? [] : [parseNoProxy(name, environment[name])],
    ),
    trustFiles,
    ...otherSettings,
    ...(scripts.length === 0 ? {} : { proxyScripts: scripts.map(({ real, ...named }) => named) }),
    ...(setUp === null ? {} : { setUp }),
    verificationDisabled: environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0',
    awsEndpointVariables: Object.keys(environment)
      .filter((name) => /^AWS_ENDPOINT_URL(?:_[A-Z0-9_]{1,60})?$/.test(name) && environment[name] !== '')
      .sort(),
    // The handshakes report the size of the store, because reading the store takes at least a tenth of a second.
    systemRoots: null,
  };
  return { ...facts, ...world.pretend?.host };
}

/** The proxies and scripts in the settings of programs. It reads files and asks programs of the system; nothing is sent. */
export async function readProxySettings(
  world: World,
): Promise<Pick<HostFacts, 'platform' | 'otherProxies' | 'otherSettings' | 'proxyScripts'>> {
  const settings = world.pretend === null ? await readOtherSettings(foldersOf(world.environment)) : null;
  const scripts = await readNamedScripts(world, settings);
  return {
    platform: platform(),
    otherProxies: settings?.otherProxies ?? [],
    otherSettings: settings?.otherSettings ?? [],
    proxyScripts: scripts.map(({ real, ...named }) => named),
    ...world.pretend?.host,
  };
}
