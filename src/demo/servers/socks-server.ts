/** A SOCKS proxy: version 5 (RFC 1928) with user and password (RFC 1929), and versions 4 and 4A. CONNECT only. */
import { createServer, type Socket } from 'node:net';
import { type LoopbackServer, listen } from './loopback.ts';
import { relay } from './middlebox.ts';

export interface SocksRules {
  /** The only accepted `user:password`; null if no login is needed. */
  login: string | null;
  /** The loopback port of the target, or the reply code of RFC 1928 §6. */
  rule(host: string, port: number): { tunnelTo: number } | { reply: number };
}

const CONNECT = 1;
const NO_LOGIN = 0;
const USER_AND_PASSWORD = 2;
const NO_ACCEPTABLE_METHOD = 0xff;
const GRANTED_4 = 90;
const REJECTED_4 = 91;

export function startSocks(rules: SocksRules): Promise<LoopbackServer> {
  return listen(
    createServer((socket) => {
      serve(socket, rules).catch(() => socket.destroy());
    }),
  );
}

async function serve(socket: Socket, rules: SocksRules): Promise<void> {
  const read = (bytes: number) => readBytes(socket, bytes);
  const [version] = await read(1);
  if (version === 4) return serve4(socket, rules, read);
  if (version !== 5) return void socket.destroy();
  const [count = 0] = await read(1);
  const wanted = rules.login === null ? NO_LOGIN : USER_AND_PASSWORD;
  const isOffered = (await read(count)).includes(wanted);
  socket.write(Buffer.from([5, isOffered ? wanted : NO_ACCEPTABLE_METHOD]));
  if (!isOffered) return void socket.end();
  if (rules.login !== null) {
    await read(1);
    const login = `${await readText(read)}:${await readText(read)}`;
    socket.write(Buffer.from([1, login === rules.login ? 0 : 1]));
    if (login !== rules.login) return void socket.end();
  }
  const [, command, , kind] = await read(4);
  // IPv6 addresses (type 4) are not supported. They end the connection, like any unknown type.
  const host = kind === 1 ? dotted(await read(4)) : kind === 3 ? await readText(read) : null;
  if (host === null) return void socket.end(replyOf(8));
  const port = (await read(2)).readUInt16BE();
  const ruling = command === CONNECT ? rules.rule(host.toLowerCase(), port) : { reply: 7 };
  socket.write(replyOf('reply' in ruling ? ruling.reply : 0));
  handOn(socket, ruling);
}

function replyOf(code: number): Buffer {
  return Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
}

async function serve4(socket: Socket, rules: SocksRules, read: Read): Promise<void> {
  await read(1);
  const port = (await read(2)).readUInt16BE();
  const address = await read(4);
  await readToZero(read);
  // SOCKS 4A: the address 0.0.0.x tells the proxy to look up the name that follows.
  const host = address.readUInt32BE() < 256 ? await readToZero(read) : dotted(address);
  const ruling = rules.rule(host.toLowerCase(), port);
  socket.write(Buffer.from([0, 'reply' in ruling ? REJECTED_4 : GRANTED_4, 0, 0, 0, 0, 0, 0]));
  handOn(socket, ruling);
}

function handOn(socket: Socket, ruling: ReturnType<SocksRules['rule']>): void {
  if ('tunnelTo' in ruling) relay(socket, Buffer.alloc(0), ruling.tunnelTo);
  else socket.end();
}

type Read = (bytes: number) => Promise<Buffer>;

/** Reads exactly this many bytes. The rest stays in the socket. */
function readBytes(socket: Socket, bytes: number): Promise<Buffer> {
  if (bytes === 0) return Promise.resolve(Buffer.alloc(0));
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the client has gone'));
    const take = () => {
      const found: Buffer | null = socket.read(bytes);
      if (found === null) return;
      socket.off('readable', take).off('close', gone);
      resolve(found);
    };
    socket.on('readable', take).on('close', gone);
    take();
  });
}

async function readText(read: Read): Promise<string> {
  const [length = 0] = await read(1);
  return (await read(length)).toString('utf8');
}

async function readToZero(read: Read): Promise<string> {
  let text = '';
  for (let [byte = 0] = await read(1); byte !== 0; [byte = 0] = await read(1)) text += String.fromCharCode(byte);
  return text;
}

function dotted(address: Buffer): string {
  return [...address].join('.');
}
