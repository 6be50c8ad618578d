/**
 * Replaces undici's connector with the one socket that we opened. After a connection has ended undici requests the next one; given the same
 * ended socket it would request again in the same turn, endlessly, and no timer would run.
 */
import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** Ends the request: after undici's own code for a lost connection, `UND_ERR_SOCKET`, it would retry. */
class SocketUsed extends Error {
  readonly code = 'UND_ERR_CLOSED';
}

export function connectOnce(socket: Socket): buildConnector.connector {
  let handedOver = false;
  return (_options, callback) => {
    const again = handedOver;
    handedOver = true;
    // A callback in the same turn would hang the request.
    queueMicrotask(() => (again ? callback(new SocketUsed(), null) : callback(null, socket)));
  };
}
