/**
 * The timeouts of probes, learnt during the sweep. A SYN is resent after 1 s and after 3 s, so 4 s are enough for a slow path. After many
 * consecutive unanswered connections the path is not slow but closed, and one retransmission is enough for the rest, also for those that
 * have begun. Each route is learnt separately: a host closed directly may be open through a proxy, and a proxy that does not answer CONNECT
 * proves nothing about another.
 */
import { type AddressClass, addressClass } from '../model/address.ts';
import type { Observation } from '../model/observation.ts';
import { hasProxyAnswered, type Phase } from '../model/phase.ts';
import type { Limits } from '../model/profile.ts';
import { type Route, routeName, targetHost } from '../model/target.ts';

/** The number of consecutive timeouts after which a route counts as closed. */
export const SILENT_IN_A_ROW = 8;
export const SHORT_TIMEOUT_MS = 1500;
/** Probes that began together time out together, so their slots stay empty for this time, until enough have reported. */
const HEAR_OTHERS_MS = 500;

export interface AdaptiveTimeouts {
  observe(observation: Observation): void;
  /** A phase of a probe that still runs: its connection opens the route before its answer is complete. */
  passed(probe: Pick<Observation, 'target' | 'route'>, phase: Phase): void;
  /** Milliseconds to wait after this observation before its slot is reused. */
  pauseAfter(observation: Observation, waiting?: number): number;
  /** The limits for a probe that starts now on this route. `waiting` is the number of probes without an answer so far. */
  limits(route: Route, waiting?: number): Limits;
  /** True if so many others wait without an answer, and none ever got one, that a connection attempt need not wait longer. */
  isHopeless(route: Route, waiting: number): boolean;
  /** True if the route had so many consecutive timeouts that it counts as closed. */
  isClosed(route: Route): boolean;
}

export function createAdaptiveTimeouts(limits: Limits): AdaptiveTimeouts {
  const short: Limits = { ...limits, stageMs: Math.min(limits.stageMs, SHORT_TIMEOUT_MS) };
  const silent = new Map<string, number>();
  const open = new Set<string>();
  const isClosed = (route: Route) => (silent.get(routeName(route)) ?? 0) >= SILENT_IN_A_ROW;
  // If nothing ever got through, probes that still wait count as unanswered.
  const isHopeless = (route: Route, waiting: number) => waiting >= SILENT_IN_A_ROW && !open.has(routeName(route));
  const isShort = (route: Route, waiting: number) => isClosed(route) || isHopeless(route, waiting);
  return {
    observe(observation) {
      if (isNextDoor(observation)) return;
      const way = routeName(observation.route);
      if (metSilence(observation)) silent.set(way, (silent.get(way) ?? 0) + 1);
      else if (gotThrough(observation)) {
        silent.delete(way);
        open.add(way);
      }
    },
    passed(probe, phase) {
      if (!isNextDoor(probe) && opens(probe.route, phase)) open.add(routeName(probe.route));
    },
    pauseAfter: (observation, waiting = 0) => (metSilence(observation) && !isShort(observation.route, waiting) ? HEAR_OTHERS_MS : 0),
    limits: (route, waiting = 0) => (isShort(route, waiting) ? short : limits),
    isHopeless,
    isClosed,
  };
}

/** A target on this host or link, such as instance metadata: its answer or silence proves nothing about the route. */
function isNextDoor({ target }: Pick<Observation, 'target'>): boolean {
  const host = targetHost(target);
  return host !== null && NEXT_DOOR.has(addressClass(host));
}

const NEXT_DOOR: ReadonlySet<AddressClass> = new Set<AddressClass>(['link-local', 'loopback']);

/** Whether no answer arrived: from the target, from the proxy, or from the target through a working proxy. */
function metSilence({ failure }: Observation): boolean {
  return failure?.kind === 'tcp.timeout' || failure?.kind === 'tunnel.timeout' || failure?.kind === 'socks.timeout';
}

function gotThrough({ route, phases }: Observation): boolean {
  return phases.some((phase) => opens(route, phase));
}

/** A connection to a proxy is not enough, because the tunnel must open. Any answer of the proxy ends the silence. */
function opens(route: Route, phase: Phase): boolean {
  return route.via === 'direct' ? phase.name === 'tcp' && phase.ok : phase.name === 'tunnel' && hasProxyAnswered(phase);
}
