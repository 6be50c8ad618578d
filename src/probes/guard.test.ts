/** If these fail, one error in a probe ends the sweep, a stop is ignored, or a secret leaks through an error. */
import { type AddressInfo, connect, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Observation } from '../model/observation.ts';
import { urlTarget } from '../model/target.ts';
import { settle } from './deadline.ts';
import { runGuarded } from './guard.ts';
import { aContext, aRequest } from './testing/pretend.ts';

const request = aRequest('https', urlTarget('https://app.example.test/'));

describe('a probe', () => {
  it('that throws ends in a crashed observation without the message of the error', async () => {
    const seen = await runGuarded(() => Promise.reject(new TypeError('password hunter2')), request, aContext());
    expect(seen).toMatchObject({ state: 'crashed', failure: { kind: 'unclassified' } });
    expect(seen.failure?.text).toContain('TypeError');
    expect(JSON.stringify(seen)).not.toContain('hunter2');
    expect(Observation.parse(seen)).toEqual(seen);
  });

  it('that throws is reported with the location of the error and without secrets', async () => {
    const crash = async (error: unknown) =>
      (
        await runGuarded(
          () => Promise.reject(error),
          request,
          aContext(),
          (text) => text.replaceAll('hunter2', '***'),
        )
      ).failure?.text;
    expect(await crash(new TypeError('no socket\n for hunter2'))).toMatch(/TypeError: no socket for \*\*\* \(guard\.test\.ts:\d+/);
    expect(await crash('hunter2')).not.toContain('hunter2');
    // No rule can recognise a secret in data that the engine quotes.
    const quoting = [() => JSON.parse('correct-horse'), () => Buffer.from(7_654_321 as unknown as string)].map((quote) => {
      try {
        return quote();
      } catch (error) {
        return error;
      }
    });
    for (const error of quoting) expect(await crash(error)).not.toMatch(/horse|7654321|7_654_321/);
  });

  it.each([
    ['person', 'person'],
    ['deadline', 'deadline'],
    [undefined, 'deadline'],
  ])('does not run if it was stopped (%s) before it began', async (reason, cancelledBy) => {
    let began = false;
    const signal = AbortSignal.abort(reason);
    const seen = await runGuarded(
      async (_measurement, blank) => {
        began = true;
        return blank;
      },
      request,
      aContext({ signal }),
    );
    expect(began).toBe(false);
    expect(seen).toMatchObject({ state: 'cancelled', cancelledBy, failure: null });
  });

  it('closes the newest of its resources first', async () => {
    const ended: string[] = [];
    await runGuarded(
      async (measurement, blank) => {
        for (const name of ['tcp', 'tls']) measurement.own({ destroy: () => ended.push(name) });
        return blank;
      },
      request,
      aContext(),
    );
    expect(ended).toEqual(['tls', 'tcp']);
  });
});

describe('a wait for work with a deadline', () => {
  it('ends at the deadline if the work never ends, and cancels the work', async () => {
    let told = false;
    const settled = await settle(30, new AbortController().signal, (signal) => {
      signal.addEventListener('abort', () => {
        told = true;
      });
      return new Promise(() => {});
    });
    expect(settled).toEqual({ how: 'late' });
    expect(told).toBe(true);
  });

  it('returns data that arrived in time, even if this process was too busy to read it', async () => {
    const server = createServer((socket) => socket.end('here'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const settled = settle(60, new AbortController().signal, () => {
      const socket = connect(port, '127.0.0.1');
      return new Promise((resolve) => socket.once('data', resolve));
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const busyUntil = performance.now() + 150;
    while (performance.now() < busyUntil);
    expect((await settled).how).toBe('done');
    server.close();
  });

  it('does not cancel work that has ended', async () => {
    let told = false;
    const settled = await settle(50, new AbortController().signal, async (signal) => {
      signal.addEventListener('abort', () => {
        told = true;
      });
      return 'socket';
    });
    await new Promise((resolve) => setTimeout(resolve, 70));
    expect(settled).toEqual({ how: 'done', value: 'socket' });
    expect(told).toBe(false);
  });

  it('fails if the work throws', async () => {
    const settled = await settle(50, new AbortController().signal, () => {
      throw new Error('at once');
    });
    expect(settled.how).toBe('failed');
  });
});
