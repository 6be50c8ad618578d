/** If these fail, a cause that blocks a required service is shown as mere advice until its dependent rows are measured. */
import { describe, expect, it } from 'vitest';
import type { Session } from '../../model/session.ts';
import type { HttpsTarget } from '../../model/target.ts';
import { urlTarget } from '../../model/target.ts';
import { fails, passes, session } from '../testing/session.ts';
import { diagnose } from './diagnose.ts';

const CLI = 'releases.cli';

/** The proxy's own row: it opens a tunnel to one host and refuses the other, so the row itself is met. */
function atProxy(cli: { asks?: string; level?: 'required' | 'optional'; measured?: 'met' | 'unmet' } = {}): Session {
  const { asks = 'https://releases.gitpod.io/cli/stable/', level = 'required', measured } = cli;
  const target = urlTarget(asks) as HttpsTarget;
  const told = session({ from: 'runner', runner: 'enterprise' })
    .proxy('http://proxy.corp:3128')
    .tcp('releases.gitpod.io', 443, fails('tunnel.4xx'), { requirement: 'proxy.reachable', of: { origin: 'tool' } })
    .tcp('mcr.microsoft.com', 443, passes(), { requirement: 'proxy.reachable' })
    .requirement(CLI, { level, targets: [{ target, standsFor: null }] });
  if (measured !== undefined) told.https(asks, measured === 'met' ? passes() : fails('tunnel.4xx'), { requirement: CLI });
  return told.build();
}

const told = (seen: Session) =>
  diagnose(seen).findings.map(({ name, severity, requirements, fixes }) => ({ name, severity, requirements, verify: fixes[0]?.verify }));

describe('the finding about a host that the proxy refuses in the check of the proxy', () => {
  it('degrades Gitpod if requirements of the host are unmeasured, and lists them to be checked after the fix', () => {
    expect(told(atProxy())).toEqual([
      {
        name: 'proxy-refuses-host',
        severity: 'degraded',
        requirements: ['proxy.reachable', CLI],
        verify: expect.arrayContaining([CLI, 'proxy.reachable']),
      },
    ]);
  });

  it('is a blocker if another requirement of the host was measured and is unmet', () => {
    expect(told(atProxy({ measured: 'unmet' }))[0]).toMatchObject({ severity: 'blocker', requirements: [CLI] });
  });

  it.each([
    ['needs another host', { asks: 'https://mcr.microsoft.com/v2/' }],
    ['needs another port', { asks: 'https://releases.gitpod.io:8443/' }],
    ['is optional', { level: 'optional' as const }],
  ])('is advice if the unmeasured requirement %s', (_, cli) => {
    expect(told(atProxy(cli))[0]).toMatchObject({ severity: 'advice', requirements: ['proxy.reachable'] });
  });

  it('degrades Gitpod, but does not list the unmeasured requirement, if the walk leaves that requirement out', () => {
    const whole = atProxy();
    const isAsked = ({ id }: { id: string }) => id !== CLI;
    const part = { ...whole, requirements: whole.requirements.filter(isAsked), leftOut: whole.requirements.filter((row) => !isAsked(row)) };
    expect(told(part)[0]).toMatchObject({ severity: 'degraded', requirements: ['proxy.reachable'] });
  });
});
