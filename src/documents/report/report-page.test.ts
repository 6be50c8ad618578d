/** The page that an engineer receives: complete, and without active content, whatever the network sent. */
import { describe, expect, it } from 'vitest';
import { reportPage as pageText } from '../../bundle/contents.ts';
import { testRedactor } from '../../bundle/testing/log.ts';
import { diagnose } from '../../diagnosis/index.ts';
import { fails, passes, type SessionBuilder, session } from '../../diagnosis/testing/session.ts';
import type { Report } from '../../model/report.ts';
import type { PathEntry } from '../../model/session.ts';
import { programRoutes } from '../proxies/program-routes.ts';
import { reportDocument } from './document.ts';
import type { RedactedReport } from './redacted-report.ts';
import { buildReport } from './report.ts';

const reportPage = (redacted: RedactedReport) => pageText(reportDocument(redacted, 'page'));

function told(builder: SessionBuilder, change: Partial<Report> = {}, path: readonly PathEntry[] = []): RedactedReport {
  const built = { ...builder.build(), path };
  const report = { ...buildReport(built, diagnose(built)), ...change };
  return { report, session: built, ways: programRoutes(built, (text) => text), account: testRedactor().account() };
}

const row = { requirement: 'management.app' };
const refused = () =>
  session({ from: 'runner', runner: 'standard' }).https('app.gitpod.io', fails('tcp.refused'), row).https('mcr.microsoft.com');

/** Tags open and close in order, so that no browser has to correct them. */
function openTags(page: string): string[] {
  const open: string[] = [];
  for (const [, end, name = '', , empty] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:\s[a-zA-Z-]+(?::[a-z]+)?(?:="[^"]*")?)*)\s*(\/?)>/g)) {
    if (empty === '/' || ['meta', 'br'].includes(name)) continue;
    if (end === '') open.push(name);
    else if (open.pop() !== name) throw new Error(`</${name}> closes another tag`);
  }
  return open;
}

describe('report.html', () => {
  const page = reportPage(told(refused()));

  it('shows the verdict first, then the cause, its owner, and the text to send', () => {
    const order = [
      '<h1>',
      'GD301',
      'How to fix it',
      'Text to send: network / security team',
      'Evidence',
      'id="requirements"',
      'id="timeline"',
      'id="limits"',
    ];
    const places = order.map((part) => page.indexOf(part));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('runs no script and loads no resource', () => {
    expect(page).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|<object|\son[a-z]+=|@import|url\(|javascript:|\ssrc=/i);
    for (const [, target = ''] of page.matchAll(/href="([^"]*)"/g)) expect(target).toMatch(/^#/);
  });

  it('is well formed', () => {
    expect(openTags(page)).toEqual([]);
    const ids = Array.from(page.matchAll(/\sid="([^"]*)"/g), ([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain('');
  });

  it('draws every measurement with its phases', () => {
    expect(page.match(/role="img" aria-label="[^"]+"/g)).toHaveLength(told(refused()).report.observations.length);
    expect(page).toMatch(/aria-label="[^"]*tcp failed after/);
    expect(page).toContain('class="failed"');
  });

  it('has a date, and says how names were masked and what the page cannot show', () => {
    const { account } = told(refused());
    for (const part of ['23 Nov 2026, 10:00 UTC', account.keyId, 'No answer on UDP does not prove that it is blocked.'])
      expect(page).toContain(part);
  });
});

describe('report.html of another run', () => {
  it('folds every area and shows no cause for a healthy run', () => {
    const page = reportPage(told(session({ from: 'runner' }).https('app.gitpod.io', passes(), row)));
    expect(page).toContain('Every requirement that counts is met');
    expect(page).not.toContain('id="causes"');
    expect(page).not.toContain('<details open>');
  });

  it('lists several causes at the top, with a link to each', () => {
    const page = reportPage(
      told(
        refused()
          .proxy('http://proxy.acme.com:3128')
          .https('ghcr.io', fails('tunnel.407', { status: 407 }), { requirement: 'registries.ghcr' }),
      ),
    );
    const [top = ''] = page.split('<main>');
    const targets = Array.from(top.matchAll(/<li>.*?href="#(f\d+)"/g), ([, id]) => id);
    expect(targets.length).toBeGreaterThan(1);
    for (const id of targets) expect(page).toContain(`<article id="${id}"`);
  });

  it('has no link to a missing section', () => {
    const pages = [told(session({}).https('app.gitpod.io', passes(), row)), told(refused())].map(reportPage);
    for (const page of pages) for (const [, id] of page.matchAll(/href="#([^"]*)"/g)) expect(page.split(`id="${id}"`)).toHaveLength(2);
  });

  it('does not report a stopped control as a failure', () => {
    const control = { role: 'control', purpose: 'unserved-address' } as const;
    const page = reportPage(
      told(session({ from: 'runner' }).https('app.gitpod.io', passes(), row).https('192.0.2.1', fails('tcp.timeout'), control)),
    );
    const [line = ''] = /<li>(?:(?!<\/li>).)*CONTROL.*?<\/li>/s.exec(page) ?? [];
    expect(line).toContain('tcp ended after');
    expect(line).not.toContain('failed');
  });

  it('shows the matrix of routes if a proxy is set', () => {
    const page = reportPage(told(session({ from: 'runner' }).proxy('http://proxy.acme.com:3128').https('app.gitpod.io', passes(), row)));
    expect(page).toContain('class="matrix"');
    expect(page).toContain('proxy-from-env');
  });

  it('shows the questions of the session, with the answers and their origin', () => {
    const at = { by: null, detail: null, atMs: 5 };
    const page = reportPage(
      told(refused(), {}, [
        { ...at, step: 'symptom', action: 'entered' },
        { ...at, step: 'symptom', action: 'answered', detail: 'vscode', by: 'person' },
        { ...at, step: 'region', action: 'skipped', detail: 'a flag said it' },
        { ...at, step: 'of-a-later-version', action: 'went-back' },
      ]),
    );
    for (const part of ['VS Code will not connect', 'answered by a person', 'skipped: a flag said it', 'of-a-later-version'])
      expect(page).toContain(part);
  });

  it('draws at most 150 measurements, including every failed one, and counts the rest', () => {
    const many = session({ from: 'runner' });
    for (let index = 0; index < 200; index++) many.https(`h${index}.example.com`, index === 150 ? fails('tcp.refused') : passes());
    const page = reportPage(told(many));
    expect(page.match(/role="img"/g)).toHaveLength(150);
    expect(page).toContain('https://h150.example.com/');
    expect(page).toContain('51 more measurements that succeeded: see timeline.jsonl');
  });

  it('contains no markup from hostile names and notes', () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202E';
    const base = told(refused());
    const note: RedactedReport = {
      ...base,
      session: { ...base.session, profile: { ...base.session.profile, note: evil, ticket: evil } },
      report: {
        ...base.report,
        findings: base.report.findings.map((finding) => ({
          ...finding,
          id: evil,
          title: evil,
          why: evil,
          evidence: [evil],
          fixes: finding.fixes.map((fix) => ({ ...fix, text: evil, command: evil })),
        })),
        requirements: base.report.requirements.map((each) => ({ ...each, title: evil, endpoint: evil, section: evil })),
        notes: [{ code: 'GD815', name: evil, text: evil }],
      },
    };
    const page = reportPage(note);
    expect(page).not.toMatch(/<script|<img|\u202E/);
    expect(page).toContain('&lt;script&gt;');
    expect(openTags(page)).toEqual([]);
  });
});
