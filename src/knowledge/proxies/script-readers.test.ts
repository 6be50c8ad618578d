/** If these fail, a program is said to follow a proxy script that it never reads. */
import { describe, expect, test } from 'vitest';
import type { HostFacts } from '../../model/host-facts.ts';
import type { ScriptSource } from '../../model/proxy-script.ts';
import { scriptReaders } from './script-readers.ts';

type Setting = NonNullable<HostFacts['otherSettings']>[number];

const readers = (source: ScriptSource, ...set: [program: Setting['program'], kind: Setting['kind']][]) =>
  scriptReaders(
    { number: 1, url: 'http://wpad.corp.example/', namedBy: [{ source, file: '/x' }] },
    { proxies: [], otherProxies: [], otherSettings: set.map(([program, kind]) => ({ program, kind, file: '/y' })) },
  );

const readersOfFile = (source: ScriptSource, file = '/x') =>
  scriptReaders({ number: 1, url: 'file:', namedBy: [{ source, file }] }, { proxies: [], otherProxies: [], otherSettings: [] });

describe('the readers of a proxy script', () => {
  test.each<[what: string, ...Parameters<typeof readers>]>([
    ['has http.proxySupport set to off', 'system', ['vscode', 'off']],
    ['has a SOCKS proxy of its own', 'given', ['vscode', 'socks']],
  ])('do not include VS Code when it %s', (_, ...given) => {
    expect(readers(...given)).not.toContain('vscode');
  });

  test('do not include Chromium and VS Code when the script has a file: URL', () => {
    expect([readersOfFile('system'), readersOfFile('chrome'), readersOfFile('policy', '/etc/opt/chrome/policies/managed/p.json')]).toEqual([
      [],
      [],
      [],
    ]);
  });

  test('include Firefox, JetBrains and every program that the user named when the script has a file: URL', () => {
    expect([
      readersOfFile('firefox'),
      readersOfFile('policy', '/etc/firefox/policies/policies.json'),
      readersOfFile('jetbrains'),
      readersOfFile('given'),
    ]).toEqual([['browser'], ['browser'], ['jvm'], ['browser', 'vscode', 'jvm']]);
  });

  test.each<[what: string, is: boolean, ...Parameters<typeof readers>]>([
    ['detects its proxy', true, 'system', ['jetbrains', 'auto-detect']],
    ['has a script of its own', false, 'system', ['jetbrains', 'pac']],
    ['has a SOCKS proxy of its own', false, 'system', ['jetbrains', 'socks']],
    ['has no setting', false, 'system'],
    ['names this script itself', true, 'jetbrains', ['jetbrains', 'pac']],
  ])('include JetBrains when it %s: %s', (_, is, ...given) => {
    expect(readers(...given).includes('jvm')).toBe(is);
  });
});
