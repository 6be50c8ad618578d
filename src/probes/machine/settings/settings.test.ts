/** If these fail, a proxy that works for git or an editor is not found, or a password of a settings file is in a report. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostFacts } from '../../../model/host-facts.ts';
import type { PretendNetwork } from '../../../model/pretend-network.ts';
import { pretendWorld, systemWorld } from '../../world.ts';
import { readHostFacts } from '../host-probe.ts';
import { type OtherSettings, readOtherSettings } from './index.ts';
import type { Folders } from './place.ts';

const SECRET = 'kestrel-4471';
const MAKE_PIPE = 'mkfifo';
const LOGIN = `anna:${SECRET}`;

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'settings-'));
});
afterEach(() => rm(home, { recursive: true }));

function place(environment: Record<string, string> = {}): Folders {
  const inherited = process.env['PATH'] ?? '';
  return {
    platform: 'linux',
    home,
    applications: join(home, '.config'),
    machine: join(home, 'etc'),
    environment: { PATH: inherited, GIT_CONFIG_NOSYSTEM: '1', ...environment },
  };
}

/** Writes files in the home folder and returns the settings found; the secret is never among them. */
async function found(files: Record<string, string>, environment?: Record<string, string>): Promise<OtherSettings> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(home, name)), { recursive: true });
    await writeFile(join(home, name), text);
  }
  const settings = await readOtherSettings(place(environment));
  expect(JSON.stringify(settings)).not.toContain(SECRET);
  return settings;
}

const proxy = { scheme: 'http', host: 'proxy.corp.example', port: 3128 } as const;
const withGit = (() => {
  try {
    execFileSync('git', ['--version']);
    return true;
  } catch {
    process.stderr.write('Skipped: git is not on this machine, its settings were not read.\n');
    return false;
  }
})();

