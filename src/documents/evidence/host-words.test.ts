/** If this fails, a user does not see that another program uses a proxy that no variable names. */
import { expect, it } from 'vitest';
import type { HostFacts } from '../../model/host-facts.ts';
import { HEALTHY_HOST } from '../../model/testing/healthy-host.ts';
import { createSay } from '../words/say.ts';
import { hostLines } from './host-words.ts';

const FACTS: HostFacts = {
  ...HEALTHY_HOST,
  otherProxies: [
    {
      program: 'vscode',
      proxy: { scheme: 'http', host: 'proxy.corp.example', port: 3128 },
      hasCredentials: true,
      noProxy: ['localhost'],
      file: '/home/anna/.config/Code/User/settings.json',
    },
  ],
  otherSettings: [
    { program: 'system', kind: 'pac', file: '/home/anna/.config/kioslaverc' },
    {
      program: 'jetbrains',
      kind: 'pac',
      file: '/home/anna/proxy.settings.xml',
      script: { scheme: 'http', host: 'wpad.corp.example', port: null },
    },
  ],
  otherTrustFiles: [{ program: 'aws', setting: 'ca_bundle', path: '/home/anna/corp.pem', state: 'missing', certificates: 0 }],
};

it("the evidence of this machine's settings lists the settings of other programs with their files", () => {
  const lines = hostLines(
    FACTS,
    createSay((text) => text),
  ).map(({ label, text }) => `${label}: ${text}`);
  expect(lines).toEqual(
    expect.arrayContaining([
      'proxy: no proxy variable is set',
      'proxy: VS Code is set to http proxy.corp.example:3128, with a login, 1 exception, in /home/anna/.config/Code/User/settings.json',
      'proxy: the system is set to a proxy script (PAC), in /home/anna/.config/kioslaverc',
      'proxy: JetBrains is set to a proxy script (PAC) at http://wpad.corp.example, in /home/anna/proxy.settings.xml',
      'trust: AWS names /home/anna/corp.pem (ca_bundle): missing',
    ]),
  );
});

it("the evidence of this machine's settings masks every private part", () => {
  const shown = hostLines(
    FACTS,
    createSay((text) => text.replaceAll(/anna|(?:proxy|wpad)\.corp\.example|corp\.pem/g, '#')),
  );
  expect(JSON.stringify(shown)).not.toMatch(/anna|corp/);
});
