/**
 * What undici gets instead of a way to connect: the one socket that we opened. After a connection has ended undici asks for the
 * next one; handed the same ended socket it would ask again within the same turn, for ever, and no timer would run.
 */
import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** The code is the one that undici has for a connection that is gone; its own `UND_ERR_SOCKET` would make it try again. */
class SocketUsed extends Error {
  readonly code = 'UND_ERR_CLOSED';
}

export function connectOnce(socket: Socket): buildConnector.connector {
  let handedOver = false;
  return (_options, callback) => {
    const again = handedOver;
    handedOver = true;
    // Calling back in the same turn would leave the request hanging for ever.
    queueMicrotask(() => (again ? callback(new SocketUsed(), null) : callback(null, socket)));
  };
}
