/** If these fail, a contradiction between edition and runner is measured, or text that is no domain becomes a target. */
import { describe, expect, test } from 'vitest';
import { situationOf } from './profile.ts';

describe('--edition', () => {
  test('sets the kind of runner that a later edition implies', () => {
    expect(situationOf({ edition: 'aws-runner-2026' }, {}).profile).toMatchObject({ edition: 'aws-runner-2026', runner: 'enterprise' });
    expect(situationOf({ edition: 'document' }, {}).profile.runner).toBeNull();
  });

  test('cannot be combined with a kind of runner that the edition does not have', () => {
    expect(() => situationOf({ edition: 'aws-runner-2026', runner: 'standard' }, {})).toThrow('has no standard runner');
  });
});

describe('--runner-domain', () => {
  test.each(['a b', 'https://runner.corp.example', 'localhost', '10.0.0.1', 'runner.corp.example:443', '-x.example', ''])(
    'refuses %j',
    (domain) => {
      expect(() => situationOf({ 'runner-domain': domain }, {})).toThrow('the name of a domain');
    },
  );

  test('keeps its value as it was written', () => {
    expect(situationOf({ 'runner-domain': 'Runner.corp.example' }, {}).profile.runnerDomain).toBe('Runner.corp.example');
  });
});
