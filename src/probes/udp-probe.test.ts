/** If these fail, silence is reported as blocked, or an unrelated reply counts as the gateway's answer. */
import { createSocket } from 'node:dgram';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { UdpObservation } from '../model/observation.ts';
import { createUnknownTunnelMessage, isUnknownTunnelReply } from './nebula-packet.ts';
import { aRequest, FAR, listenUdp, measure, type Pretend, pretend } from './testing/pretend.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((resource) => resource.close()));
});

async function answeredBy(reply: ((datagram: Buffer, nth: number) => Buffer | null) | 'refuse' | 'drop'): Promise<UdpObservation> {
  const net: Pretend = await pretend();
  open.push(net);
  if (typeof reply === 'string') net.map(4242, { to: reply }, 'udp');
  else {
    let nth = 0;
    const far = await listenUdp((datagram) => reply(datagram, ++nth));
    open.push(far);
    net.map(4242, far.port, 'udp');
  }
  const request = aRequest('udp', { kind: 'udp', address: FAR, port: 4242 }, { stageMs: 800 });
  return (await measure(net.world, request)) as UdpObservation;
}

/** The reply of an unmodified Nebula node to a message for an unknown tunnel. */
const recvError = (datagram: Buffer) => {
  const reply = Buffer.from(datagram);
  reply.writeUInt8(0x12, 0);
  return reply;
};

describe('a gateway address', () => {
  it('is reported as open after one datagram if it replies', async () => {
    const seen = await answeredBy(recvError);
    expect(seen.failure).toBeNull();
    expect(seen.phases).toMatchObject([{ name: 'udp', ok: true, answered: true, datagramsSent: 1, 'network.peer.address': FAR }]);
  });

  it('is reported as open if it replies only to the last of three datagrams', async () => {
    const seen = await answeredBy((datagram, nth) => (nth === 3 ? recvError(datagram) : null));
    expect(seen.phases).toMatchObject([{ ok: true, datagramsSent: 3 }]);
  });

  it('is reported as silent, not as blocked, if it does not reply', async () => {
    for (const seen of await Promise.all([answeredBy(() => null), answeredBy('drop')])) {
      expect(seen.failure?.kind).toBe('udp.silent');
      expect(seen.phases).toMatchObject([{ ok: false, answered: false, datagramsSent: 3 }]);
    }
  });

  it('is reported as refused if nothing listens', async () => {
    expect((await answeredBy('refuse')).failure).toMatchObject({ kind: 'udp.refused', code: 'ECONNREFUSED' });
  });

  const strays: [string, (datagram: Buffer) => Buffer][] = [
    ['is an echo', (datagram) => datagram],
    ['has an invented index', () => Buffer.from('12000000deadbeef0000000000000000', 'hex')],
    ['has an extra byte', (datagram) => Buffer.concat([recvError(datagram), Buffer.alloc(1)])],
    ['is a single byte', () => Buffer.alloc(1)],
  ];
  it.each(strays)('is not reported as open if a reply %s', async (_name, reply) => {
    expect((await answeredBy(reply)).failure?.kind).toBe('udp.unexpected-reply');
  });

  it('is not reported as open if the reply comes from another address', async () => {
    const stranger = createSocket('udp4');
    const seen = await answeredBy(() => null);
    stranger.close();
    expect(seen.failure?.kind).toBe('udp.silent');
  });
});

describe('the probe packet', () => {
  it('has Nebula’s header, and only Nebula’s own error is accepted as a reply', () => {
    expect(createUnknownTunnelMessage(0x01020304).toString('hex')).toBe('11000000010203040000000000000000');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 0xffffffff }), fc.uint8Array({ maxLength: 40 }), (index, bytes) => {
        expect(isUnknownTunnelReply(recvError(createUnknownTunnelMessage(index)), new Set([index]))).toBe(true);
        expect(isUnknownTunnelReply(recvError(createUnknownTunnelMessage(index)), new Set([index ^ 1]))).toBe(false);
        isUnknownTunnelReply(Buffer.from(bytes), new Set([index]));
      }),
    );
  });
});
