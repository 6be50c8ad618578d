/**
 * A node of the gateway: a UDP socket that answers stray datagrams as an unmodified Nebula node does (slackhq/nebula `header/header.go`,
 * `outside.go`): a 16-byte `recv_error` with the same index, for every type of version 1 except the handshake and `recv_error` itself.
 */
import { createSocket } from 'node:dgram';
import { bindSocket, type LoopbackServer } from './loopback.ts';

export function startNebulaNode(): Promise<LoopbackServer> {
  const socket = createSocket('udp4');
  socket.on('message', (datagram, peer) => {
    const reply = nebulaReply(datagram);
    if (reply !== null) socket.send(reply, peer.port, peer.address);
  });
  return bindSocket(socket);
}

const HEADER_BYTES = 16;
const VERSION = 1;
const TYPE = { handshake: 0, message: 1, recvError: 2, lightHouse: 3, test: 4, closeTunnel: 5, control: 6 } as const;
const ANSWERED: ReadonlySet<number> = new Set([TYPE.message, TYPE.lightHouse, TYPE.test, TYPE.closeTunnel, TYPE.control]);

/** The reply to a datagram for an unknown tunnel; null if Nebula would not reply. */
export function nebulaReply(datagram: Uint8Array): Uint8Array | null {
  if (datagram.length < HEADER_BYTES) return null;
  const header = new DataView(datagram.buffer, datagram.byteOffset, HEADER_BYTES);
  const first = header.getUint8(0);
  if (first >> 4 !== VERSION || !ANSWERED.has(first & 0x0f)) return null;

  const reply = new DataView(new ArrayBuffer(HEADER_BYTES));
  reply.setUint8(0, (VERSION << 4) | TYPE.recvError);
  // Subtype, reserved and the counter stay 0; bytes 4 to 7 are the remote index.
  reply.setUint32(4, header.getUint32(4));
  return new Uint8Array(reply.buffer);
}
