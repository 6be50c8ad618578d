/** Writes a ticket cache in MIT's format, version 4, with meaningless keys and tickets. */

interface Said {
  service: string;
  endsAt: Date;
}

export function cacheFile(own: { user: string; realm: string }, tickets: readonly Said[]): Buffer {
  // The header has one field: the offset of the KDC's clock.
  const header = Buffer.concat([Buffer.from([5, 4]), short(12), short(1), short(8), Buffer.alloc(8)]);
  return Buffer.concat([header, principal(own.user, own.realm), ...tickets.map((ticket) => credential(own, ticket))]);
}

function credential({ user, realm }: { user: string; realm: string }, { service, endsAt }: Said): Buffer {
  const ends = Math.floor(endsAt.getTime() / 1000);
  return Buffer.concat([
    principal(user, realm),
    principal(service, realm),
    ...[short(18), data(Buffer.alloc(32, 7))],
    ...[ends - 3600, ends - 3600, ends, ends].map(long),
    ...[Buffer.alloc(1), long(0x40e10000)],
    // One address, one piece of authorization data, the ticket, and no second ticket.
    ...[long(1), short(2), data(Buffer.from([10, 0, 0, 1]))],
    ...[long(1), short(1), data(Buffer.from('x'))],
    ...[data(Buffer.alloc(90, 9)), long(0)],
  ]);
}

function principal(name: string, realm: string): Buffer {
  const parts = name.split('/');
  return Buffer.concat([long(1), long(parts.length), ...[realm, ...parts].map((part) => data(Buffer.from(part)))]);
}

function data(bytes: Buffer): Buffer {
  return Buffer.concat([long(bytes.length), bytes]);
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function short(value: number): Buffer {
  return long(value).subarray(2);
}
