/** Each scenario shows exactly its own fault to plain sockets. */
import { describe, expect, it } from 'vitest';
import { Profile } from '../../model/profile.ts';
import { type PretendScenario, SCENARIOS, startScenario } from '../index.ts';
import { agreedProtocol, fetchUnverified, look, lookUdp, lookUnderName, resolverOf, type Via } from '../testing/raw-client.ts';
import { PROXY } from './parts.ts';
import { APP, ECR, EXPECTED_RESPONSES, MARKET, RELEASES, STRAY, type Target } from './testing/expected-responses.ts';

async function within(name: string, look: (scenario: PretendScenario) => Promise<void>): Promise<void> {
  const scenario = await startScenario(name, { extraUrls: [] });
  try {
    await look(scenario);
  } finally {
    await scenario.world.close();
  }
}

function seen({ world: { network } }: PretendScenario, target: Target): Promise<string> {
  if ('node' in target) return lookUdp(network, target.node, 4242, STRAY);
  if (!('through' in target)) return look(network, target);
  const endpoint = network.endpoints.get(`tcp/${PROXY.address}:${PROXY.port}`);
  const via: Via = {
    port: endpoint?.to === 'port' ? endpoint.port : 0,
    ...(target.authorization ? { authorization: target.authorization } : {}),
  };
  return look(network, target, via);
}

describe('scenarios', () => {
  it.concurrent.each(SCENARIOS)('answer every expected target as listed, and give a complete profile: $name, $title', ({ name }) =>
    within(name, async (scenario) => {
      for (const [target, expected] of EXPECTED_RESPONSES[name]) expect([target, await seen(scenario, target)]).toEqual([target, expected]);

      // A user who gives no flag still gets a complete answer.
      const isOfAws = scenario.profile.edition !== 'gcp-runner-2026';
      expect(Profile.parse(scenario.profile)).toMatchObject({
        fromIs: 'stated',
        account: isOfAws ? expect.stringMatching(/^\d{12}$/) : null,
      });
      expect(scenario.profile.from).not.toBeNull();
      // The walk finds out, or asks, which runner these two are.
      const isUnstated = name === 'aws-2026-shown-by-its-variables' || name === 'aws-2026-without-signs';
      if (scenario.profile.editionIs !== 'unsure' && !isUnstated) expect(scenario.profile.runner).not.toBeNull();
      for (const list of [...(isOfAws ? (['regions'] as const) : []), 'ide', 'scm', 'sso', 'registry', 'metrics'] as const)
        expect(scenario.profile[list]).not.toEqual([]);
    }),
  );

  it("forward genuine pages through the TLS inspector, and replace blocked ones by the filter's page", async () => {
    await within('tls-intercepted', async ({ world: { network } }) => {
      expect(await fetchUnverified(network, RELEASES)).toBe('http 200 application/json by Example Corp Inspection CA');
    });
    await within('block-page', async ({ world: { network } }) => {
      expect(await fetchUnverified(network, MARKET)).toBe('http 403 text/html by Example Corp Inspection CA');
    });
  });

  it('speak HTTP/2 with clients that offer it, but not through an HTTP/1.1 inspector', async () => {
    for (const [name, protocol] of [
      ['tls-intercepted', 'h2'],
      ['http2-downgraded', 'http/1.1'],
    ] as const)
      await within(name, async ({ world: { network } }) => expect(await agreedProtocol(network, APP.host)).toBe(protocol));
  });

  it('have unreachable IPv6 addresses if IPv6 is broken', async () => {
    await within('ipv6-broken', async ({ world: { network } }) => {
      const [address = ''] = await resolverOf(network).resolve6(APP.host);
      expect(network.endpoints.get(`tcp/[${address}]:443`)).toEqual({ to: 'drop' });
      expect(network.host).toMatchObject({ ipv6: true, defaultRoute6: true });
    });
  });

  it('cut off TLS for one name, or for every name on the address', async () => {
    await within('name-filtered-in-tls', async ({ world: { network } }) => {
      expect(await lookUnderName(network, ECR.host, ECR.host)).toBe('tls ECONNRESET');
      expect(await lookUnderName(network, ECR.host, 'example.com')).toBe('tls ok');
    });
    await within('tls-cut-off', async ({ world: { network } }) => {
      expect(await lookUnderName(network, ECR.host, 'example.com')).toBe('tls ECONNRESET');
    });
  });

  it('accept connections to a documentation address only if they have a transparent proxy', async () => {
    for (const [name, to] of [
      ['transparent-proxy', 'port'],
      ['healthy', undefined],
    ] as const)
      await within(name, async ({ world: { network } }) => expect(network.endpoints.get('tcp/192.0.2.1:443')?.to).toBe(to));
  });
});
