/**
 * The first line of a server (RFC 4253 §4.2): lines may precede `SSH-`, the whole is at most 64 KiB, and the client need not send anything
 * first. A silent server gets one line, because TLS and HTTP servers wait for the client and then answer.
 */
import type { Duplex } from 'node:stream';
import { onAbort, startSilenceTimer } from '../../deadline.ts';

const MAX_BYTES = 64 * 1024;
/** The timeout of an answer to the line that this program sends: one round trip. */
const NUDGE_MS = 1000;
/** Sent only to a silent server; a real SSH server would have sent its banner. */
export const CLIENT_BANNER = 'SSH-2.0-gitpod-doctor\r\n';

export type Banner =
  /** `version` is the server's line without its comment: `SSH-2.0-OpenSSH_9.2p1`. */
  | { how: 'banner'; version: string; linesBefore: number; bytes: number }
  /** Data that is not SSH: the protocol that its first bytes suggest. */
  | { how: 'not-ssh'; speaks: BannerProtocol; ended: 'closed' | 'reset' | 'open'; bytes: number }
  | { how: 'closed' }
  | { how: 'reset' }
  | { how: 'silent' };

/** `ssh-1` is protocol 1, which no current client speaks. */
export type BannerProtocol = 'http' | 'tls' | 'ssh-1' | 'other';

/** Never rejects. The socket stays open, paused and without listeners; after a banner it can be read from its first byte again. */
export function readBanner(socket: Duplex, ms: number, signal: AbortSignal): Promise<Banner> {
  return new Promise((resolve) => {
    let seen = Buffer.alloc(0);
    let stopTimer = () => {};
    const done = (banner: Banner) => {
      stopTimer();
      stopListening();
      socket.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onError);
      socket.pause();
      if (banner.how === 'banner') socket.unshift(seen);
      resolve(banner);
    };
    const onData = (chunk: Buffer) => {
      seen = Buffer.concat([seen, chunk]);
      const found = banner(seen);
      if (found !== null) done(found);
      else if (isForeign(seen)) done({ how: 'not-ssh', speaks: speech(seen), ended: 'open', bytes: seen.length });
    };
    const ended = (how: 'closed' | 'reset') =>
      done(seen.length === 0 ? { how } : { how: 'not-ssh', speaks: speech(seen), ended: how, bytes: seen.length });
    const onEnd = () => ended('closed');
    // Any error on an open socket is a reset.
    const onError = () => ended('reset');
    const onSilence = () => {
      socket.write(CLIENT_BANNER);
      stopTimer = startSilenceTimer(Math.min(NUDGE_MS, ms), () =>
        done(seen.length === 0 ? { how: 'silent' } : { how: 'not-ssh', speaks: speech(seen), ended: 'open', bytes: seen.length }),
      );
    };
    const stopListening = onAbort(signal, () => queueMicrotask(() => done({ how: 'silent' })));
    stopTimer = startSilenceTimer(ms, onSilence);
    // Handles events that fired before the listeners were added.
    if (socket.destroyed) queueMicrotask(socket.errored === null ? onEnd : onError);
    socket.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onError);
    socket.resume();
  });
}

function banner(seen: Buffer): Banner | null {
  let linesBefore = 0;
  let from = 0;
  for (let end = seen.indexOf(10); end >= 0; end = seen.indexOf(10, from)) {
    const line = seen.subarray(from, end).toString('latin1').replace(/\r$/, '');
    // 1.99 is a server that speaks 2.0 and also supports 1 (RFC 4253 §5.1).
    if (/^SSH-(?:2\.0|1\.99)-/.test(line)) {
      return { how: 'banner', version: versionOf(line), linesBefore, bytes: seen.length };
    }
    if (line.startsWith('SSH-')) return { how: 'not-ssh', speaks: 'ssh-1', ended: 'open', bytes: seen.length };
    linesBefore += 1;
    from = end + 1;
  }
  return null;
}

/** Protocol version and software, one word only: a space precedes the server's own comment. */
function versionOf(line: string): string {
  const [word = ''] = line.split(' ');
  return /^[\x21-\x7e]{1,80}$/.test(word) ? word : 'SSH-2.0-';
}

function isForeign(seen: Buffer): boolean {
  const speaks = speech(seen);
  return seen.length >= MAX_BYTES || speaks === 'tls' || (speaks === 'http' && seen.includes('\n'));
}

function speech(seen: Buffer): BannerProtocol {
  if (/^HTTP\/\d|^<(?:!doctype|html)/i.test(seen.subarray(0, 64).toString('latin1'))) return 'http';
  // An alert or handshake record: type 21 or 22, version 3.x.
  if ((seen[0] === 21 || seen[0] === 22) && seen[1] === 3) return 'tls';
  return seen.subarray(0, 4).toString('latin1') === 'SSH-' ? 'ssh-1' : 'other';
}
