/** Typed lines and pastes, read from a real socket, because the input of a busy process waits in the socket. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLineReader } from './line-reader.ts';
import { type Conversation, createConversation } from './talk.ts';

/** Longer than the silence that ends a paste. */
const PAUSE_MS = 80;

let typist: Socket;
let talk: Conversation;
let dropped = 0;

beforeEach(async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  typist = connect((server.address() as AddressInfo).port, '127.0.0.1').setNoDelay();
  const [input] = (await once(server, 'connection')) as [Socket];
  server.close();
  dropped = 0;
  talk = createConversation(createLineReader(input), {
    isOver: () => false,
    onDropped() {
      dropped += 1;
    },
  });
});

afterEach(() => {
  typist.destroy();
});

const pause = () => new Promise((done) => setTimeout(done, PAUSE_MS));

/** The process is busy, as during the diagnosis of a large session. */
function block(): void {
  const until = performance.now() + PAUSE_MS;
  while (performance.now() < until);
}

describe('the input of a prompt session', () => {
  it('returns typed lines one after the other', async () => {
    for (const line of ['first', 'second']) {
      typist.write(`${line}\n`);
      expect(await talk.next()).toBe(line);
      await talk.dropRest();
      await pause();
    }
    expect(dropped).toBe(0);
  });

  it('drops the rest of a paste and reports it once, even if the process was busy when it arrived', async () => {
    typist.write('first\n');
    expect(await talk.next()).toBe('first');
    typist.write('second\nq\n');
    block();
    await talk.dropRest();
    expect(dropped).toBe(1);
    expect(talk.heard()).toBeNull();
    await pause();
    typist.write('third\n');
    expect(await talk.next()).toBe('third');
    expect(dropped).toBe(1);
  });

  it('never returns the rest of a paste whose first line was a command during a measurement', async () => {
    typist.write('x\n');
    await talk.happening(PAUSE_MS);
    expect(talk.heard()).toBe('x');
    typist.write('q\n1\n');
    block();
    const next = talk.next();
    await pause();
    typist.write('2\n');
    expect(await next).toBe('2');
    expect(dropped).toBe(1);
  });

  it('collects several lines of a paste as one text, and drops what follows its end', async () => {
    typist.write('first\n');
    expect(await talk.next()).toBe('first');
    typist.write('second\n.\nq\n');
    block();
    expect(await talk.collect('first')).toBe('first\nsecond');
    await talk.dropRest();
    expect(dropped).toBe(1);
    expect(talk.heard()).toBeNull();
  });

  it('ends with the input, even if the rest of a paste was not read', async () => {
    typist.end('first\nsecond\n');
    expect(await talk.next()).toBe('first');
    expect(await talk.next()).toBeNull();
    expect(dropped).toBe(1);
    expect(talk.ended()).toBe(true);
  });
});
