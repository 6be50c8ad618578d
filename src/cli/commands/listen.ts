/**
 * `listen --udp PORT`: the external listener of a UDP test through a firewall. It answers the probe's datagram like a gateway node: 16
 * bytes in, 16 bytes out, to the sender only. On loopback unless `--host` names another address.
 */
import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';
import { nebulaReply } from '../../demo/servers/nebula-node.ts';
import { hostPort } from '../../model/target.ts';
import { print } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { CommandError, usageError } from '../arguments/usage.ts';

export async function listen(words: readonly string[], flags: Flags): Promise<number> {
  if (words.length > 0 || flags.udp === undefined) throw usageError('listen needs a port.', 'Try: gitpod-doctor listen --udp 4242');
  const port = /^\d{1,5}$/.test(flags.udp) ? Number(flags.udp) : 0;
  if (port < 1 || port > 65_535) throw usageError('--udp takes a port from 1 to 65535.', 'Try: gitpod-doctor listen --udp 4242');
  const host = flags.host ?? '127.0.0.1';
  if (isIP(host) === 0) throw usageError('--host takes an address of this machine.', 'Try: --host 0.0.0.0');
  const socket = createSocket(isIP(host) === 6 ? 'udp6' : 'udp4');
  const stopped = Promise.withResolvers<number>();
  const answered = new Map<string, number>();
  socket.on('message', (datagram, { address, port: from }) => {
    const reply = nebulaReply(datagram);
    if (reply === null) return;
    socket.send(reply, from, address);
    if (answered.size < MAX_SENDERS || answered.has(address)) {
      answered.set(address, (answered.get(address) ?? 0) + 1);
      if (answered.get(address) === 1 && !flags.quiet) print(`answered ${address}`);
    }
  });
  socket.on('error', (error: NodeJS.ErrnoException) =>
    stopped.reject(new CommandError(4, `${hostPort(host, port)} cannot be used (${error.code}).`, REASONS[error.code ?? ''] ?? null)),
  );
  socket.bind(port, host, () => print(`Listening on UDP ${hostPort(host, port)}. Ctrl-C ends it.`));
  const stop = () => stopped.resolve(130);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await stopped.promise;
  } finally {
    socket.close();
  }
}

/** Limits the remembered senders, so that a flood cannot fill the memory. */
const MAX_SENDERS = 1000;

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Another program uses the port. Name another port with --udp.',
  EACCES: 'This port needs more rights. Name a port above 1023.',
  EADDRNOTAVAIL: 'This machine does not have that address.',
};
