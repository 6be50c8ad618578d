import { describe, expect, test } from 'vitest';
import type { ControlPurpose } from '../../model/probe-request.ts';
import { targetHost } from '../../model/target.ts';
import { controls, isRow } from '../testing/controls.ts';
import { behindProxy, type Outcome, run, type Story } from '../testing/world.ts';

describe('a failed handshake', () => {
  test.each(['tls.reset', 'tls.closed', 'tls.timeout'] as const)('is repeated with a neutral name at the same address (%s)', (kind) => {
    const found = controls({ answer: (request) => (isRow(request, 'marketplace.visualstudio.com') ? kind : null) }, 'neutral-name');
    expect(found).toMatchObject([
      {
        role: 'control',
        target: { host: 'marketplace.visualstudio.com', port: 443 },
        address: '203.0.113.9',
        serverName: 'example.com',
        requirements: ['vscode.marketplace'],
      },
    ]);
  });

  test('is not repeated with a neutral name through a proxy, because the host’s address is unknown', () => {
    expect(controls({ facts: behindProxy(), answer: () => 'tls.reset' }, 'neutral-name')).toEqual([]);
  });
});

describe('a handshake without an answer', () => {
  const HOST = 'marketplace.visualstudio.com';
  const story = (answers: Partial<Record<ControlPurpose, Outcome>>, facts: Story['facts'] = {}): Story => ({
    facts,
    answer: (request) => {
      if (targetHost(request.target) !== HOST || request.probe !== 'https') return null;
      return request.purpose === null ? 'tls.timeout' : (answers[request.purpose] ?? null);
    },
  });

  test('is repeated with a short ClientHello when the neutral name gets no answer either', () => {
    const asked = run(story({ 'neutral-name': 'tls.timeout' }));
    expect(asked.filter(({ clientHello }) => clientHello !== undefined)).toMatchObject([
      { purpose: 'small-hello', clientHello: 'small', serverName: null, address: '203.0.113.9', target: { host: HOST } },
      { purpose: 'small-answer', clientHello: 'outdated', serverName: null, address: '203.0.113.9', target: { host: HOST } },
    ]);
  });

  test('needs no other control when the neutral name is answered, because this shows a name filter', () => {
    const asked = run(story({ 'neutral-name': 'tls.alert' }));
    expect(asked.filter(({ clientHello }) => clientHello !== undefined)).toEqual([]);
  });

  test('is repeated through the same proxy', () => {
    const asked = controls(story({}, behindProxy()), 'small-hello');
    expect(asked).toMatchObject([{ route: { via: 'proxy' }, address: null }]);
  });

  test('is repeated for only a few of many hosts, whatever answer the neutral name gets', () => {
    for (const neutral of ['tls.timeout', 'tls.alert'] as const) {
      const asked = run({
        answer: (request) => (request.probe === 'https' ? (request.purpose === 'neutral-name' ? neutral : 'tls.timeout') : null),
      });
      const count = (purpose: ControlPurpose) => asked.filter((one) => one.purpose === purpose).length;
      expect([count('neutral-name'), count('small-hello'), count('small-answer')]).toEqual([8, 3, 3]);
    }
  });

  test('is retried at the same address after the control with the neutral name', () => {
    for (const neutral of ['tls.timeout', null] as const) {
      const asked = run(story({ 'neutral-name': neutral }));
      const [again] = asked.filter(({ purpose }) => purpose === 'repeat');
      expect(again).toMatchObject({ target: { host: HOST }, serverName: null, address: '203.0.113.9', stageMs: 2000 });
      expect(again).not.toHaveProperty('clientHello');
      const order = asked.map(({ purpose }) => purpose);
      expect(order.indexOf('repeat')).toBeGreaterThan(order.indexOf('neutral-name'));
    }
  });

  test('is retried for every host that gets a short ClientHello', () => {
    const asked = run({ answer: ({ probe }) => (probe === 'https' ? 'tls.timeout' : null) });
    const hosts = (purpose: ControlPurpose) => asked.filter((one) => one.purpose === purpose).map(({ target }) => targetHost(target));
    expect(hosts('repeat')).toEqual(expect.arrayContaining(hosts('small-hello')));
    expect(hosts('repeat').length).toBeLessThanOrEqual(11);
    expect(new Set(hosts('repeat')).size).toBe(hosts('repeat').length);
  });

  test('is not repeated with a short ClientHello if it ended with a reset', () => {
    const asked = run({ answer: (request) => (targetHost(request.target) === HOST && request.probe === 'https' ? 'tls.reset' : null) });
    expect(asked.filter(({ clientHello }) => clientHello !== undefined)).toEqual([]);
  });
});
