/** If these fail, a machine without a proxy script pays for scripts, or the route of a script is never tried. */
import { describe, expect, test } from 'vitest';
import type { HostFacts } from '../model/host-facts.ts';
import type { ScriptEntry, ScriptSource } from '../model/proxy-script.ts';
import { routeName, targetHost } from '../model/target.ts';
import { controls } from './testing/controls.ts';
import { behindProxy, run, type Story } from './testing/world.ts';

const EDITOR = 'marketplace.visualstudio.com';
const LAPTOP: Story['profile'] = { from: 'laptop' };
const entry = (port: number): ScriptEntry => ({ kind: 'proxy', host: 'proxy.corp.example', port });

const withScript = (source: ScriptSource = 'system', facts: Partial<HostFacts> = {}): Partial<HostFacts> => ({
  ...facts,
  proxyScripts: [{ number: 1, url: 'http://wpad.corp.example/', namedBy: [{ source, file: '/home/anna/x' }] }],
});
const keys = (story: Story) => run({ extracted: true, ...story }).map(({ key }) => key);
const scripts = (story: Story) => run(story).filter(({ probe }) => probe === 'proxy-script');

describe('a machine without a proxy script', () => {
  test('gets the same requests as a machine with an unusable script, except for the request for the script', () => {
    const isScript = (key: string) => key.startsWith('proxy-script ');
    const without = keys({ profile: LAPTOP });
    expect(without.filter(isScript)).toEqual([]);
    expect(keys({ profile: LAPTOP, facts: withScript() }).filter((key) => !isScript(key))).toEqual(without);
  });
});

describe('a proxy script', () => {
  test('is fetched once, and evaluated for every host whose programs read it', () => {
    const [first, ...more] = scripts({ profile: LAPTOP, facts: withScript('given') });
    expect(more).toEqual([]);
    expect(first).toMatchObject({ target: { kind: 'script', url: 'http://wpad.corp.example/', number: 1 }, role: 'control' });
    expect(first?.script?.urls).toContain(`https://${EDITOR}/`);
    expect(first?.script?.urls).toContain('https://app.gitpod.io/');
    expect(first?.script?.urls).not.toContain('https://releases.gitpod.io/');
  });

  test('is evaluated for the whole list in the first step of a walk, and not again', () => {
    expect(scripts({ profile: LAPTOP, facts: withScript(), asked: (id) => id.startsWith('proxy.') })[0]?.script?.urls).toContain(
      `https://${EDITOR}/`,
    );
  });

  test('is not fetched when no program of the requested requirements reads the script', () => {
    expect(scripts({ profile: LAPTOP, facts: withScript('jetbrains'), asked: (id) => id.startsWith('vscode.') })).toEqual([]);
    expect(scripts({ profile: { from: 'runner' }, facts: withScript(), asked: (id) => id.startsWith('management.') })).toEqual([]);
  });
});

describe('the entries that a proxy script returns', () => {
  const tried = (story: Story, host = EDITOR) =>
    controls({ profile: LAPTOP, facts: withScript('given'), ...story }, 'script-entry')
      .filter(({ target }) => targetHost(target) === host)
      .map(({ route }) => routeName(route));
  const two = (host: string): ScriptEntry[] | null => (host === EDITOR || host === 'download.jetbrains.com' ? [entry(1), entry(2)] : null);
  const refuses = (kind: 'tcp.refused' | 'tunnel.4xx'): Story => ({
    script: two,
    answer: ({ route }) => (route.via === 'proxy' && route.proxy.port === 1 ? kind : null),
  });

  test('are tried in order until one works', () => {
    expect(tried({ script: two })).toEqual(['http://proxy.corp.example:1']);
    expect(tried(refuses('tcp.refused'), 'download.jetbrains.com')).toEqual(['http://proxy.corp.example:1', 'http://proxy.corp.example:2']);
  });

  test('are not tried after a proxy that refuses the host, nor for VS Code after the first entry', () => {
    expect(tried(refuses('tunnel.4xx'), 'download.jetbrains.com')).toEqual(['http://proxy.corp.example:1']);
    expect(tried(refuses('tcp.refused'))).toEqual(['http://proxy.corp.example:1']);
  });

  test('are not measured again when the requirement was measured over the same route', () => {
    expect(tried({ script: () => [{ kind: 'direct' }] })).toEqual([]);
    const same: ScriptEntry[] = [entry(3128)];
    expect(tried({ facts: withScript('given', behindProxy()), script: () => same }, 'download.jetbrains.com')).toEqual([]);
  });

  test('are replaced by a direct request when the script gives no answer and the requirement was measured through a proxy', () => {
    expect(tried({ facts: withScript('given', behindProxy()) }, 'download.jetbrains.com')).toEqual(['direct']);
  });

  test('are measured for all hosts, a few hosts at a time', () => {
    const requests = run({ profile: LAPTOP, facts: withScript('given'), script: () => [entry(1)] });
    expect(requests.filter(({ purpose }) => purpose === 'script-entry').length).toBeGreaterThan(8);
  });
});
