/** If these fail, a broken proxy script is taken for the network's fault, or a working one for a fault. */
import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../model/failure.ts';
import { diagnose } from '../engine/diagnose.ts';
import { onlyClaim, wordsOf } from '../facts/testing/claims.ts';
import { failure } from '../testing/phases.ts';
import { type ScriptStory, withScript } from '../testing/scripts.ts';
import type { SessionBuilder } from '../testing/session.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf, textOfFinding, verdictOf } from '../testing/told.ts';
import { wpadAnsweredByAnother } from './127-wpad-answered-by-another.ts';

const laptop = () => session({ from: 'laptop', ide: ['vscode', 'jetbrains'] });
const VSCODE = { of: { consumer: 'vscode' as const } };
const EDITOR = 'marketplace.visualstudio.com';
const PROXY = 'http://proxy.corp:8080';
const SENT = { [EDITOR]: 'PROXY proxy.corp:8080' };

/** VS Code's host directly, and in a control over the entry of the script. */
const editor = (direct = passes(), entry: ReturnType<typeof fails> | null = null): SessionBuilder => {
  const built = laptop().https('app.gitpod.io').https(EDITOR, direct, VSCODE);
  return entry === null ? built : built.via(PROXY).control('script-entry', EDITOR, entry, { requirement: EDITOR });
};

/** Each line: the session, the script, and the only cause to report. */
const CASES: [seen: string, SessionBuilder, ScriptStory, cause: string[]][] = [
  ['the name of its server does not resolve', editor(), { fails: 'dns.nxdomain', facts: null }, ['pac-unreachable']],
  ['its server refuses the connection', editor(), { fails: 'tcp.refused', facts: null }, ['pac-unreachable']],
  ['its file is missing', editor(), { url: 'file:', source: 'given', fails: 'pac.unreadable', facts: null }, ['pac-unreachable']],
  [
    'its file is missing, and only Chromium uses it',
    editor(),
    { url: 'file:', source: 'chrome', fails: 'pac.unreadable', facts: null },
    [],
  ],
  ['no server for it exists in DNS (WPAD)', editor(), { url: 'http://wpad/', source: 'wpad-dns', fails: 'dns.nxdomain', facts: null }, []],
  [
    'the server that WPAD found in DNS refuses the connection',
    editor(),
    { source: 'wpad-dns', fails: 'tcp.refused', facts: null },
    ['pac-unreachable'],
  ],
  [
    'the name of its server from a DHCP lease does not resolve',
    editor(),
    { source: 'wpad-dhcp', fails: 'dns.nxdomain', facts: null },
    ['pac-unreachable'],
  ],
  ['its server returns a web page', editor(), { fails: 'pac.not-script', facts: { contentType: 'text/html' } }, ['pac-not-a-script']],
  ['it exceeds the size limit of programs', editor(), { fails: 'pac.too-large' }, ['pac-not-a-script']],
  ['it has a syntax error', editor(), { fails: 'pac.syntax-error', facts: { line: 12 } }, ['pac-broken']],
  ['it has no function FindProxyForURL', editor(), { fails: 'pac.no-function' }, ['pac-broken']],
  ['it throws for one host', editor(), { answers: { ...SENT, 'x.example': { throws: 'pac.throws', line: 3 } } }, ['pac-broken']],
  ['it returns no proxy list', editor(), { answers: { [EDITOR]: { throws: 'pac.unusable-answer' } } }, ['pac-broken']],
  ['it never ends', editor(), { fails: 'pac.timeout' }, ['pac-never-ends']],
  ['it never ends for one host', editor(), { answers: { [EDITOR]: { throws: 'pac.timeout' } } }, ['pac-never-ends']],
  ['its proxy refuses the connection', editor(passes(), fails('tcp.refused')), { answers: SENT }, ['pac-sends-elsewhere']],
  ['its proxy refuses the host', editor(passes(), fails('tunnel.4xx')), { answers: SENT }, ['pac-sends-elsewhere']],
  ['its proxy works', editor(passes(), passes()), { answers: SENT }, []],
  ['it returns DIRECT, and the direct route works', editor(), { answers: { [EDITOR]: 'DIRECT' } }, []],
  ['its proxy was not measured', editor(), { answers: SENT }, []],
];

