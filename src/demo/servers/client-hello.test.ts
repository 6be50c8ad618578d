/** A simulated filter that misreads a ClientHello would block or pass the wrong host. */
import { createServer } from 'node:net';
import { connect } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readServerName } from './client-hello.ts';
import { LOOPBACK, listen } from './loopback.ts';

/** The first bytes that a real client sends. */
async function helloOf(options: { servername?: string; maxVersion?: 'TLSv1.2' }): Promise<Buffer> {
  const seen = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  const server = await listen(
    createServer((socket) =>
      socket.on('data', (chunk) => {
        chunks.push(chunk);
        if (readServerName(Buffer.concat(chunks)).state !== 'more') seen.resolve(Buffer.concat(chunks));
      }),
    ),
  );
  const client = connect({ host: LOOPBACK, port: server.port, ...options }).on('error', () => undefined);
  const hello = await seen.promise;
  client.destroy();
  await server.close();
  return hello;
}

describe('the reader of a ClientHello', () => {
  it('reads the server name that a real client sends, in every TLS version', async () => {
    expect(readServerName(await helloOf({ servername: 'Update.Code.visualstudio.com' }))).toEqual({
      state: 'name',
      name: 'update.code.visualstudio.com',
    });
    expect(readServerName(await helloOf({ servername: 'a.example', maxVersion: 'TLSv1.2' }))).toEqual({ state: 'name', name: 'a.example' });
    expect(readServerName(await helloOf({}))).toEqual({ state: 'none' });
  });

  it('waits for the rest of a split ClientHello before it returns a name', async () => {
    const hello = await helloOf({ servername: 'a.example' });
    for (let end = 0; end < hello.length; end += 7) expect(readServerName(hello.subarray(0, end))).toEqual({ state: 'more' });
  });

  it('never throws, whatever the bytes', async () => {
    const hello = await helloOf({ servername: 'a.example' });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(hello.length - 1), fc.nat(255), (bytes, at, value) => {
        expect(readServerName(bytes)).toHaveProperty('state');
        const bent = Buffer.from(hello);
        bent[at] = value;
        expect(readServerName(bent)).toHaveProperty('state');
      }),
    );
  });
});
