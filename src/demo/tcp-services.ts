/** The servers for TCP connections: the genuine services, and devices that answer in their place. */
import { createServer } from 'node:net';
import type { NetworkDescription, PathAction, ScriptDescription, ServiceRule } from './description.ts';
import type { PlainPorts, TcpPorts } from './paths.ts';
import { matchesHost } from './patterns.ts';
import { startHttpServer, startHttpsServer } from './servers/https-server.ts';
import { type LoopbackServer, listen, type Start } from './servers/loopback.ts';
import { type MiddleboxRuling, startMiddlebox } from './servers/middlebox.ts';
import { createInspectionCa, type DemoCa, type Leaf } from './servers/pki.ts';
import type { Site } from './web/answer.ts';
import { blockPage, createContent, loginRedirect } from './web/content.ts';
import { withFaults } from './web/faults.ts';

/** The largest payload of a connection's first packet over Ethernet. */
const ONE_PACKET = 1460;

/** The alert `protocol_version` (RFC 8446 §6.2). */
const PROTOCOL_VERSION = 70;

/** Starts only the servers that the description needs. Every other path action gets the port of the genuine services. */
export async function startTcpServices(
  description: NetworkDescription,
  authority: DemoCa,
  start: Start,
  inspection?: DemoCa,
): Promise<TcpPorts> {
  const inspector = inspection ?? (await createInspectionCa());
  const { services = [], path = [] } = description;
  const leafFor = (host: string): Leaf => {
    const rule = services.find(({ to, fault }) => fault.kind === 'certificate' && matchesHost(to, host));
    return rule?.fault.kind === 'certificate' ? rule.fault.leaf : 'sound';
  };
  const site = siteOf(description);
  const pass = await start(startHttpsServer({ authority, site, leafFor }));

  const asked = (action: PathAction): boolean => path.some((rule) => rule.does === action);
  const box = async (action: PathAction, rule: (name: string | null, bytes: number) => MiddleboxRuling): Promise<number> =>
    asked(action) ? start(startMiddlebox(pass, rule)) : pass;
  const inspecting = async (action: PathAction, shown: Site, protocols?: readonly string[]): Promise<number> =>
    asked(action)
      ? start(startHttpsServer({ authority: inspector, site: shown, ...(protocols === undefined ? {} : { protocols }) }))
      : pass;

  const byName = (action: PathAction, ruling: MiddleboxRuling) => {
    const filtered = path.filter((rule) => rule.does === action).map((rule) => rule.to);
    return (name: string | null): MiddleboxRuling => (name !== null && filtered.some((host) => matchesHost(host, name)) ? ruling : 'pass');
  };
  const alertFor = (name: string | null): number =>
    path.find((rule) => rule.does === 'alert-in-tls' && name !== null && matchesHost(rule.to, name))?.alert ?? PROTOCOL_VERSION;
  return {
    pass,
    'reset-by-name': await box('reset-by-name', byName('reset-by-name', 'reset')),
    'stall-by-name': await box('stall-by-name', byName('stall-by-name', 'stall')),
    'reset-in-tls': await box('reset-in-tls', () => 'reset'),
    'stall-in-tls': await box('stall-in-tls', () => 'stall'),
    'stall-long-hello': await box('stall-long-hello', (_name, bytes) => (bytes > ONE_PACKET ? 'stall' : 'pass')),
    'alert-in-tls': await box('alert-in-tls', (name) => ({ alert: alertFor(name) })),
    'alter-in-tls': await box('alter-in-tls', () => 'alter'),
    'mutual-tls': asked('mutual-tls') ? await start(startHttpsServer({ authority, site, leafFor, mutual: true })) : pass,
    inspect: await inspecting('inspect', site),
    'inspect-http1': await inspecting('inspect-http1', site, ['http/1.1']),
    'block-page': await inspecting('block-page', blockPage),
    'captive-portal': await inspecting('captive-portal', loginRedirect),
  };
}

/** Starts the services without TLS, which send the same responses as those with TLS. */
export async function startPlainServices(description: NetworkDescription, start: Start): Promise<PlainPorts> {
  return { pass: await start(startHttpServer(siteOf(description))), 'block-page': await start(startHttpServer(blockPage)) };
}

/** The SSH server of a running environment. It sends only its first line, because nothing more is measured. */
export function startSshServer(): Promise<LoopbackServer> {
  return listen(createServer((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n')));
}

/** The services' responses, with the described faults applied. */
function siteOf({ services = [], aws = {}, script }: NetworkDescription): Site {
  const clock = services.find(({ fault }) => fault.kind === 'clock')?.fault;
  const aheadMs = clock?.kind === 'clock' ? clock.aheadMs : 0;
  return withFaults(
    createContent(aws, () => Date.now() + aheadMs),
    script === undefined ? services : [scriptServer(script), ...services],
  );
}

function scriptServer({ url, text, status = 200, headers = {} }: ScriptDescription): ServiceRule {
  const answer = { status, headers: { 'content-type': 'application/x-ns-proxy-autoconfig', ...headers }, body: text };
  return { to: new URL(url).hostname, fault: { kind: 'answers', answer } };
}
