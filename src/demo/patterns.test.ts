import { describe, expect, it } from 'vitest';
import { firstFor, matches } from './patterns.ts';

describe('patterns of a description', () => {
  it.each([
    ['*', 'app.gitpod.io', true],
    ['app.gitpod.io', 'app.gitpod.io', true],
    ['app.gitpod.io', 'appXgitpod.io', false],
    ['*.us01.gitpod.dev', 'api.us01.gitpod.dev', true],
    ['*.us01.gitpod.dev', 'us01.gitpod.dev', false],
    ['ssm.*', 'ssm.eu-central-1.amazonaws.com', true],
    ['ssm.*', 'ssmmessages.eu-central-1.amazonaws.com', false],
    ['35.171.240.32', '35.171.240.32', true],
  ])('%s and %s: %s', (pattern, host, expected) => {
    expect(matches(pattern, host)).toBe(expected);
  });

  it('use the first rule for a host and port', () => {
    const rules = [
      { to: 'a.example', port: 8443, does: 'one' },
      { to: '*.example', does: 'two' },
      { to: '*', does: 'three' },
    ];
    expect(firstFor(rules, 'a.example', 8443)?.does).toBe('one');
    expect(firstFor(rules, 'a.example', 443)?.does).toBe('two');
    expect(firstFor(rules, 'b.test', 443)?.does).toBe('three');
    expect(firstFor([], 'b.test', 443)).toBeUndefined();
  });
});
