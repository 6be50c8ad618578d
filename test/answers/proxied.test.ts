/** Requests to an `http://` host through a proxy: the host's answers are attributed to the host, the proxy's own to the proxy. */
import { describe, expect, it } from 'vitest';
import type { ProxyDescription } from '../../src/demo/description.ts';
import { PROXY } from '../../src/demo/scenarios/parts.ts';
import { page, redirect, type WebAnswer } from '../../src/demo/web/answer.ts';
import { CHALLENGE_PAGE } from '../../src/demo/web/refusals.ts';
import { outcomeAt, question, REPOSITORY, says } from './places.ts';
import { outcomeOf, swept } from './sweep.ts';

describe.concurrent('an answer from the host through the proxy', () => {
  it.each<[what: string, answer: WebAnswer, outcome: string]>([
    ['a page', page('Repository'), 'met: nothing'],
    ['403', page('403', 403), 'unmet: likely service-refuses-client'],
    ['404', page('404', 404), 'unmet: likely service-path-gone'],
    ['431', page('431', 431), 'unmet: likely request-too-large'],
    ['429', page('429', 429), 'unknown (throttled): likely rate-limited'],
    ['503', page('503', 503), 'unmet: likely service-unhealthy'],
    ['a challenge', CHALLENGE_PAGE, 'unmet: likely challenge-page'],
    ['a redirect to a host that does not exist', redirect('http://gone.corp.example/'), 'unmet: certain proxy-cannot-reach-upstream'],
  ])('is attributed to the host or to the route behind the proxy: %s', async (_, answer, outcome) => {
    expect(await outcomeAt('proxied', says(answer))).toBe(outcome);
  });
});

describe.concurrent('an answer from the proxy itself', () => {
  const refusing = (status: number, error: string): ProxyDescription => ({
    ...PROXY,
    connect: [{ to: 'git.corp.example', status, error }],
  });
  it.each<[what: string, proxy: ProxyDescription, outcome: string]>([
    ['403', refusing(403, 'ERR_ACCESS_DENIED 0'), 'unmet: certain proxy-refuses-host'],
    ['503', refusing(503, 'ERR_DNS_FAIL 0'), 'unmet: certain proxy-cannot-reach-upstream'],
    ['407', { ...PROXY, login: { challenges: ['Basic realm="x"'], accepts: null } }, 'unmet: certain proxy-requires-login'],
  ])('is attributed to the proxy: %s', async (_, proxy, outcome) => {
    const asked = question('proxied', says(page('Repository')));
    expect(outcomeOf(await swept({ ...asked, network: { ...asked.network, proxy } }), REPOSITORY)).toBe(outcome);
  });

  it.each(['hang-up', 'resets'] as const)(
    'is diagnosed as proxy-cannot-reach-upstream when the server ends the connection (%s)',
    async (how) => {
      const fault = how === 'hang-up' ? ({ kind: how } as const) : says({ ...page('x'), resets: true });
      expect(await outcomeAt('proxied', fault)).toBe('unmet: certain proxy-cannot-reach-upstream');
    },
  );
});
