/** A pretend network of a few endpoints, and requests to it, for tests of probes over real loopback sockets. */
import { createSocket } from 'node:dgram';
import { createServer, type Server, type Socket } from 'node:net';
import type { Observation, WebObservation } from '../../model/observation.ts';
import type { PretendEndpoint, PretendNetwork } from '../../model/pretend-network.ts';
import { type ProbeName, type ProbeRequest, requestKey } from '../../model/probe-request.ts';
import { DEFAULT_LIMITS, type Limits } from '../../model/profile.ts';
import { DIRECT, type Target, urlTarget } from '../../model/target.ts';
import { PLAIN_REQUEST } from '../../model/testing/plain-request.ts';
import type { ProbeContext } from '../../run/probe-port.ts';
import { createProbes } from '../index.ts';
import { pretendWorld, type World } from '../world.ts';
import { type Answers, startDnsServer } from './dns-server.ts';

export const TEST_LIMITS: Limits = { ...DEFAULT_LIMITS, stageMs: 400, dnsMs: 300 };

/** The address of a simulated host; tests map its ports to loopback servers. */
export const FAR = '198.51.100.7';

export interface Pretend {
  world: World;
  /** Maps the TCP port of `FAR` to this server. */
  map(port: number, endpoint: PretendEndpoint | Server | number, protocol?: 'tcp' | 'udp', address?: string): void;
  close(): Promise<void>;
}

export async function pretend(
  options: { names?: Answers; publicRoots?: string[]; environment?: Record<string, string> } = {},
): Promise<Pretend> {
  const dns = await startDnsServer(options.names ?? (() => ({ A: [FAR] })));
  const endpoints = new Map<string, PretendEndpoint>();
  const network: PretendNetwork = {
    resolvers: [dns.address],
    systemResolver: dns.address,
    endpoints,
    otherwise: { to: 'drop' },
    publicRoots: options.publicRoots ?? [],
    host: {},
    environment: options.environment ?? {},
  };
  return {
    world: pretendWorld(network, { version: '0.0.0-test' }),
    map: (port, endpoint, protocol = 'tcp', address = FAR) => {
      const to: PretendEndpoint =
        typeof endpoint === 'number'
          ? { to: 'port', address: '127.0.0.1', port: endpoint }
          : 'listen' in endpoint
            ? { to: 'port', address: '127.0.0.1', port: portOf(endpoint) }
            : endpoint;
      endpoints.set(`${protocol}/${address}:${port}`, to);
    },
    close: () => dns.close(),
  };
}

export function aRequest(probe: ProbeName, target: Target, rest: Partial<ProbeRequest> = {}): ProbeRequest {
  const request: Omit<ProbeRequest, 'key'> = {
    probe,
    target,
    route: DIRECT,
    ...PLAIN_REQUEST,
    ...rest,
  };
  return { key: requestKey(request), ...request };
}

export function aContext(rest: Partial<ProbeContext> = {}): ProbeContext {
  const startedAt = performance.now();
  return {
    observation: 'o1',
    nowMs: () => performance.now() - startedAt,
    limits: TEST_LIMITS,
    signal: new AbortController().signal,
    hopeless: new AbortController().signal,
    passed: () => {},
    progress: () => {},
    ...rest,
  };
}

/** Runs one probe and closes its resources. */
export async function measure(world: World, request: ProbeRequest, context: Partial<ProbeContext> = {}): Promise<Observation> {
  const probes = createProbes(world);
  try {
    return await probes.run(request, aContext(context));
  } finally {
    await probes.close();
  }
}

export async function fetchIn(
  world: World,
  url: string,
  rest: Partial<ProbeRequest> = {},
  context: Partial<ProbeContext> = {},
): Promise<WebObservation> {
  const target = urlTarget(url);
  return (await measure(world, aRequest(target.kind, target, rest), context)) as WebObservation;
}

export interface Listening {
  server: Server;
  port: number;
  close(): Promise<void>;
}

/** A TCP server that does one thing to each connection. */
export async function listen(onConnection: (socket: Socket) => void): Promise<Listening> {
  return listening(createServer(onConnection));
}

export async function listening(server: Server): Promise<Listening> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server,
    port: portOf(server),
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return address.port;
}

/** A UDP server that answers each datagram with the result of `reply`. */
export async function listenUdp(reply: (datagram: Buffer) => Buffer | null): Promise<{ port: number; close(): Promise<void> }> {
  const socket = createSocket('udp4');
  socket.on('message', (datagram, from) => {
    const answer = reply(datagram);
    if (answer !== null) socket.send(answer, from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { port: socket.address().port, close: () => new Promise((resolve) => socket.close(() => resolve())) };
}