describe('a proxy setting', () => {
  it.skipIf(!withGit)('is read from git, with included files', async () => {
    const { otherProxies } = await found({
      '.gitconfig': '[include]\n\tpath = ~/work.inc\n',
      'work.inc': `[http]\n\tproxy = http://${LOGIN}@proxy.corp.example:3128\n[http "https://git.corp.example"]\n\tproxy = other.corp.example:8080\n`,
    });
    expect(otherProxies).toEqual([
      { program: 'git', proxy, hasCredentials: true, noProxy: [], file: join(home, 'work.inc') },
      {
        program: 'git',
        proxy: { scheme: 'http', host: 'other.corp.example', port: 8080 },
        hasCredentials: false,
        noProxy: [],
        file: join(home, 'work.inc'),
      },
    ]);
  });

  it('is read from npm with variables expanded, and is listed once if proxy and https-proxy are equal', async () => {
    const text = `proxy=http://\${WHO}@proxy.corp.example:3128/\nhttps-proxy = "http://${LOGIN}@proxy.corp.example:3128/"\nnoproxy=localhost,.corp.example\n//registry.example/:_authToken=${SECRET}\n`;
    const { otherProxies } = await found({ '.npmrc': text }, { WHO: LOGIN });
    expect(otherProxies).toEqual([
      { program: 'npm', proxy, hasCredentials: true, noProxy: ['localhost', '.corp.example'], file: join(home, '.npmrc') },
    ]);
    expect((await found({ '.npmrc': 'proxy=null\nhttps-proxy=false\n' })).otherProxies).toEqual([]);
  });

  it("is read from Docker's client and daemon, without the logins in the same file", async () => {
    const client = {
      auths: { 'registry.corp.example': { auth: SECRET } },
      proxies: {
        default: {
          httpProxy: `http://${LOGIN}@proxy.corp.example:3128`,
          httpsProxy: `http://${LOGIN}@proxy.corp.example:3128`,
          noProxy: '.internal',
        },
      },
    };
    const daemon = { proxies: { 'https-proxy': 'http://proxy.corp.example:3128', 'no-proxy': 'localhost' } };
    const { otherProxies } = await found({
      '.docker/config.json': JSON.stringify(client),
      'etc/docker/daemon.json': JSON.stringify(daemon),
    });
    expect(otherProxies).toEqual([
      { program: 'docker', proxy, hasCredentials: true, noProxy: ['.internal'], file: join(home, '.docker', 'config.json') },
      { program: 'docker', proxy, hasCredentials: false, noProxy: ['localhost'], file: join(home, 'etc', 'docker', 'daemon.json') },
    ]);
  });

  it('is read from VS Code and its forks, with comments and trailing commas', async () => {
    const text = `// mine\n{\n  "http.proxy": "http://${LOGIN}@proxy.corp.example:3128", /* ask // IT */\n  "http.noProxy": ["localhost", "*.corp.example",],\n  "x": "// no comment", "http.proxyAuthorization": "Basic ${SECRET}",\n}\n`;
    const { otherProxies } = await found({ '.config/Code/User/settings.json': text, '.vscode-server/data/Machine/settings.json': text });
    expect(otherProxies).toHaveLength(2);
    expect(otherProxies[0]).toEqual({
      program: 'vscode',
      proxy,
      hasCredentials: true,
      noProxy: ['localhost', '*.corp.example'],
      file: join(home, '.config', 'Code', 'User', 'settings.json'),
    });
  });

  it('is read from a JetBrains IDE', async () => {
    const options = (rest: string) => `<application>\n  <component name="HttpConfigurable">\n${rest}  </component>\n</application>\n`;
    const option = (name: string, value: string) => `    <option name="${name}" value="${value}" />\n`;
    const { otherProxies, otherSettings } = await found({
      '.config/JetBrains/IntelliJIdea2026.2/options/proxy.settings.xml': options(
        `${option('USE_HTTP_PROXY', 'true')}${option('PROXY_HOST', 'proxy.corp.example')}${option('PROXY_PORT', '3128')}${option('PROXY_EXCEPTIONS', 'localhost,*.corp.example')}${option('PROXY_AUTHENTICATION', 'true')}${option('PROXY_LOGIN_CRYPT', SECRET)}`,
      ),
      '.config/JetBrains/GoLand2026.1/options/proxy.settings.xml': options(
        `${option('USE_PROXY_PAC', 'true')}${option('USE_PAC_URL', 'true')}${option('PAC_URL', `http://wpad/${SECRET}`)}`,
      ),
      '.config/JetBrains/CLion2025.1/options/proxy.settings.xml': options(
        `${option('USE_HTTP_PROXY', 'true')}${option('PROXY_TYPE_IS_SOCKS', 'true')}${option('PROXY_HOST', 'socks.corp.example')}`,
      ),
    });
    expect(otherProxies).toMatchObject([{ program: 'jetbrains', proxy, hasCredentials: true, noProxy: ['localhost', '*.corp.example'] }]);
    expect(otherSettings.map(({ kind }) => kind).sort()).toEqual(['pac', 'socks']);
  });

  it('is read from /etc/environment and from KDE', async () => {
    const { otherProxies, otherSettings } = await found({
      'etc/environment': `PATH="/usr/bin"\nexport HTTPS_PROXY="http://${LOGIN}@proxy.corp.example:3128"\nno_proxy=localhost\n`,
      '.config/kioslaverc': `[Proxy Settings]\nProxyType=2\nProxy Config Script=http://wpad/${SECRET}.pac\n`,
    });
    expect(otherProxies).toMatchObject([{ program: 'system', proxy, noProxy: ['localhost'] }]);
    expect(otherSettings).toMatchObject([{ program: 'system', kind: 'pac' }]);
    const byHand = await found({ '.config/kioslaverc': '[Proxy Settings]\nProxyType=1\nhttpsProxy=http://proxy.corp.example 3128\n' });
    expect(byHand.otherProxies.at(-1)).toMatchObject({ program: 'system', proxy });
  });
});

