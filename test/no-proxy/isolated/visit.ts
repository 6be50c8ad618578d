/** Visits URLs with the client that the first argument names: each URL of the command line, or one per line of stdin. */
import { Agent as HttpAgent, get as httpGet } from 'node:http';
import { Agent as HttpsAgent, get as httpsGet } from 'node:https';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { destinationOf } from '../../../src/knowledge/no-proxy/index.ts';

export type Client = 'undici' | 'node' | 'proxy-from-env' | 'vscode';

const [client, ...urls] = process.argv.slice(2) as [Client, ...string[]];
const VISITS = {
  undici: visitWithUndici,
  node: visitWithNode,
  'proxy-from-env': (url) => connectTo(url, proxyFromEnv),
  vscode: (url) => connectTo(url, vscode),
} as const satisfies Record<Client, (url: string) => Promise<void>>;
const visit = VISITS[client];

for (const url of urls) await visit(url);
if (urls.length === 0) {
  for await (const line of createInterface({ input: process.stdin })) {
    const [url = '', ...variables] = line.split('\t');
    for (const name of Object.keys(process.env)) if (/_proxy$/i.test(name)) delete process.env[name];
    for (const variable of variables) {
      const [name = '', value = ''] = variable.split('=');
      process.env[name] = decodeURIComponent(value);
    }
    await visit(url);
    process.stdout.write('done\n');
  }
}

/** The failure is expected; the recorder shows the route. */
async function visitWithUndici(url: string): Promise<void> {
  const { EnvHttpProxyAgent, request } = await import('undici');
  try {
    const dispatcher = new EnvHttpProxyAgent();
    await request(url, { dispatcher }).then(({ body }) => body.dump());
    await dispatcher.close();
  } catch {}
}

/** With the agent that Node created when it started, or with an agent for the variables of a line. */
function visitWithNode(url: string): Promise<void> {
  const proxyEnv = urls.length > 0 ? null : process.env;
  const [get, Agent] = url.startsWith('https:') ? ([httpsGet, HttpsAgent] as const) : ([httpGet, HttpAgent] as const);
  return new Promise((resolve) => {
    get(url, proxyEnv === null ? {} : { agent: new Agent({ proxyEnv }) }, (response) => response.resume())
      .on('error', () => {})
      .on('close', resolve);
  });
}

/** For packages that only return which proxy to use: `host:port`, or null for none. */
async function connectTo(url: string, proxyFor: (url: string) => Promise<string | null>): Promise<void> {
  const proxy = await proxyFor(url);
  const to = destinationOf(proxy === null ? url : `http://${proxy}`);
  if (to === null) return;
  await new Promise<unknown>((resolve) => {
    const socket = connect({ host: to.host, port: to.port }, () => socket.write('-'));
    // The response shows that the recorder has recorded the connection.
    socket
      .once('data', () => socket.destroy())
      .once('error', resolve)
      .once('close', resolve);
  });
}

async function proxyFromEnv(url: string): Promise<string | null> {
  const { getProxyForUrl } = await import('proxy-from-env');
  return hostAndPort(getProxyForUrl(url));
}

/** The way of VS Code's server: the variables alone decide, because no setting is set and no system setting is read. */
async function vscode(url: string): Promise<string | null> {
  const { createProxyResolver, LogLevel } = await import('@vscode/proxy-agent');
  const no = () => false;
  const silent = () => {};
  const resolver = createProxyResolver({
    env: process.env,
    resolveProxy: async () => undefined,
    getProxyURL: () => undefined,
    getNoProxyConfig: () => [],
    getProxySupport: () => 'override',
    isUseHostProxyEnabled: no,
    isAdditionalFetchSupportEnabled: no,
    isWebSocketPatchEnabled: no,
    addCertificatesV1: no,
    addCertificatesV2: no,
    loadSystemCertificatesFromNode: no,
    loadAdditionalCertificates: async () => [],
    proxyResolveTelemetry: silent,
    getLogLevel: () => LogLevel.Off,
    log: { trace: silent, debug: silent, info: silent, warn: silent, error: silent },
  });
  return hostAndPort(await resolver.resolveProxyURL(url));
}

/** Of `http://127.0.0.1:3128`, of `PROXY 127.0.0.1:3128`, and of what is no proxy. */
function hostAndPort(answer: unknown): string | null {
  return /\d+\.\d+\.\d+\.\d+:\d+/.exec(String(answer))?.[0] ?? null;
}
