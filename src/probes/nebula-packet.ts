/** Nebula's 16-byte header (slackhq/nebula `header/header.go`): version and type, subtype, reserved, index, counter. */

const LENGTH = 16;
const VERSION = 1;
const MESSAGE = 1;
const RECV_ERROR = 2;
const INDEX_AT = 4;

/** A message for a tunnel that does not exist, which a node answers with recv_error. */
export function createUnknownTunnelMessage(index: number): Buffer {
  const datagram = Buffer.alloc(LENGTH);
  datagram.writeUInt8((VERSION << 4) | MESSAGE, 0);
  datagram.writeUInt32BE(index, INDEX_AT);
  return datagram;
}

/** True for the right length, version and type, and one of our random indexes. */
export function isUnknownTunnelReply(datagram: Buffer, indices: ReadonlySet<number>): boolean {
  return (
    datagram.length === LENGTH && datagram.readUInt8(0) === ((VERSION << 4) | RECV_ERROR) && indices.has(datagram.readUInt32BE(INDEX_AT))
  );
}
