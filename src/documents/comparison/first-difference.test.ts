/** If these fail, a comparison names a phase without a difference, or misses one. */
import { expect, test } from 'vitest';
import { fails, passes, session } from '../../diagnosis/testing/session.ts';
import { findFirstDifference } from './first-difference.ts';

const HOST = 'marketplace.visualstudio.com';
const PROXY = 'http://proxy.corp.example:3128';
const seen = (outcome: ReturnType<typeof passes>) => session().https(HOST, outcome).build().observations;
const through = (outcome: ReturnType<typeof passes>) => session().proxy(PROXY).https(HOST, outcome).build().observations;

test('equal phases have no first difference', () => {
  expect(findFirstDifference(seen(passes()), seen(passes()))).toBeNull();
  expect(findFirstDifference(seen(fails('tcp.refused')), seen(fails('tcp.refused')))).toBeNull();
  expect(findFirstDifference([], seen(passes()))).toBeNull();
});

test('the first difference is the first phase that differs, not the last one reached', () => {
  expect(findFirstDifference(seen(passes()), seen(fails('tls.timeout')))).toEqual({ phase: 'tls', from: 'ok', to: 'tls.timeout' });
  expect(findFirstDifference(seen(fails('dns.nxdomain')), seen(fails('tcp.timeout')))?.phase).toBe('dns');
});

test('the first difference can be another failure within the same phase', () => {
  expect(findFirstDifference(seen(fails('tcp.refused')), seen(fails('tcp.timeout')))).toEqual({
    phase: 'tcp',
    from: 'tcp.refused',
    to: 'tcp.timeout',
  });
});

test('the first difference is the tunnel if one report went through a proxy and the other directly', () => {
  const told = findFirstDifference(through(fails('tunnel.407')), seen(passes()));
  expect(told).toMatchObject({ phase: 'tunnel', from: 'tunnel.407', to: 'direct' });
});

test('a requirement is compared even when another version requested it in another way', () => {
  const [was] = seen(passes());
  const [is] = seen(fails('tcp.refused'));
  const other = session().https('app.gitpod.io').build().observations;
  expect(was === undefined || is === undefined).toBe(false);
  if (was === undefined || is === undefined) return;
  const again = { ...is, request: `${is.request} trust system` };
  expect(findFirstDifference([...other, was], [...other, again])).toMatchObject({ phase: 'tcp', to: 'tcp.refused' });
});
