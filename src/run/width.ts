/**
 * How many probes may load one route at once: grows while handshakes come as quickly as on an idle line, shrinks when
 * they queue behind our own. It goes by delay, as TCP Vegas and LEDBAT (RFC 6817) do, because a full queue shows in delay
 * before it shows in loss. Silence is not a queue: what a firewall discards has moved nothing, so it makes room for more.
 */
import type { RoundTrip } from '../knowledge/measurements/round-trips.ts';

export interface Width {
  readonly places: number;
  readonly most: number;
  /** The quickest connection of this route: what a round trip costs when nothing queues. Null before the first. */
  readonly roundTripMs: number | null;
  /** What the latest handshakes took beyond that. */
  readonly delays: readonly number[];
  /** The quickest connection to the next hop, be that a proxy, and what the latest ones took beyond that. */
  readonly connectMs: number | null;
  readonly connectDelays: readonly number[];
  /** Answers since the last time it shrank: it shrinks once for a round, since the round was begun with the old width. */
  readonly answers: number;
}

const FIRST_PLACES = 4;
const FEWEST_PLACES = 2;
/** A server sends some kilobytes within a handshake: what is over so soon came over no thin line (about 400 kbit/s and more). */
const QUICK_MS = 100;
/** An eighth of what a stage may take, and beyond what a busy machine or a handshake of two more round trips adds. */
const QUEUE_MS = 500;
/** One late answer may be a lost packet; so many in a row are a queue. */
const IN_A_ROW = 3;

export function firstWidth(most: number): Width {
  return { places: Math.min(FIRST_PLACES, most), most, roundTripMs: null, delays: [], connectMs: null, connectDelays: [], answers: 0 };
}

export function afterAnswer(width: Width, { connectMs, handshakeMs }: RoundTrip): Width {
  const roundTripMs = Math.min(width.roundTripMs ?? connectMs, connectMs);
  // TLS 1.2 takes two round trips; TLS 1.3 takes one.
  const delay = Math.max(0, handshakeMs - 2 * roundTripMs);
  const next = { ...width, roundTripMs, delays: [...width.delays, delay].slice(-IN_A_ROW), answers: width.answers + 1 };
  if (isCrowded(next)) {
    const isNextRound = next.answers >= next.places || width.delays.length < IN_A_ROW;
    return isNextRound ? narrowed(next) : next;
  }
  if (handshakeMs <= QUICK_MS && Math.max(...next.delays) <= QUICK_MS) return grown(next, next.places);
  return delay <= QUEUE_MS / 2 ? grown(next) : next;
}

/** A connection came to stand. Where no handshake comes to its end, those that wait in line tell of the queue all the same. */
export function afterConnect(width: Width, connectMs: number): Width {
  const quickest = Math.min(width.connectMs ?? connectMs, connectMs);
  const connectDelays = [...width.connectDelays, connectMs - quickest].slice(-IN_A_ROW);
  const next = { ...width, connectMs: quickest, connectDelays };
  return areLate(connectDelays) ? { ...narrowed(next), connectDelays: [] } : next;
}

/** A probe met nothing but silence. Where others came late this may be the queue, too. */
export function afterSilence(width: Width): Width {
  return [...width.delays, ...width.connectDelays].some((delay) => delay > QUEUE_MS) ? width : grown(width);
}

/** Nothing at all comes back on this route, so no width can load it. */
export function wideOpen(width: Width): Width {
  return { ...width, places: width.most };
}

/** It has shown to carry more than is begun with. */
export function isWide({ places }: Width): boolean {
  return places > FIRST_PLACES;
}

/** The latest handshakes all came late. */
export function isCrowded({ delays }: Width): boolean {
  return areLate(delays);
}

function areLate(delays: readonly number[]): boolean {
  return delays.length === IN_A_ROW && Math.min(...delays) > QUEUE_MS;
}

function narrowed(width: Width): Width {
  return { ...width, places: Math.max(Math.min(FEWEST_PLACES, width.most), Math.floor(width.places / 2)), answers: 0 };
}

/** One place more for each answer doubles the width in a round. */
function grown(width: Width, by = 1): Width {
  return { ...width, places: Math.min(width.most, width.places + by) };
}