describe('a proxy script', () => {
  test.each(CASES)('has the root causes $3 when %s', (_, built, story, cause) => {
    expect(rootsOf(withScript(built.build(), story))).toEqual(cause);
  });

  test.each(['pac-unreachable', 'pac-broken'] as const)('is the only root cause when no direct connection opens: %s', (name) => {
    const silent = laptop()
      .dns('app.gitpod.io')
      .https('app.gitpod.io', fails('tcp.timeout'))
      .https('releases.gitpod.io', fails('tcp.timeout'))
      .https(EDITOR, fails('tcp.timeout'), VSCODE);
    const kind: FailureKind = name === 'pac-broken' ? 'pac.throws' : 'tcp.refused';
    const seen = withScript(silent.build(), { fails: kind, facts: name === 'pac-broken' ? { line: 4 } : null });
    expect(rootsOf(seen)).toEqual([name]);
    expect(findingOf(seen, name)).toMatchObject({ severity: 'blocker' });
  });

  test.each<[seen: string, ScriptStory, name: string, says: string, owner: string]>([
    [
      'the name of its server does not resolve',
      { fails: 'dns.nxdomain', facts: null },
      'pac-unreachable',
      'The name wpad.corp.example does not resolve.',
      'network-team',
    ],
    [
      'its server refuses the connection',
      { fails: 'tcp.refused', facts: null },
      'pac-unreachable',
      'The script’s server refuses the connection.',
      'network-team',
    ],
    ['its server does not answer', { fails: 'tcp.timeout', facts: null }, 'pac-unreachable', 'confidence likely', 'network-team'],
    [
      'TLS with its server fails',
      { fails: 'tls.unknown-issuer', facts: null },
      'pac-unreachable',
      'TLS with the script’s server fails.',
      'network-team',
    ],
    [
      'its server closes the connection',
      { fails: 'http.closed', facts: null },
      'pac-unreachable',
      'The script’s server gives no usable answer.',
      'network-team',
    ],
    [
      'its file is missing',
      { url: 'file:///etc/proxy.pac', fails: 'pac.unreadable', facts: null },
      'pac-unreachable',
      'The file does not exist or cannot be read.',
      'you',
    ],
    [
      'its server returns a web page',
      { fails: 'pac.not-script', facts: { contentType: 'text/html' } },
      'pac-not-a-script',
      'That address returns a web page',
      'network-team',
    ],
    [
      'its server returns JSON',
      { fails: 'pac.not-script', facts: { contentType: 'application/json' } },
      'pac-not-a-script',
      'its media type is application/json',
      'network-team',
    ],
    [
      'its server returns an empty body',
      { fails: 'pac.not-script', facts: { bytes: 0, contentType: null } },
      'pac-not-a-script',
      'The answer is empty.',
      'network-team',
    ],
    ['it is too large', { fails: 'pac.too-large' }, 'pac-not-a-script', 'Please shorten the script.', 'network-team'],
    [
      'its local file is not a script',
      { url: 'file:///etc/proxy.pac', fails: 'pac.not-script' },
      'pac-not-a-script',
      'Name the right file.',
      'you',
    ],
    ['it needs too much memory', { fails: 'pac.memory' }, 'pac-never-ends', 'needs more memory than programs give it', 'network-team'],
    [
      'it looks up too many names for one host',
      { answers: { ...SENT, 'x.example': { throws: 'pac.dns-limit' } } },
      'pac-never-ends',
      'looks up more than 20 names, which is Chromium’s limit, for x.example',
      'network-team',
    ],
    ['its local file never ends', { url: 'file:///etc/proxy.pac', fails: 'pac.timeout' }, 'pac-never-ends', 'Correct the script.', 'you'],
  ])('has a fix for the owner “$4” when %s', (_, story, name, says, owner) => {
    const seen = withScript(editor().build(), story);
    expect(textOfFinding(seen, name)).toContain(says);
    expect(findingOf(seen, name)?.fixes[0]?.owner).toBe(owner);
  });

  test('leaves the requirement met when it exceeds the lookup limit of Chromium but returns a proxy that works', () => {
    const tooMany = { [EDITOR]: { failure: failure('pac.dns-limit', {}, EDITOR) } };
    const seen = withScript(editor(fails('tcp.timeout'), passes()).build(), { answers: SENT, more: tooMany });
    expect([rootsOf(seen), verdictOf(seen, EDITOR)]).toEqual([['pac-never-ends'], 'met']);
    expect(textOfFinding(seen, 'pac-never-ends')).toContain(
      'Chromium treats all further names as unknown, so the script’s answer may be wrong.',
    );
    expect(textOfFinding(seen, 'pac-never-ends')).not.toContain('now connect directly');
  });

  test('is reported to the network team with the line of its syntax error', () => {
    const text = textOfFinding(
      withScript(editor().build(), { fails: 'pac.syntax-error', facts: { line: 12, sourceLine: '  if (host == "x" {' } }),
      'pac-broken',
    );
    expect(text).toContain('in line 12: “if (host == "x" {”. Please correct the proxy script');
    expect(text).toContain('VS Code');
  });

  test('makes the requirements of its programs unmet when its proxy refuses connections, even if the direct route works', () => {
    const seen = withScript(editor(passes(), fails('tcp.refused')).build(), { answers: SENT });
    expect([verdictOf(seen, EDITOR), verdictOf(seen, 'app.gitpod.io')]).toEqual(['unmet', 'met']);
    expect(textOfFinding(seen, 'pac-sends-elsewhere')).toContain('PROXY proxy.corp:8080: no connection to this proxy opens.');
  });

  test.each<[string, number | undefined, string]>([
    ['with the line of the list', 3, 'does not answer (line 3 of the script). Please return'],
    ['without a line when none is known', undefined, 'does not answer. Please return'],
  ])('that returns an unreachable proxy is reported to the network team %s', (_, listLine, words) => {
    const more = listLine === undefined ? {} : { [EDITOR]: { listLine } };
    const seen = withScript(editor(passes(), fails('tcp.refused')).build(), { answers: SENT, more });
    expect(textOfFinding(seen, 'pac-sends-elsewhere')).toContain(words);
  });

  test('that sends hosts to a proxy that refuses them is certainly the cause, and the finding gives the status', () => {
    const seen = withScript(editor(passes(), fails('tunnel.4xx', { status: 403 })).build(), { answers: SENT });
    const text = textOfFinding(seen, 'pac-sends-elsewhere');
    for (const words of ['to a proxy that refuses them', '(status 403)', 'confidence certain']) expect(text).toContain(words);
  });

  test('in a local file has a fix for the user and not for the network team', () => {
    const seen = withScript(editor(passes(), fails('tcp.refused')).build(), { url: 'file:///etc/proxy.pac', answers: SENT });
    expect(findingOf(seen, 'pac-sends-elsewhere')?.fixes[0]).toMatchObject({
      owner: 'you',
      text: 'Change what the script returns for marketplace.visualstudio.com.',
    });
  });

  test('makes the requirements of its programs met when its proxy works and the direct route fails', () => {
    const seen = withScript(editor(fails('tcp.timeout'), passes()).build(), { answers: SENT });
    expect([verdictOf(seen, EDITOR), rootsOf(seen)]).toEqual(['met', []]);
  });

  test('explains the failures of programs that ignore it when no variable sets its proxy', () => {
    const built = laptop()
      .https('releases.gitpod.io', fails('tcp.timeout'))
      .https('app.gitpod.io', fails('tcp.timeout'))
      .https(EDITOR, fails('tcp.timeout'), VSCODE)
      .via(PROXY)
      .control('script-entry', EDITOR, passes(), { requirement: EDITOR });
    const seen = withScript(built.build(), { answers: SENT });
    expect(rootsOf(seen)).toEqual(['pac-disagrees-with-variables']);
    expect(textOfFinding(seen, 'pac-disagrees-with-variables')).toContain('export HTTPS_PROXY=http://proxy.corp:8080');
  });

  test('explains the failure of a program that does not read it when a browser gets through to the same host', () => {
    const management = { of: { area: 'management' as const, consumer: 'go' as const } };
    const built = laptop()
      .https('app.gitpod.io', fails('tcp.timeout'), management)
      .https('releases.gitpod.io', fails('tcp.timeout'))
      .via(PROXY)
      .control('script-entry', 'app.gitpod.io', passes(), { requirement: 'app.gitpod.io' });
    const seen = withScript(built.build(), { answers: { 'app.gitpod.io': 'PROXY proxy.corp:8080' } });
    expect([rootsOf(seen), verdictOf(seen, 'app.gitpod.io')]).toEqual([['pac-disagrees-with-variables'], 'unmet']);
  });

  test('is a second root cause beside the missing variables when it returns DIRECT for a host that fails directly', () => {
    const other = 'update.code.visualstudio.com';
    const built = laptop()
      .https('releases.gitpod.io', fails('tcp.timeout'))
      .https(EDITOR, fails('tcp.timeout'), VSCODE)
      .https(other, fails('tcp.timeout'), VSCODE)
      .via(PROXY)
      .control('script-entry', EDITOR, passes(), { requirement: EDITOR });
    const seen = withScript(built.build(), { answers: { ...SENT, [other]: 'DIRECT' } });
    expect(rootsOf(seen).sort()).toEqual(['pac-disagrees-with-variables', 'pac-sends-elsewhere']);
    expect(textOfFinding(seen, 'pac-disagrees-with-variables')).not.toContain(other);
  });

  test('is no second root cause beside the missing variables when its proxy does not answer for one of the hosts', () => {
    const other = 'update.code.visualstudio.com';
    const built = laptop()
      .https('releases.gitpod.io', fails('tcp.timeout'))
      .https(EDITOR, fails('tcp.timeout'), VSCODE)
      .https(other, fails('tcp.timeout'), VSCODE)
      .via(PROXY)
      .control('script-entry', EDITOR, passes(), { requirement: EDITOR })
      .control('script-entry', other, fails('tunnel.timeout'), { requirement: other });
    const seen = withScript(built.build(), { answers: { ...SENT, [other]: 'PROXY proxy.corp:8080' } });
    expect(rootsOf(seen)).toEqual(['pac-disagrees-with-variables']);
  });

  test('that is over 1 MB is refused by browsers and VS Code, but not by JetBrains IDEs', () => {
    const large = { fails: 'pac.too-large' } as const;
    expect(textOfFinding(withScript(editor().build(), { ...large, source: 'given' }), 'pac-not-a-script')).toContain(
      'Programs that read the script (browsers and VS Code) now connect directly',
    );
    expect(rootsOf(withScript(editor().build(), { ...large, source: 'jetbrains' }))).toEqual([]);
  });

  test.each([
    ['Corp Inspection', ['tls-intercepted'], 'pac-unreachable'],
    ['Corp Intranet CA', ['pac-unreachable', 'tls-intercepted'], null],
  ])(
    'from a server under the CA %s is a consequence of tls-intercepted only if that CA re-signs other hosts as well',
    (issuer, roots, follows) => {
      const fetched = laptop().https('wpad.corp.example', fails('tls.unknown-issuer', { issuer })).build();
      const phases = fetched.observations.find(({ target }) => target.kind === 'https')?.phases ?? [];
      const inspected = fails('tls.unknown-issuer', { issuer: 'Corp Inspection' });
      const built = laptop().https('app.gitpod.io', inspected).https('releases.gitpod.io', inspected).https(EDITOR, inspected, VSCODE);
      const seen = withScript(built.https('github.com', inspected).build(), {
        url: 'https://wpad.corp.example/',
        fails: 'tls.unknown-issuer',
        facts: null,
      });
      const observations = seen.observations.map((each) => (each.probe === 'proxy-script' ? { ...each, phases } : each));
      expect(rootsOf({ ...seen, observations }).sort()).toEqual(roots);
      expect(findingOf({ ...seen, observations }, 'pac-unreachable')?.causedBy === null).toBe(follows === null);
      expect(textOfFinding({ ...seen, observations }, 'pac-unreachable')).toContain(`signed by “${issuer}”, which is not trusted.`);
    },
  );

  test.each([
    ['login.corp', 'The script’s server redirects to login.corp, perhaps for a login.'],
    ['wpad.corp.example', 'The script’s server sends one redirect after another.'],
  ])('whose server redirects to %s is reported with the redirect', (host, words) => {
    const seen = withScript(editor().build(), { fails: 'http.redirect', facts: null });
    const redirect = { scheme: 'https' as const, host, port: 443 };
    const server = laptop()
      .https('wpad.corp.example', fails('http.redirect', { status: 302, answer: { redirect } }))
      .build();
    const phases = server.observations.find(({ target }) => target.kind === 'https')?.phases ?? [];
    const observations = seen.observations.map((each) => (each.probe === 'proxy-script' ? { ...each, phases } : each));
    expect(textOfFinding({ ...seen, observations }, 'pac-unreachable')).toContain(words);
  });

  test('does not affect VS Code when a proxy variable is set, because VS Code prefers the variable', () => {
    const built = laptop().proxy(PROXY).https(EDITOR, passes(), VSCODE);
    expect(rootsOf(withScript(built.build(), { answers: { [EDITOR]: 'PROXY other.corp:1' } }))).toEqual([]);
  });

  test('does not affect VS Code when only JetBrains IDEs use it', () => {
    const seen = withScript(editor(passes(), fails('tcp.refused')).build(), { source: 'jetbrains', answers: SENT });
    expect([rootsOf(seen), verdictOf(seen, EDITOR)]).toEqual([[], 'met']);
  });

  test('is followed by VS Code only to its first entry, but by a browser to the next entry after an unreachable proxy', () => {
    const list = { [EDITOR]: 'PROXY proxy.corp:8080; DIRECT' };
    const seen = (consumer: 'vscode' | 'browser') =>
      laptop()
        .https(EDITOR, passes(), { of: { consumer } })
        .via(PROXY)
        .control('script-entry', EDITOR, fails('tcp.refused'), { requirement: EDITOR })
        .build();
    expect(rootsOf(withScript(seen('vscode'), { answers: list }))).toEqual(['pac-sends-elsewhere']);
    expect(rootsOf(withScript(seen('browser'), { answers: list }))).toEqual([]);
  });

  test('gives a note when WPAD finds it at a public address, because another party may have answered', () => {
    const at = (address: string, source: 'wpad-dns' | 'given') => {
      const seen = withScript(editor().build(), { url: 'http://wpad/', source, answers: { [EDITOR]: 'DIRECT' } });
      const attempts = [{ address, family: 4 as const, durationMs: 1, failure: null }];
      const there = { hop: 0, peer: 'target' as const, 'server.address': 'wpad.corp.example', 'server.port': 80 };
      const tcp = { name: 'tcp' as const, startMs: 0, durationMs: 1, ok: true, ...there, 'network.peer.address': address, attempts };
      const observations = seen.observations.map((each) => (each.probe === 'proxy-script' ? { ...each, phases: [tcp] } : each));
      return diagnose({ ...seen, observations }).notes;
    };
    expect(at('20.99.133.7', 'wpad-dns')).toMatchObject([
      { name: 'wpad-answered-by-another', text: expect.stringContaining('is answered by wpad.corp.example at 20.99.133.7, outside') },
    ]);
    expect([at('10.20.0.8', 'wpad-dns'), at('20.99.133.7', 'given')]).toEqual([[], []]);
  });

  test('that WPAD does not find changes no root cause of a network in which every connection times out', () => {
    const silent = ['app.gitpod.io', 'releases.gitpod.io'].reduce(
      (built, host) => built.dns(host).https(host, fails('tcp.timeout')),
      laptop(),
    );
    const built = silent.https(EDITOR, fails('tcp.timeout'), VSCODE);
    const absent = { url: 'http://wpad/', source: 'wpad-dns', fails: 'dns.nxdomain', facts: null } as const;
    expect(rootsOf(withScript(built.build(), absent))).toEqual(rootsOf(built.build()));
  });

  test('whose URL comes from a DHCP lease is reported with option 252, and no fix asks to correct a setting', () => {
    const text = textOfFinding(
      withScript(editor().build(), { source: 'wpad-dhcp', fails: 'dns.nxdomain', facts: null }),
      'pac-unreachable',
    );
    expect(text).toContain('The network’s DHCP server names it (option 252).');
    expect(text).not.toContain('in their settings');
  });

  test.each([
    ['wpad-dns', 'NXDOMAIN'],
    ['wpad-dhcp', 'DHCP'],
  ] as const)('at a public address that is found by %s has a fix that mentions %s', (source, words) => {
    const seen = withScript(editor().build(), { url: 'http://wpad.corp.example/', source, answers: { [EDITOR]: 'DIRECT' } });
    const public_ = '20.99.133.7';
    const there = { hop: 0, peer: 'target' as const, 'server.address': 'wpad.corp.example', 'server.port': 80 };
    const attempts = [{ address: public_, family: 4 as const, durationMs: 1, failure: null }];
    const tcp = { name: 'tcp' as const, startMs: 0, durationMs: 1, ok: true, ...there, 'network.peer.address': public_, attempts };
    const observations = seen.observations.map((each) => (each.probe === 'proxy-script' ? { ...each, phases: [tcp] } : each));
    expect(wordsOf(wpadAnsweredByAnother, onlyClaim(wpadAnsweredByAnother, { ...seen, observations }))).toContain(words);
  });

  test.each([
    ['from run to run', { second: [{ kind: 'direct' as const }] }],
    ['by the address of this machine', { otherAddresses: [{ address: '10.0.0.9', entries: [{ kind: 'direct' as const }] }] }],
    ['over http and over https', { overHttp: [{ kind: 'direct' as const }] }],
  ])('gives a note with both of its answers when they differ %s', (how, more) => {
    const seen = withScript(editor(passes(), passes()).build(), { answers: SENT, more: { [EDITOR]: more } });
    const [note] = diagnose(seen).notes.filter(({ name }) => name === 'pac-answers-differ');
    expect(note?.text).toContain(`gives different answers for marketplace.visualstudio.com ${how}: PROXY proxy.corp:8080 and DIRECT`);
  });
});
