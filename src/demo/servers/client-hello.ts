/** Reads the name in a ClientHello, the only part of TLS that a filter on the path reads (RFC 8446 §4.1.2, RFC 6066 §3). */

/** `more`: the bytes are an incomplete ClientHello. `none`: there is no name in it, or it is no ClientHello. */
export type HelloName = { state: 'more' } | { state: 'none' } | { state: 'name'; name: string };

const HANDSHAKE_RECORD = 22;
const CLIENT_HELLO = 1;
const SERVER_NAME = 0;

export function readServerName(bytes: Uint8Array): HelloName {
  const message = handshakeMessage(Buffer.from(bytes));
  if (message === null) return { state: 'more' };
  if (message[0] !== CLIENT_HELLO) return { state: 'none' };
  try {
    const name = nameInHello(message);
    return name === null ? { state: 'none' } : { state: 'name', name };
  } catch {
    return { state: 'none' };
  }
}

/** The first handshake message, assembled from its records; null while it is incomplete. */
function handshakeMessage(bytes: Buffer): Buffer | null {
  let message = Buffer.alloc(0);
  for (let at = 0; at + 5 <= bytes.length; ) {
    if (bytes[at] !== HANDSHAKE_RECORD) return Buffer.from([0]);
    const end = at + 5 + bytes.readUInt16BE(at + 3);
    message = Buffer.concat([message, bytes.subarray(at + 5, end)]);
    if (message.length >= 4 && message.length >= 4 + message.readUIntBE(1, 3)) return message;
    at = end;
  }
  return bytes.length > 0 && bytes[0] !== HANDSHAKE_RECORD ? Buffer.from([0]) : null;
}

function nameInHello(hello: Buffer): string | null {
  // A ClientHello consists of type and length, version and random, and then three lists, each after its length.
  let at = 4 + 2 + 32;
  at += 1 + hello.readUInt8(at);
  at += 2 + hello.readUInt16BE(at);
  at += 1 + hello.readUInt8(at);
  const end = at + 2 + hello.readUInt16BE(at);
  for (at += 2; at + 4 <= end; ) {
    const type = hello.readUInt16BE(at);
    const length = hello.readUInt16BE(at + 2);
    // The extension contains the length of the list, and then an entry of type, length and name.
    if (type === SERVER_NAME) return hello.toString('latin1', at + 9, at + 9 + hello.readUInt16BE(at + 7)).toLowerCase();
    at += 4 + length;
  }
  return null;
}
