import { describe, expect, it } from 'vitest';
import { firstMatchingRule, matchesHost } from './patterns.ts';

describe('the host patterns of a simulated network', () => {
  it.each([
    ['*', 'app.gitpod.io', true],
    ['app.gitpod.io', 'app.gitpod.io', true],
    ['app.gitpod.io', 'appXgitpod.io', false],
    ['*.us01.gitpod.dev', 'api.us01.gitpod.dev', true],
    ['*.us01.gitpod.dev', 'us01.gitpod.dev', false],
    ['ssm.*', 'ssm.eu-central-1.amazonaws.com', true],
    ['ssm.*', 'ssmmessages.eu-central-1.amazonaws.com', false],
    ['35.171.240.32', '35.171.240.32', true],
  ])('are compared with a host name: whether %s matches %s is %s', (pattern, host, expected) => {
    expect(matchesHost(pattern, host)).toBe(expected);
  });

  it('apply in order: the first match for a host and port decides', () => {
    const rules = [
      { to: 'a.example', port: 8443, does: 'one' },
      { to: '*.example', does: 'two' },
      { to: '*', does: 'three' },
    ];
    expect(firstMatchingRule(rules, 'a.example', 8443)?.does).toBe('one');
    expect(firstMatchingRule(rules, 'a.example', 443)?.does).toBe('two');
    expect(firstMatchingRule(rules, 'b.test', 443)?.does).toBe('three');
    expect(firstMatchingRule([], 'b.test', 443)).toBeUndefined();
  });
});
