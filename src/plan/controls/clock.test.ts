import { describe, expect, test } from 'vitest';
import { targetHost } from '../../model/target.ts';
import { controls } from '../testing/controls.ts';
import { behindProxy, type Story } from '../testing/world.ts';

describe('the clock of this machine', () => {
  const times = (story: Story) => controls(story, 'server-time');
  const host = (id: string) => id.startsWith('host.');

  test('is compared with two servers of different owners when nothing else is measured', () => {
    const found = times({ asked: host });
    expect(found).toMatchObject([
      { target: { host: 'app.gitpod.io' }, method: 'HEAD', requirements: ['host.clock'] },
      { method: 'HEAD', requirements: ['host.clock'] },
    ]);
    expect(targetHost(found[1]?.target ?? { kind: 'host' })).not.toContain('gitpod');
    expect(times({ asked: host, facts: behindProxy() })[1]).toMatchObject({ route: { via: 'proxy' } });
  });

  test('is compared with no additional server when a measured server gives the time, or when the clock is not checked', () => {
    expect(times({ asked: (id) => host(id) || id === 'management.app' })).toEqual([]);
    expect(times({ asked: (id) => id === 'host.network' })).toEqual([]);
  });
});
