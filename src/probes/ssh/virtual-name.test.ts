/** If this fails, a name that only ssh knows is sent to every configured resolver. */
import { expect, it } from 'vitest';
import type { DnsObservation } from '../../model/observation.ts';
import { aRequest, measure, pretend } from '../testing/pretend.ts';

it('an invented label is looked up only through the system, not by queries to resolvers', async () => {
  const net = await pretend({ names: () => ({ A: ['198.51.100.7'] }) });
  try {
    const request = aRequest('dns', { kind: 'name', host: 'gitpod-doctor-1f7c0a9e.gitpod.environment' });
    const seen = (await measure(net.world, { ...request, role: 'control', purpose: 'virtual-name' })) as DnsObservation;
    expect(seen.answers.map(({ from }) => from.kind)).toEqual(['system']);
    expect(seen).toMatchObject({ failure: null, addresses: [{ address: '198.51.100.7', via: 'system' }] });
  } finally {
    await net.close();
  }
});
