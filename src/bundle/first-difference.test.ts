/** If these fail, a comparison points at a phase in which nothing differs, or finds nothing where something does. */
import { expect, test } from 'vitest';
import { fails, passes, session } from '../diagnosis/testing/session.ts';
import { firstDifference } from './first-difference.ts';

const HOST = 'marketplace.visualstudio.com';
const PROXY = 'http://proxy.corp.example:3128';
const seen = (outcome: ReturnType<typeof passes>) => session().https(HOST, outcome).build().observations;
const through = (outcome: ReturnType<typeof passes>) => session().proxy(PROXY).https(HOST, outcome).build().observations;

test('alike is no difference', () => {
  expect(firstDifference(seen(passes()), seen(passes()))).toBeNull();
  expect(firstDifference(seen(fails('tcp.refused')), seen(fails('tcp.refused')))).toBeNull();
  expect(firstDifference([], seen(passes()))).toBeNull();
});

test('the first phase that parts them, not the last that was reached', () => {
  expect(firstDifference(seen(passes()), seen(fails('tls.timeout')))).toEqual({ phase: 'tls', from: 'ok', to: 'tls.timeout' });
  expect(firstDifference(seen(fails('dns.nxdomain')), seen(fails('tcp.timeout')))?.phase).toBe('dns');
});

test('the same phase that failed in another way', () => {
  expect(firstDifference(seen(fails('tcp.refused')), seen(fails('tcp.timeout')))).toEqual({
    phase: 'tcp',
    from: 'tcp.refused',
    to: 'tcp.timeout',
  });
});

test('a way without a proxy has no tunnel: that is said, and it is no failure', () => {
  const told = firstDifference(through(fails('tunnel.407')), seen(passes()));
  expect(told).toMatchObject({ phase: 'tunnel', from: 'tunnel.407', to: 'direct' });
});

test('asked in other words by another version, the same target is the same row', () => {
  const [was] = seen(passes());
  const [is] = seen(fails('tcp.refused'));
  const other = session().https('app.gitpod.io').build().observations;
  expect(was === undefined || is === undefined).toBe(false);
  if (was === undefined || is === undefined) return;
  const again = { ...is, request: `${is.request} trust system` };
  expect(firstDifference([...other, was], [...other, again])).toMatchObject({ phase: 'tcp', to: 'tcp.refused' });
});
