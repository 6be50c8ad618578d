/**
 * Finds what this machine has for a login at the proxy: a ticket, an entry in .netrc, and helper programs that listen on loopback. Nothing
 * is sent to the proxy, except by curl with the consent `proxy-login`.
 */
import { Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { readRegularFile } from '../../files/regular-file.ts';
import { isHost } from '../../model/host-syntax.ts';
import type { ProxyLoginObservation } from '../../model/observation.ts';
import type { Kdc, KerberosTicket, LoginMeans } from '../../model/proxy-login.ts';
import { hostPort } from '../../model/target.ts';
import { currentAccount } from '../account.ts';
import { rejectWhenCancelled } from '../deadline.ts';
import { configuredResolvers } from '../dns/resolvers.ts';
import { readSettingsFile } from '../machine/settings/read-file.ts';
import type { Measurement } from '../measurement.ts';
import { runProgram } from '../ssh/run.ts';
import type { Tools } from '../tools.ts';
import type { World } from '../world.ts';
import { askCurl } from './curl.ts';
import { readKlist } from './klist.ts';
import { type Krb5Settings, readKrb5Settings } from './krb5-conf.ts';
import { type Cache, readCacheFile } from './ticket-cache.ts';

const NOTHING: LoginMeans = { cache: 'file', ticket: null, defaultRealm: null, kdcs: [], netrc: 'no-file', helpers: [] };

export async function probeLogin(measurement: Measurement, blank: ProxyLoginObservation, tools: Tools): Promise<ProxyLoginObservation> {
  const { world } = tools;
  if (world.pretend !== null) return { ...blank, means: { ...NOTHING, ...world.pretend.login } };
  const { route, target, login } = measurement.request;
  if (route.via !== 'proxy' || target.kind !== 'tcp' || login === undefined) throw new TypeError('a login without a proxy');
  const means = await rejectWhenCancelled(measurement.signal, readMeans(measurement, world, route.proxy.host));
  if (!login.mayLogIn) return { ...blank, means };
  const opinions = await askCurl(measurement, world.environment, { proxy: route.proxy, target, schemes: login.schemes });
  return { ...blank, means: { ...means, opinions } };
}

async function readMeans(measurement: Measurement, world: World, proxyHost: string): Promise<LoginMeans> {
  const settings = await readKrb5Settings(world.environment);
  const { how, cache } = await readCache(measurement, world, settings);
  const ticket = cache === null ? null : ticketIn(cache, proxyHost);
  const realm = ticket?.realm ?? settings.defaultRealm;
  const [kdcs, netrc, helpers] = await Promise.all([
    realm === null ? [] : kdcsOf(realm, settings, measurement, world),
    readNetrc(world, proxyHost),
    listeningHelpers(),
  ]);
  return { cache: how, ticket, defaultRealm: settings.defaultRealm, kdcs, netrc, helpers };
}

const MAX_CACHE_BYTES = 1024 * 1024;
/** A cache of another type is served by a daemon or the kernel. */
const KLIST_MS = 2000;

async function readCache(
  measurement: Measurement,
  world: World,
  settings: Krb5Settings,
): Promise<{ how: LoginMeans['cache']; cache: Cache | null }> {
  if (process.platform === 'win32') return { how: 'unread', cache: null };
  const { environment } = world;
  const uid = String(currentAccount().uid);
  const usual = process.platform === 'darwin' ? 'API:' : `FILE:/tmp/krb5cc_${uid}`;
  const name = (environment['KRB5CCNAME'] || settings.cacheName || usual).replace(/%\{(?:uid|euid|USERID)\}/g, uid);
  const file = /^(?:FILE:)?(\/.*)$/.exec(name)?.[1];
  if (file !== undefined) {
    const { bytes, problem } = await readRegularFile(file, MAX_CACHE_BYTES);
    const cache = bytes === null ? null : readCacheFile(bytes);
    return { how: cache !== null || problem === 'missing' ? 'file' : 'unread', cache };
  }
  const said = { ...environment, LC_ALL: 'C', TZ: 'UTC' };
  const { how, status, out } = await runProgram('klist', [], { environment: said, timeoutMs: KLIST_MS, signal: measurement.signal });
  // klist exits with 1 if there is no cache.
  const isAnswered = how === 'exited' && (status === 0 || status === 1);
  return { how: isAnswered ? 'klist' : 'unread', cache: isAnswered ? readKlist(out) : null };
}

/** The ticket-granting ticket of the cache's own realm; of several, the one that expires last. */
function ticketIn({ user, realm, tickets }: Cache, proxyHost: string): KerberosTicket | null {
  const granting = tickets.filter(({ service }) => service === `krbtgt/${realm}@${realm}`);
  const [longest] = granting.toSorted((a, b) => (b.endsAt?.getTime() ?? 0) - (a.endsAt?.getTime() ?? 0));
  if (longest === undefined) return null;
  const forProxy = `http/${proxyHost}@`.toLowerCase();
  const hasServiceTicket = tickets.some(
    ({ service, endsAt }) => service.toLowerCase().startsWith(forProxy) && endsAt !== null && endsAt.getTime() > Date.now(),
  );
  return { user, realm, endsAt: longest.endsAt?.toISOString() ?? null, hasServiceTicket };
}

/** The KDCs in krb5.conf, otherwise those in DNS (RFC 4120 §7.2.3.2). */
async function kdcsOf(realm: string, settings: Krb5Settings, measurement: Measurement, world: World): Promise<Kdc[]> {
  const listed = settings.kdcs.get(realm) ?? [];
  if (listed.length > 0 || !settings.looksUp || !isHost(realm)) return [...listed];
  const servers = configuredResolvers(world).map(({ address, port }) => hostPort(address, port));
  if (servers.length === 0) return [];
  const resolver = new Resolver({ timeout: measurement.context.limits.dnsMs, tries: 1 });
  resolver.setServers(servers);
  const records = await resolver.resolveSrv(`_kerberos._tcp.${realm}`).catch(() => []);
  return records
    .toSorted((a, b) => a.priority - b.priority)
    .flatMap(({ name, port }) => (isHost(name) && port > 0 ? { host: name, port, from: 'dns' as const } : []));
}

/** Whether .netrc has an entry for the proxy (`machine NAME`). Its login and password are not kept. */
async function readNetrc(world: World, proxyHost: string): Promise<LoginMeans['netrc']> {
  const home = world.environment['HOME'] || currentAccount().home;
  const text = await readSettingsFile(world.environment['NETRC'] || join(home, '.netrc'));
  if (text === null) return 'no-file';
  const machines = [...text.matchAll(/\bmachine\s+(\S+)/g)].map(([, name = '']) => name.toLowerCase());
  return machines.includes(proxyHost.toLowerCase()) ? 'entry' : 'no-entry';
}

/** The default port of both px and cntlm. */
const HELPER_PORT = 3128;
const LOOPBACK_MS = 200;

/** Tries the ports in the settings of px (px.ini) and cntlm (cntlm.conf), and the default port of both. */
async function listeningHelpers(): Promise<LoginMeans['helpers']> {
  const { home } = currentAccount();
  const [cntlm, px] = await Promise.all([
    readSettingsFile('/etc/cntlm.conf'),
    readSettingsFile(join(home, '.config/px/px.ini')).then((text) => text ?? readSettingsFile(join(home, 'px.ini'))),
  ]);
  const candidates: LoginMeans['helpers'] = [
    ...(cntlm === null ? [] : [{ program: 'cntlm' as const, port: portIn(cntlm, /^\s*Listen\s+(?:\S+:)?(\d{1,5})\s*$/m) }]),
    ...(px === null ? [] : [{ program: 'px' as const, port: portIn(px, /^\s*port\s*=\s*(\d{1,5})\s*$/m) }]),
    { program: 'unknown' as const, port: HELPER_PORT },
  ];
  const each = [...new Map(candidates.toReversed().map((one) => [one.port, one])).values()];
  const listening = await Promise.all(each.map(async (one) => ((await isListening(one.port)) ? [one] : [])));
  return listening.flat();
}

function portIn(text: string, pattern: RegExp): number {
  const port = Number(pattern.exec(text)?.[1] ?? HELPER_PORT);
  return port > 0 && port < 65536 ? port : HELPER_PORT;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.setTimeout(LOOPBACK_MS, () => end(false));
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
