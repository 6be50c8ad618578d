/** A node of the gateway: a UDP socket that answers stray datagrams as Nebula does. */
import { createSocket } from 'node:dgram';
import { nebulaReply } from '../nebula-responder.ts';
import { bind, type LoopbackServer } from './loopback.ts';

export function startNebulaNode(): Promise<LoopbackServer> {
  const socket = createSocket('udp4');
  socket.on('message', (datagram, peer) => {
    const reply = nebulaReply(datagram);
    if (reply !== null) socket.send(reply, peer.port, peer.address);
  });
  return bind(socket);
}
