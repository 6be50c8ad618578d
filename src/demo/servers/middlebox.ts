/** A box on the way that looks at the ClientHello and then ends the connection, stalls it, or hands it on. */
import { connect, createServer, type Socket } from 'node:net';
import { helloName } from './client-hello.ts';
import { LOOPBACK, type LoopbackServer, listen } from './loopback.ts';

export type Ruling = 'pass' | 'reset' | 'stall' | 'alert';

/** A fatal `protocol_version` (RFC 8446 §6.2) in a record of its own. */
const PROTOCOL_VERSION_ALERT = Buffer.from([21, 3, 3, 0, 2, 2, 70]);

/** `rule` is asked once per connection, with null where the ClientHello holds no name, and with the bytes that it takes. */
export function startMiddlebox(behind: number, rule: (name: string | null, bytes: number) => Ruling): Promise<LoopbackServer> {
  return listen(
    createServer((client) => {
      let seen = Buffer.alloc(0);
      const look = (chunk: Buffer): void => {
        seen = Buffer.concat([seen, chunk]);
        const hello = helloName(seen);
        if (hello.state === 'more') return;
        client.off('data', look);
        const ruling = rule(hello.state === 'name' ? hello.name : null, seen.length);
        if (ruling === 'pass') relay(client, seen, behind);
        if (ruling === 'reset') client.resetAndDestroy();
        if (ruling === 'alert') client.end(PROTOCOL_VERSION_ALERT);
      };
      client.on('data', look);
    }),
  );
}

/** Joins the client to a port on loopback, beginning with the bytes that it has already sent. */
export function relay(client: Socket, first: Uint8Array, port: number): void {
  const server = connect(port, LOOPBACK, () => {
    if (first.length > 0) server.write(first);
    client.pipe(server);
    server.pipe(client);
    client.resume();
  });
  client.pause();
  server.on('error', () => client.destroy());
  // A half that ends abruptly takes the other one with it.
  server.on('close', () => client.destroy());
  client.on('close', () => server.destroy());
}
