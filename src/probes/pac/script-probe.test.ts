/** Scripts as settings name them. If one fails, a user is told of a fault in the wrong place. */
import { expect, test } from 'vitest';
import { network } from '../testing/one-host.ts';
import { aRequest, measure } from '../testing/pretend.ts';

test('reports pac.unreadable for a missing file', async () => {
  const { world } = await network();
  const named = { ...world, pretend: { ...world.pretend, scripts: [{ source: 'system', url: '/nowhere/proxy.pac' }] } } as typeof world;
  const request = aRequest('proxy-script', { kind: 'script', url: 'file:', number: 1 }, { script: { urls: [] } });
  expect(await measure(named, request)).toMatchObject({ failure: { kind: 'pac.unreadable' }, script: null });
});
