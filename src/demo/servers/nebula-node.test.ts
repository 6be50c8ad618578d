/** Without the right reply, an open path to the gateway could not be proved. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nebulaReply } from './nebula-node.ts';

const header = (type: number, index: number, version = 1): Uint8Array => {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt8((version << 4) | type, 0);
  bytes.writeUInt32BE(index, 4);
  bytes.writeBigUInt64BE(77n, 8);
  return bytes;
};

describe('the simulated Nebula node', () => {
  it.each([
    ['message', 1, true],
    ['lighthouse', 3, true],
    ['test', 4, true],
    ['close tunnel', 5, true],
    ['control', 6, true],
    ['handshake', 0, false],
    ['recv_error', 2, false],
    ['unknown type', 7, false],
  ])('answers a packet of type %s for an unknown tunnel only if a real node does', (_, type, answered) => {
    expect(nebulaReply(header(type, 1)) !== null).toBe(answered);
  });

  it('answers with 16 bytes of type recv_error, counter 0, and the index of the request', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), (index) => {
        const reply = Buffer.from(nebulaReply(header(1, index)) ?? []);
        expect([reply.length, reply[0], reply.readUInt32BE(4), reply.readBigUInt64BE(8)]).toEqual([16, 0x12, index, 0n]);
      }),
    );
  });

  it('does not answer another protocol version, and never throws', () => {
    expect(nebulaReply(header(1, 1, 2))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const reply = nebulaReply(bytes);
        expect(reply === null || reply.length === 16).toBe(true);
        // Two nodes never answer each other without end.
        if (reply !== null) expect(nebulaReply(reply)).toBeNull();
      }),
    );
  });
});
