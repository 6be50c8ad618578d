/** A device on the path that reads the ClientHello and then closes the connection, stalls it, or forwards it, altered or not. */
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { readServerName } from './client-hello.ts';
import { LOOPBACK, type LoopbackServer, listen } from './loopback.ts';

export type MiddleboxRuling = 'pass' | 'alter' | 'reset' | 'stall' | { alert: number };

/** The offset of the altered byte: after the ServerHello, where all data are encrypted. */
const ALTERED_AT = 400;

/** `rule` is called once per connection, with the name in the ClientHello (null if it has none) and the number of bytes received. */
export function startMiddlebox(behind: number, rule: (name: string | null, bytes: number) => MiddleboxRuling): Promise<LoopbackServer> {
  return listen(
    createServer((client) => {
      let seen = Buffer.alloc(0);
      const look = (chunk: Buffer): void => {
        seen = Buffer.concat([seen, chunk]);
        const hello = readServerName(seen);
        if (hello.state === 'more') return;
        client.off('data', look);
        const ruling = rule(hello.state === 'name' ? hello.name : null, seen.length);
        if (ruling === 'pass') relay(client, seen, behind);
        if (ruling === 'alter') relay(client, seen, behind, altering());
        if (ruling === 'reset') client.resetAndDestroy();
        // A fatal alert in a record of its own (RFC 8446 §5.1, §6).
        if (typeof ruling === 'object') client.end(Buffer.from([21, 3, 3, 0, 2, 2, ruling.alert]));
      };
      client.on('data', look);
    }),
  );
}

/** Flips one bit of the data that is forwarded. */
function altering(): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const at = ALTERED_AT - passed;
      passed += chunk.length;
      if (at >= 0 && at < chunk.length) chunk[at] = (chunk[at] ?? 0) ^ 1;
      done(null, chunk);
    },
  });
}

/** Connects the client to a loopback port, and first sends the bytes that the client has already sent. */
export function relay(client: Socket, first: Uint8Array, port: number, back?: Transform): void {
  const server = connect(port, LOOPBACK, () => {
    if (first.length > 0) server.write(first);
    client.pipe(server);
    (back === undefined ? server : server.pipe(back)).pipe(client);
    client.resume();
  });
  client.pause();
  server.on('error', () => client.destroy());
  // If one side closes abruptly, the other side is closed as well.
  server.on('close', () => client.destroy());
  client.on('close', () => server.destroy());
}
