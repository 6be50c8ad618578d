/**
 * Runs on the firewall: an unconfigured proxy. It accepts every connection, reads the name in the ClientHello and connects to that host;
 * with an unknown name nothing more happens. Reads hosts and ports from stdin; prints `ready` once it listens.
 */
import { connect, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { readServerName } from '../../src/demo/servers/client-hello.ts';

export interface TransparentProxy {
  addresses: Readonly<Record<string, string>>;
  /** Its own port → the port to which the client connected. */
  ports: Readonly<Record<number, number>>;
}

const { addresses, ports } = JSON.parse(await text(process.stdin)) as TransparentProxy;

await Promise.all(
  Object.entries(ports).map(
    ([own, meant]) => new Promise<void>((ready) => createServer((client) => accept(client, meant)).listen(Number(own), '0.0.0.0', ready)),
  ),
);
process.stdout.write('ready\n');

function accept(client: Socket, port: number): void {
  let seen = Buffer.alloc(0);
  client.on('error', () => client.destroy());
  const look = (chunk: Buffer): void => {
    seen = Buffer.concat([seen, chunk]);
    const hello = readServerName(seen);
    if (hello.state === 'more') return;
    client.off('data', look);
    client.pause();
    const address = hello.state === 'name' ? addresses[hello.name] : undefined;
    if (address !== undefined) join(client, seen, address, port);
  };
  client.on('data', look);
}

function join(client: Socket, first: Uint8Array, address: string, port: number): void {
  const server = connect(port, address, () => {
    server.write(first);
    client.pipe(server).pipe(client);
  });
  server.on('error', () => client.destroy());
  server.on('close', () => client.destroy());
  client.on('close', () => server.destroy());
}
