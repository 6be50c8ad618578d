/**
 * Runs in the customer's namespace: measures the line by lookups and one download, without code of the program. Reads its targets as JSON
 * from stdin; prints one line of JSON.
 */
import { createSocket } from 'node:dgram';
import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { encode } from 'dns-packet';

export interface Asking {
  resolver: string;
  host: string;
  path: string;
  questions: number;
}

export interface Metered {
  /** The share of queries without an answer, in percent. */
  lostPercent: number;
  /** The shortest time. */
  roundTripMs: number;
  bytesPerSecond: number;
}

const APART_MS = 5;
const WAIT_MS = 2000;

const { resolver, host, path, questions } = JSON.parse(await text(process.stdin)) as Asking;
const trips = await ask();
const metered: Metered = {
  lostPercent: ((questions - trips.length) / questions) * 100,
  roundTripMs: Math.min(...trips),
  bytesPerSecond: await withTries(download),
};
process.stdout.write(`${JSON.stringify(metered)}\n`);

async function ask(): Promise<number[]> {
  const socket = createSocket('udp4');
  const sent = new Map<number, number>();
  const answered: number[] = [];
  socket.on('message', (answer) => answered.push(performance.now() - (sent.get(answer.readUInt16BE(0)) ?? Number.NaN)));
  for (let id = 0; id < questions; id += 1) {
    sent.set(id, performance.now());
    socket.send(encode({ type: 'query', id, flags: 256, questions: [{ type: 'A', name: host }] }), 53, resolver);
    await later(APART_MS);
  }
  await later(WAIT_MS);
  socket.close();
  return answered;
}

/** On a lossy line a lookup in a hundred fails by chance, because the system sends a query only twice. */
async function withTries<T>(act: () => Promise<T>, left = 4): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (left === 0) throw error;
    return withTries(act, left - 1);
  }
}

function download(): Promise<number> {
  return new Promise((resolve, reject) => {
    get({ host, path, rejectUnauthorized: false }, (response) => {
      const began = performance.now();
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes / ((performance.now() - began) / 1000)));
    }).on('error', reject);
  });
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
