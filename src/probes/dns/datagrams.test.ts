import { createSocket, type Socket } from 'node:dgram';
import { afterEach, expect, test } from 'vitest';
import { reply } from '../testing/dns-reply.ts';
import { collectDatagrams } from './datagrams.ts';

const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

/** A resolver that sends these datagrams for each query. */
async function resolver(...replies: ((question: Buffer) => Buffer)[]): Promise<{ address: string; port: number }> {
  const socket = createSocket('udp4');
  open.push(socket);
  socket.on('message', (question, peer) => {
    for (const each of replies) socket.send(each(question), peer.port, peer.address);
  });
  await new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready));
  return { address: '127.0.0.1', port: socket.address().port };
}

const ask = (server: { address: string; port: number }, name = 'app.gitpod.io') =>
  collectDatagrams(server, { name, family: 4 }, 500, new AbortController().signal);

test('a lookup reads the extended DNS errors of an NXDOMAIN answer', async () => {
  const server = await resolver((question) => reply(question, { rcode: 3, extendedErrors: [15, 17] }));
  expect(await ask(server)).toMatchObject([{ rcode: 3, addresses: [], extendedErrors: [15, 17], idMatches: true }]);
});

test('a lookup reports the CNAME chain in addition to the address', async () => {
  const server = await resolver((question) => reply(question, { aliases: ['a.example.net', 'b.example.net'], addresses: ['192.0.2.7'] }));
  expect(await ask(server)).toMatchObject([{ rcode: 0, addresses: ['192.0.2.7'], aliases: ['a.example.net', 'b.example.net'] }]);
});

test('a lookup collects a second answer to the same query', async () => {
  const server = await resolver(
    (question) => reply(question, { addresses: ['203.0.113.66'] }),
    (question) => reply(question, { addresses: ['192.0.2.7'] }),
  );
  expect((await ask(server)).map(({ addresses }) => addresses)).toEqual([['203.0.113.66'], ['192.0.2.7']]);
});

test('a lookup marks an answer whose id does not match the query', async () => {
  const server = await resolver(
    (question) => {
      const forged = reply(question, { addresses: ['203.0.113.66'] });
      forged.writeUInt16BE(forged.readUInt16BE(0) ^ 1, 0);
      return forged;
    },
    (question) => reply(question, { addresses: ['192.0.2.7'] }),
  );
  expect((await ask(server)).map(({ idMatches, addresses }) => [idMatches, ...addresses])).toEqual([
    [false, '203.0.113.66'],
    [true, '192.0.2.7'],
  ]);
});

test('a lookup ignores datagrams that do not answer the query', async () => {
  const server = await resolver(
    () => Buffer.from('rubbish'),
    (question) => question,
    (question) => reply(question, { addresses: ['192.0.2.7'] }),
  );
  expect((await ask(server)).map(({ addresses }) => addresses)).toEqual([['192.0.2.7']]);
});

test('a lookup without an answer ends at the deadline, or at once when the port is closed', async () => {
  expect(await ask(await resolver())).toEqual([]);
  const gone = await resolver();
  await new Promise<void>((closed) => open.pop()?.close(closed));
  const startedAt = performance.now();
  expect(await collectDatagrams(gone, { name: 'app.gitpod.io', family: 4 }, 20_000, new AbortController().signal)).toEqual([]);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

test('a lookup collects no answer when the system forbids sending', async () => {
  // Connecting a socket to a broadcast address fails, as it does without a route (connect(2), EACCES and ENETUNREACH).
  expect(await ask({ address: '255.255.255.255', port: 53 })).toEqual([]);
});
