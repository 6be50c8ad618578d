/** If these fail, NXDOMAIN, SERVFAIL, a refusal and silence look alike, and the report cannot name the team to ask. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { DnsObservation } from '../../model/observation.ts';
import { createProbes } from '../index.ts';
import { type Answers, type NameSays, startDnsServer } from '../testing/dns-server.ts';
import { aContext, aRequest, measure, pretend, TEST_LIMITS } from '../testing/pretend.ts';
import { systemWorld, type World } from '../world.ts';
import { createSystemLookup } from './system-lookup.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((resource) => resource.close()));
});

function stateOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] ?? '';
  } catch {
    return '';
  }
}

async function worldOf(answers: Answers): Promise<World> {
  const net = await pretend({ names: answers });
  open.push(net);
  return net.world;
}

const look = async (world: World, host = 'app.example.test') =>
  (await measure(world, aRequest('dns', { kind: 'name', host }))) as DnsObservation;

describe('a resolver queried directly', () => {
  const answers: [NameSays, string | null][] = [
    [{ A: ['198.51.100.7'], AAAA: ['2001:db8::7'] }, null],
    [{}, 'dns.no-data'],
    ['NXDOMAIN', 'dns.nxdomain'],
    ['SERVFAIL', 'dns.servfail'],
    ['REFUSED', 'dns.refused'],
    ['FORMERR', 'dns.malformed'],
    ['rubbish', 'dns.malformed'],
    ['silence', 'dns.timeout'],
  ];
  it.each(answers)('that answers %j has the failure %s', async (says, kind) => {
    const seen = await look(await worldOf(() => says));
    expect(seen.failure?.kind ?? null).toBe(kind);
    expect(seen.answers.map(({ failure }) => failure?.kind ?? null)).toEqual([kind, kind, kind]);
    expect(seen.answers.map(({ from, family }) => `${from.kind} ${family}`)).toEqual(['system null', 'resolver 4', 'resolver 6']);
    expect(seen.phases).toMatchObject([{ name: 'dns', ok: kind === null }]);
    expect(seen.addresses.length).toBe(kind === null ? 2 : 0);
  });

  it('is reported as unavailable or silent, not as refusing, when its port is closed', async () => {
    const world = await worldOf(() => 'silence');
    const closed = { address: '127.0.0.1', port: 1 };
    if (world.pretend === null) throw new Error('a pretend world has a network');
    const seen = await look({ ...world, pretend: { ...world.pretend, resolvers: [closed], systemResolver: closed } });
    expect(['dns.unavailable', 'dns.timeout']).toContain(seen.failure?.kind);
  });

  it('does not fail the lookup when only its AAAA query times out', async () => {
    const seen = await look(await worldOf((_name, type) => (type === 'A' ? { A: ['198.51.100.7'] } : 'silence')));
    expect(seen.failure).toBeNull();
    expect(seen.answers.map(({ failure }) => failure?.kind ?? null)).toEqual([null, null, 'dns.timeout']);
  });

  it('does not make the lookup succeed when the system lookup returns NXDOMAIN', async () => {
    const lying = await startDnsServer(() => ({ A: ['198.51.100.7'] }));
    open.push(lying);
    const world = await worldOf(() => 'NXDOMAIN');
    if (world.pretend === null) throw new Error('a pretend world has a network');
    const seen = await look({ ...world, pretend: { ...world.pretend, resolvers: [lying.address] } });
    expect(seen.failure?.kind).toBe('dns.nxdomain');
    expect(seen.addresses).toEqual([]);
    expect(seen.answers.some(({ addresses }) => addresses.includes('198.51.100.7'))).toBe(true);
  });
});

describe('a connection', () => {
  it('uses only the address of the system lookup, as real clients do', async () => {
    const knowing = await startDnsServer(() => ({ A: ['198.51.100.7'] }));
    open.push(knowing);
    const net = await worldOf(() => ({ A: ['127.0.0.9'] }));
    if (net.pretend === null) throw new Error('a pretend world has a network');
    const world: World = { ...net, pretend: { ...net.pretend, resolvers: [knowing.address], otherwise: { to: 'refuse' } } };
    const seen = await measure(world, aRequest('tcp', { kind: 'tcp', host: 'app.example.test', port: 443 }));
    const tcp = seen.phases.find(({ name }) => name === 'tcp');
    expect(tcp?.name === 'tcp' ? tcp.attempts.map(({ address }) => address) : []).toEqual(['127.0.0.9']);
  });
});

describe('the lookups of a sweep', () => {
  it('query each host once, however many requests need it', async () => {
    const dns = await startDnsServer(() => ({ A: ['198.51.100.7'] }));
    const net = await pretend();
    open.push(dns, net);
    if (net.world.pretend === null) throw new Error('a pretend world has a network');
    const world = { ...net.world, pretend: { ...net.world.pretend, resolvers: [dns.address], otherwise: { to: 'refuse' as const } } };
    const probes = createProbes(world);
    const tcp = (port: number) => probes.run(aRequest('tcp', { kind: 'tcp', host: 'app.example.test', port }), aContext());
    await Promise.all([probes.run(aRequest('dns', { kind: 'name', host: 'app.example.test' }), aContext()), ...[443, 8443, 22].map(tcp)]);
    await probes.close();
    expect(dns.asked.sort()).toEqual(['app.example.test A', 'app.example.test AAAA']);
  });

  it('do not wait for the lookups of slow names', async () => {
    const world = await worldOf((name) => (name.startsWith('slow') ? 'silence' : { A: ['198.51.100.7'] }));
    const probes = createProbes(world);
    const order: string[] = [];
    const look = (host: string) => probes.run(aRequest('dns', { kind: 'name', host }), aContext()).then(() => order.push(host));
    const slow = Array.from({ length: 12 }, (_, index) => look(`slow${index}.example.test`));
    await Promise.all([...slow, look('fast.example.test')]);
    expect(order[0]).toBe('fast.example.test');
    await probes.close();
  });
});

describe('a lost datagram', () => {
  it.each([1, 2])('is resent, so that a lookup passes when the first %d of its datagrams are lost', async (lost) => {
    const asked = new Map<string, number>();
    const world = await worldOf((name, type) => {
      const count = (asked.get(`${name} ${type}`) ?? 0) + 1;
      asked.set(`${name} ${type}`, count);
      // The system lookup and the direct query go to the same server.
      return count <= 2 * lost ? 'silence' : { A: ['198.51.100.7'], AAAA: ['2001:db8::7'] };
    });
    const seen = await look(world);
    expect(seen.failure).toBeNull();
    expect(seen.answers.map(({ failure }) => failure)).toEqual([null, null, null]);
  });

  it('is not reported when the answer is only slow', async () => {
    const dns = await startDnsServer(() => ({ A: ['198.51.100.7'], AAAA: ['2001:db8::7'], afterMs: TEST_LIMITS.dnsMs * 0.6 }));
    open.push(dns);
    const world = await worldOf(() => 'silence');
    if (world.pretend === null) throw new Error('a pretend world has a network');
    const seen = await look({ ...world, pretend: { ...world.pretend, resolvers: [dns.address], systemResolver: dns.address } });
    expect(seen.answers.map(({ failure }) => failure)).toEqual([null, null, null]);
  });

  it('is not resent after the lookup has failed, until a retry requests it', async () => {
    let silent = true;
    const probes = createProbes(await worldOf(() => (silent ? 'silence' : { A: ['198.51.100.7'] })));
    const target = { kind: 'name' as const, host: 'app.example.test' };
    const kindOf = async (purpose: 'repeat' | null) => (await probes.run(aRequest('dns', target, { purpose }), aContext())).failure?.kind;
    expect(await kindOf(null)).toBe('dns.timeout');
    silent = false;
    expect(await kindOf(null)).toBe('dns.timeout');
    expect(await kindOf('repeat')).toBeUndefined();
    expect(await kindOf(null)).toBeUndefined();
    await probes.close();
  });
});

describe('a slow resolver', () => {
  const slow = async (afterMs: number) => {
    const dns = await startDnsServer(() => ({ A: ['198.51.100.7'], AAAA: ['2001:db8::7'], afterMs }));
    open.push(dns);
    const world = await worldOf(() => 'silence');
    if (world.pretend === null) throw new Error('a pretend world has a network');
    return { ...world, pretend: { ...world.pretend, resolvers: [dns.address], systemResolver: dns.address } };
  };
  const kindOf = async (probes: ReturnType<typeof createProbes>, host: string, purpose: 'repeat' | null = null) =>
    (await probes.run(aRequest('dns', { kind: 'name', host }, { purpose }), aContext())).failure?.kind ?? null;

  it('is awaited beyond the deadline while no resolver has answered yet', async () => {
    const seen = await look(await slow(TEST_LIMITS.dnsMs * 1.2));
    expect(seen.answers.map(({ failure }) => failure)).toEqual([null, null, null]);
  });

  it('is reported as silent only the first time, because the late answer shows how long to wait', async () => {
    const probes = createProbes(await slow(TEST_LIMITS.dnsMs * 3));
    expect(await kindOf(probes, 'app.example.test')).toBe('dns.timeout');
    // Long after the late answer.
    await new Promise((resolve) => setTimeout(resolve, TEST_LIMITS.dnsMs * 6));
    expect(await kindOf(probes, 'app.example.test', 'repeat')).toBeNull();
    expect(await kindOf(probes, 'other.example.test')).toBeNull();
    await probes.close();
  });

  it('is reported as silent at a deadline that the user set', async () => {
    const { longestDnsMs: _, ...limits } = TEST_LIMITS;
    const world = await slow(TEST_LIMITS.dnsMs * 2.5);
    const seen = await measure(world, aRequest('dns', { kind: 'name', host: 'app.example.test' }), { limits });
    expect(seen.failure?.kind).toBe('dns.timeout');
  });
});

describe('a lookup without an answer', () => {
  it('is a timeout, not an internal error, if this process is too busy to check its clock', async () => {
    const world = await worldOf(() => 'silence');
    const limits = { ...TEST_LIMITS, dnsMs: 60 };
    const seen = measure(world, aRequest('dns', { kind: 'name', host: 'app.example.test' }), { limits });
    await new Promise((resolve) => setTimeout(resolve, 5));
    // Past twice its time: the lookup's timer fires late and is extended, while an outer timer would fire on time.
    const busyUntil = performance.now() + 2 * limits.dnsMs + 20;
    while (performance.now() < busyUntil);
    expect(await seen).toMatchObject({ state: 'completed', failure: { kind: 'dns.timeout' } });
  });

  it('is not an internal error if the sockets are closed before an answer arrives', async () => {
    const probes = createProbes(await worldOf(() => 'silence'));
    const seen = probes.run(aRequest('dns', { kind: 'name', host: 'app.example.test' }), aContext());
    await new Promise((resolve) => setTimeout(resolve, 20));
    await probes.close();
    expect((await seen).state).toBe('completed');
  });
});

describe('the system lookup', () => {
  it('resolves names from the hosts file, such as localhost', async () => {
    const lookup = createSystemLookup(systemWorld({ environment: process.env, version: '0' }).environment);
    const found = await lookup.lookup('localhost');
    lookup.close();
    expect(found.map(({ address }) => address)).toEqual(expect.arrayContaining([expect.stringMatching(/^(127\.0\.0\.1|::1)$/)]));
  });

  it.runIf(process.platform === 'linux')(
    'ends at the deadline, does not delay the exit of the program and leaves no helper process running',
    async () => {
      // A stopped helper simulates getaddrinfo waiting for a dead resolver.
      const program = `
      import { readFileSync } from 'node:fs';
      import { settle } from ${JSON.stringify(new URL('../deadline.ts', import.meta.url).href)};
      import { createSystemLookup } from ${JSON.stringify(new URL('./system-lookup.ts', import.meta.url).href)};
      const lookup = createSystemLookup({ PATH: process.env.PATH });
      const ask = (ms) => settle(ms, new AbortController().signal, () => lookup.lookup('localhost'));
      const first = await ask(5000);
      const helper = Number(readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8').trim().split(' ')[0]);
      process.kill(helper, 'SIGSTOP');
      const second = await ask(100);
      lookup.close();
      console.log(JSON.stringify([first.how, second.how, helper]));`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
      const text = await new Promise<string>((resolve) => {
        let printed = '';
        child.stdout.on('data', (chunk) => {
          printed += chunk;
        });
        child.on('close', () => resolve(printed));
      });
      const [first, second, helper] = JSON.parse(text) as [string, string, number];
      expect([first, second]).toEqual(['done', 'late']);
      // Gone, or a zombie that this machine's init has not reaped yet.
      await expect.poll(() => stateOf(helper)).toMatch(/^[ZX]?$/);
    },
  );

  it('runs in this process if the helper process cannot be started', async () => {
    const node = process.execPath;
    process.execPath = '/nowhere/node';
    const lookup = createSystemLookup({});
    const found = await lookup.lookup('localhost').finally(() => {
      process.execPath = node;
    });
    expect(found.length).toBeGreaterThan(0);
  });

  it('ends the helper process when the pipe closes, even while a name is being resolved', async () => {
    const helper = spawn(process.execPath, [fileURLToPath(new URL('./lookup-helper.ts', import.meta.url))], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    helper.stdin.write('{"id":1,"host":"localhost"}\n');
    await new Promise((resolve) => helper.stdout.once('data', resolve));
    helper.stdin.end();
    await new Promise((resolve) => helper.once('exit', resolve));
    expect(helper.killed).toBe(false);
  });
});
