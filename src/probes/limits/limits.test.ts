/** Distinguishes exhausted resources of this machine from network failures, in real processes with lowered limits. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createObservation } from '../../model/blank-observation.ts';
import type { FailureKind } from '../../model/failure.ts';
import { markLocalFailure } from '../guard.ts';
import { aRequest } from '../testing/pretend.ts';
import { machineFaultIn } from './machine-faults.ts';

/** The output of a module in a process with this limit of open files. */
function within(descriptors: number, script: string): unknown {
  const words = ['-c', `ulimit -n ${descriptors}; exec "$0" --input-type=module -e "$1"`, process.execPath, script];
  return JSON.parse(execFileSync('sh', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
}
const at = (name: string) => JSON.stringify(join(import.meta.dirname, name));

describe('a machine out of file descriptors', () => {
  it('is reported for each kind of socket, whatever error the layer above gives', () => {
    const kinds = within(
      40,
      `import { openSync } from 'node:fs';
       import { connect } from 'node:net';
       import { createSocket } from 'node:dgram';
       import { networkInterfaces } from 'node:os';
       import { classify } from ${at('../classify.ts')};
       import { queryResolver } from ${at('../dns/resolvers.ts')};
       import { createLookupTimeouts } from ${at('../dns/lookup-timeouts.ts')};
       const waits = { deadlineMs: 500, longestMs: 500 };
       const asking = { active: new Set(), timeouts: createLookupTimeouts() };
       import { machineFaultIn } from ${at('machine-faults.ts')};
       const askedOnce = await queryResolver({ address: '127.0.0.1', port: 9 }, 'a.example', 4, waits, asking);
       let files = 0;
       try { for (;;) { openSync('/dev/null'); files += 1; } } catch {}
       const tcp = await new Promise((resolve) => connect(9, '127.0.0.1').on('error', (error) => resolve(classify('connect', error, 'x').kind)));
       const answer = await queryResolver({ address: '127.0.0.1', port: 9 }, 'a.example', 4, waits, asking);
       let links = null;
       try { networkInterfaces(); } catch (error) { links = machineFaultIn(error); }
       const udp = await new Promise((resolve) => createSocket('udp4').on('error', (error) => resolve(classify('udp', error, 'x').kind)).bind(0));
       console.log(JSON.stringify({ before: askedOnce.failure.kind, tcp, resolver: answer.failure.kind, links, udp }));
       process.exit();`,
    );
    const lack = 'machine.no-descriptors';
    expect(kinds).toEqual({ before: 'dns.unavailable', tcp: lack, resolver: lack, links: lack, udp: lack });
  });

  it('runs fewer probes at once, but at least one; with an ample limit it runs as many as requested', () => {
    const most = (descriptors: number) =>
      within(
        descriptors,
        `import { maxConcurrentProbes } from ${at('descriptors.ts')}; console.log(JSON.stringify(maxConcurrentProbes()))`,
      );
    expect(most(30)).toBe(1);
    expect(most(128)).toBeGreaterThan(4);
    expect(most(128)).toBeLessThan(16);
    expect(most(4096)).toBeNull();
  });
});

describe('an error of this machine', () => {
  const coded = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall });

  it.each<[error: Error, kind: FailureKind | null]>([
    [coded('ENFILE'), 'machine.no-descriptors'],
    [coded('ENOBUFS'), 'machine.no-memory'],
    [coded('ENOMEM'), 'machine.no-memory'],
    [coded('EAGAIN', 'spawn ssh'), 'machine.no-processes'],
    [coded('EAGAIN', 'read'), null],
    [coded('ECONNREFUSED'), null],
    [new TypeError('fetch failed', { cause: coded('EMFILE') }), 'machine.no-descriptors'],
  ])('is recognised by its code: %s is %s', (error, kind) => {
    expect(machineFaultIn(error)).toBe(kind);
  });
});

describe('the failure of an observation', () => {
  const blank = createObservation(aRequest('tcp', { kind: 'tcp', host: 'a.example', port: 443 }), {
    id: 'o1',
    startedAt: new Date(0).toISOString(),
    startMs: 0,
  });
  const seen = (kind: FailureKind, durationMs = 4000) => ({ ...blank, durationMs, failure: { kind, text: kind } });
  const stalled = (ms: number) => ({ ms, longestMs: 200, cpuMs: 1 });

  it('remains a timeout when this process ran for more than half of the time', () => {
    expect(markLocalFailure(seen('tcp.timeout'), stalled(1000))).toEqual({ ...seen('tcp.timeout'), stalled: stalled(1000) });
  });

  it('becomes a fault of this machine when it is a timeout and this process did not run for half of the time', () => {
    expect(markLocalFailure(seen('tcp.timeout'), stalled(2000))).toMatchObject({ state: 'crashed', failure: { kind: 'machine.starved' } });
  });

  it('remains when the network answered, however late this process ran', () => {
    expect(markLocalFailure(seen('tcp.refused'), stalled(3900))).toMatchObject({ state: 'completed', failure: { kind: 'tcp.refused' } });
  });

  it('has no stalled time after ordinary delays', () => {
    expect(markLocalFailure(seen('tcp.refused'), stalled(200))).not.toHaveProperty('stalled');
  });
});