describe('a certificate setting', () => {
  it('is read from AWS, npm and git, and its certificate file is checked', async () => {
    await writeFile(join(home, 'corp.pem'), `${rootCertificates[0]}\n`);
    const { otherTrustFiles } = await found({
      '.aws/config': `[default]\nca_bundle = ~/corp.pem\n[profile x]\naws_secret_access_key = ${SECRET}\nca_bundle = /nowhere/ca.pem\n`,
      '.npmrc': `cafile=${join(home, 'empty.pem')}\n`,
      'empty.pem': '',
      ...(withGit ? { '.gitconfig': `[http]\n\tsslCAInfo = ${join(home, 'corp.pem')}\n` } : {}),
    });
    const told = otherTrustFiles.map(({ program, setting, state }) => `${program} ${setting} ${state}`);
    expect(told).toEqual(expect.arrayContaining(['aws ca_bundle sound', 'aws ca_bundle missing', 'npm cafile empty']));
    if (withGit) expect(told).toContain('git http.sslCAInfo sound');
  });
});

describe('a setting that names no usable proxy', () => {
  it.each([
    ['off', '{"http.proxySupport": "off", "http.proxy": "http://proxy.corp.example:3128"}'],
    ['socks', '{"http.proxy": "socks5://proxy.corp.example:1080"}'],
    ['unreadable', `{"http.proxy": "http://${LOGIN}@@:x"}`],
  ])('is recognised as %s', async (kind, text) => {
    const { otherProxies, otherSettings } = await found({ '.config/Code/User/settings.json': text });
    expect(otherProxies).toEqual([]);
    expect(otherSettings).toMatchObject([{ program: 'vscode', kind }]);
  });
});

describe('an unreadable settings file', () => {
  it('is ignored if it is a folder, a pipe, too large or binary, or if the home folder is missing', async () => {
    await mkdir(join(home, '.npmrc'));
    await mkdir(join(home, '.docker'));
    execFileSync(MAKE_PIPE, [join(home, '.docker', 'config.json')]);
    const { otherProxies } = await found({
      '.config/Code/User/settings.json': `{"http.proxy":"http://proxy.corp.example:3128","x":"${'x'.repeat(600_000)}"}`,
      '.config/VSCodium/User/settings.json': '\u0000\ufffd{[',
      '.aws/config': '[[[\n=\n',
    });
    expect(otherProxies).toEqual([]);
    expect(await readOtherSettings({ ...place(), home: join(home, 'nowhere'), applications: '/dev/null/x' })).toEqual({
      otherProxies: [],
      otherSettings: [],
      otherTrustFiles: [],
      scripts: [],
    });
  });
});

describe('the host probe', () => {
  it('reports the proxy settings of programs, read from the home folder in HOME', async () => {
    await found({ '.npmrc': `https-proxy=http://${LOGIN}@proxy.corp.example:3128\n` });
    const facts = await readHostFacts(systemWorld({ environment: { HOME: home, PATH: process.env['PATH'] }, version: '0' }));
    expect(HostFacts.parse(facts)).toEqual(facts);
    expect(facts.otherProxies?.find(({ program }) => program === 'npm')).toMatchObject({ proxy });
    expect(JSON.stringify(facts)).not.toContain(SECRET);
  });

  it('reads nothing from this machine when the machine is simulated', async () => {
    await found({ '.npmrc': 'https-proxy=http://proxy.corp.example:3128\n' });
    const nowhere = { address: '127.0.0.1', port: 9 };
    const network: PretendNetwork = {
      resolvers: [nowhere],
      systemResolver: nowhere,
      endpoints: new Map(),
      otherwise: { to: 'drop' },
      publicRoots: [],
      host: {},
      environment: { HOME: home },
    };
    expect(await readHostFacts(pretendWorld(network, { version: '0' }))).not.toHaveProperty('otherProxies');
  });
});
