/**
 * The connection of the SDK's requests: an agent that uses the connection code of the other probes, so that proxies, CA files and
 * connection failures are measured as in every other probe. The SDK's own agent would silently ignore every proxy.
 */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Failure } from '../../model/failure.ts';
import { bareHost, DIRECT, type Route } from '../../model/target.ts';
import { reachEndpoint } from '../connection/reach.ts';
import { routeByEnvironment } from '../http/visit.ts';
import type { Measurement } from '../measurement.ts';
import type { Tools } from '../tools.ts';

/** An error for a failed connection. The SDK does not know it and therefore does not retry. */
class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

export interface SdkConnection {
  http: HttpAgent;
  https: HttpsAgent;
  /** The route of the last connection, recorded in the observation. */
  route(): Route;
  /** The failure of that connection. The SDK wraps errors, and some of its layers lose the cause. */
  failure(): Failure | null;
}

/** One per measurement, which records the phases of the connections. */
export function createSdkConnection(measurement: Measurement, tools: Tools): SdkConnection {
  let route: Route = DIRECT;
  let failed: Failure | null = null;
  const before = measurement.phases.length;

  async function open(scheme: 'https' | 'http', options: { host?: string | null | undefined; port?: number | string | null | undefined }) {
    const host = bareHost(options.host ?? '');
    const port = Number(options.port ?? (scheme === 'https' ? 443 : 80));
    route = routeByEnvironment(tools.world, { scheme, host, port });
    // The phases of a retry replace those of the first attempt, because an observation records the final outcome.
    measurement.phases.length = before;
    const stop = { scheme: scheme === 'https' ? ('https' as const) : ('tcp' as const), host, port, route, hop: 0, alpn: ['http/1.1'] };
    const { socket, failure } = await reachEndpoint(measurement, tools, stop);
    failed = failure;
    if (failure !== null || socket === null) throw new NotConnected();
    return socket;
  }

  const connecting = (scheme: 'https' | 'http') =>
    function createConnection(
      options: { host?: string | null; port?: number | string | null },
      done?: (error: Error | null, stream: Duplex) => void,
    ) {
      open(scheme, options).then(
        (socket) => done?.(null, socket),
        // Node's types require a stream even if there is an error, but Node does not read it.
        (error: Error) => done?.(error, undefined as unknown as Duplex),
      );
      return null;
    };
  return {
    http: Object.assign(new HttpAgent({ keepAlive: false }), { createConnection: connecting('http') }),
    https: Object.assign(new HttpsAgent({ keepAlive: false }), { createConnection: connecting('https') }),
    route: () => route,
    failure: () => failed,
  };
}
