/**
 * Runs in the customer's namespace: which of the hosts and ports on stdin the proxy allows, by its answer to CONNECT. Prints their numbers.
 */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { PROXY } from '../company.ts';

export interface NamedPlace {
  host: string;
  port: number;
}

const AT_ONCE = 20;

function isLetThrough({ host, port }: NamedPlace): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ host: PROXY.address, port: PROXY.port, method: 'CONNECT', path: `${host}:${port}`, agent: false });
    asked.on('connect', ({ statusCode }, socket) => {
      socket.destroy();
      // A target that the proxy cannot reach was not refused by it.
      resolve(statusCode !== 403);
    });
    asked.on('error', () => resolve(false));
    asked.end();
  });
}

const places = JSON.parse(await text(process.stdin)) as NamedPlace[];
const passed: number[] = [];
for (let from = 0; from < places.length; from += AT_ONCE) {
  const wave = places.slice(from, from + AT_ONCE).map(async (place, index) => ((await isLetThrough(place)) ? [from + index] : []));
  passed.push(...(await Promise.all(wave)).flat());
}
process.stdout.write(`${JSON.stringify(passed)}\n`);
