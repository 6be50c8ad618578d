/** Runs in namespaces of its own: serves scripts and names, makes Chromium evaluate each script, and prints a line of JSON for each. */
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { answerQuery, type DnsReply } from '../../../src/demo/servers/dns-server.ts';
import { addressesOf, OTHER_URLS, OWN_ADDRESSES, requiredUrls } from '../network.ts';
import { proxyScripts } from '../scripts.ts';
import { netLogUnder, pageFor } from './browser.ts';
import { readNetLog } from './net-log.ts';

const [FOUR, SIX] = OWN_ADDRESSES;
// Every address is this machine, so that nothing leaves it and every connection is refused at once.
const NETWORK = [
  'link set lo up',
  'link add eth0 type veth peer name eth1',
  'link set eth0 up',
  'link set eth1 up',
  `address add ${FOUR}/24 dev eth0`,
  `address add ${SIX}/64 dev eth0 nodad`,
  `route add local default dev lo src ${FOUR}`,
  `-6 route add local default dev lo src ${SIX}`,
];
for (const words of NETWORK) if (spawnSync('ip', words.split(' ')).status !== 0) throw new Error(`ip ${words} failed`);

const resolver = createSocket('udp4');
resolver.on('message', (datagram, peer) => {
  const reply = answerQuery(datagram, (name): DnsReply => {
    const addresses = addressesOf(name);
    return addresses === null ? 'nxdomain' : { addresses };
  });
  if (reply !== null) resolver.send(reply, peer.port, peer.address);
});
resolver.bind(53, '127.0.0.1');
await once(resolver, 'listening');

const urls = [...requiredUrls(), ...OTHER_URLS];
const scripts = proxyScripts();
const waiting = new Map<string, ServerResponse[]>();
const web = createServer((request, response) => {
  const [path = '', id = ''] = (request.url ?? '').split('?');
  const script = scripts.find(({ name }) => path === `/script/${name}`);
  if (script !== undefined) response.setHeader('content-type', script.contentType).end(script.bytes);
  else if (path === '/page') response.setHeader('content-type', 'text/html').end(pageFor(urls, id));
  else if (path === '/wait') waiting.set(id, [...(waiting.get(id) ?? []), response]);
  else if (path === '/done') for (const one of [...(waiting.get(id) ?? []), response]) one.end();
  else response.writeHead(404).end();
}).listen(8000, '127.0.0.1');
await once(web, 'listening');

const wanted = process.argv.slice(2);
const queue = scripts.filter(({ name }) => wanted.includes(name));
async function work(): Promise<void> {
  for (let script = queue.shift(); script !== undefined; script = queue.shift()) {
    const origin = 'http://127.0.0.1:8000';
    const log = await netLogUnder(`${origin}/script/${script.name}`, `${origin}/page?${script.name}`);
    process.stdout.write(`${JSON.stringify({ name: script.name, result: log === null ? null : readNetLog(log, urls) })}\n`);
  }
}
await Promise.all([work(), work()]);
process.exit();
