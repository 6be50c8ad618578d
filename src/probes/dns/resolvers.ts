/** Each configured resolver asked directly, A and AAAA apart: it tells NXDOMAIN from SERVFAIL from silence. */
import { Resolver as CaresResolver, getServers } from 'node:dns';
import type { Resolver } from '../../model/host-facts.ts';
import type { NameAnswer } from '../../model/observation.ts';
import { hostPort } from '../../model/target.ts';
import { classify, fail } from '../classify.ts';
import { afterSilence } from '../deadline.ts';
import { isOutOfDescriptors } from '../limits/machine-faults.ts';
import type { World } from '../world.ts';

/** The resolvers of this machine; `getServers` spells a port only where it is not 53. */
export function configuredResolvers(world: World): Resolver[] {
  if (world.pretend !== null) return world.pretend.resolvers.map(({ address, port }) => ({ address, port }));
  return getServers().map(parseServer);
}

/** One question to one resolver. Settles within `deadlineMs`; `active` lets the caller cut the asking short. */
export function askResolver(
  server: Resolver,
  host: string,
  family: 4 | 6,
  deadlineMs: number,
  active: Set<CaresResolver>,
): Promise<NameAnswer> {
  const where = `${host} asked of ${hostPort(server.address, server.port)}`;
  const startedAt = performance.now();
  // Half-way through the question is asked again, for a lost datagram; the deadline is ours, not c-ares'.
  const resolver = new CaresResolver({ timeout: Math.max(1, Math.ceil(deadlineMs / 2)), tries: 2 });
  active.add(resolver);
  return new Promise((resolve) => {
    const settle = (addresses: string[], failure: NameAnswer['failure']) => {
      stopTimer();
      active.delete(resolver);
      resolve({ from: { kind: 'resolver', ...server }, family, addresses, durationMs: performance.now() - startedAt, failure });
    };
    const stopTimer = afterSilence(deadlineMs, () => {
      settle([], fail('dns.timeout', where));
      resolver.cancel();
    });
    const answered = (error: Error | null, addresses: string[]) => {
      if (error !== null) settle([], isOutOfDescriptors() ? fail('machine.no-descriptors', where) : classify('resolver', error, where));
      else settle(addresses, addresses.length === 0 ? fail('dns.no-data', where) : null);
    };
    try {
      resolver.setServers([hostPort(server.address, server.port)]);
      if (family === 4) resolver.resolve4(host, answered);
      else resolver.resolve6(host, answered);
    } catch (error) {
      // An address that c-ares cannot use, or a host that it takes for no name.
      settle([], classify('resolver', error, where));
    }
  });
}

function parseServer(server: string): Resolver {
  const bracketed = /^\[(.+)\]:(\d+)$/.exec(server);
  const plain = /^([^:]+):(\d+)$/.exec(server);
  const match = bracketed ?? plain;
  return match === null ? { address: server, port: 53 } : { address: match[1] ?? server, port: Number(match[2]) };
}
