import { describe, expect, it } from 'vitest';
import { cancelled, crashes, fails, passes, SessionBuilder } from '../../diagnosis/testing/session.ts';
import type { Finding } from '../../model/finding.ts';
import { FINDINGS } from '../../model/finding-codes.ts';
import type { Session } from '../../model/session.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { LiveSweep } from '../subject.ts';
import { storyInput } from '../testing/story.ts';
import { rowsOf } from './rows.ts';

function verdict(requirement: string, word: Verdict['verdict'], reason: Verdict['reason'] = null): Verdict {
  return { requirement, counts: true, verdict: word, reason, observations: [] };
}

function rows(session: Session, verdicts: Verdict[] = [], live: LiveSweep | null = null) {
  return rowsOf(session.requirements, { session, diagnosis: { verdicts, findings: [], notes: [] }, live, mask: (text) => text });
}

function diagnosed(observations: string[]): Finding[] {
  const row = { requirements: ['m.x'], observations, evidence: [], fixes: [], causedBy: null, causedById: null };
  return [
    {
      ...row,
      id: 'f1',
      code: 'GD706',
      name: FINDINGS.GD706,
      title: 'x',
      subject: 'x',
      why: 'x',
      severity: 'blocker',
      confidence: 'certain',
    },
  ];
}

describe('the status of a row', () => {
  const cases = [
    ['a success is PASS', passes(), verdict('m.x', 'met'), 'PASS', ''],
    ['a refusal is FAIL', fails('tcp.refused'), verdict('m.x', 'unmet'), 'FAIL', 'connection refused'],
    [
      'an inconclusive failure is UNSURE',
      fails('http.status'),
      verdict('m.x', 'unknown', 'not-calibrated'),
      'UNSURE',
      'unexpected status (500)',
    ],
    [
      'an inconclusive success is UNSURE and says why',
      passes(),
      verdict('m.x', 'unknown', 'not-calibrated'),
      'UNSURE',
      'the answer differs',
    ],
    ['a stopped probe is SKIP', cancelled('person'), undefined, 'SKIP', 'you stopped it'],
    ['a probe that ran out of time is UNSURE', cancelled('deadline'), undefined, 'UNSURE', 'out of time'],
    ['a crashed probe is UNSURE', crashes, undefined, 'UNSURE', 'the probe itself crashed'],
  ] as const;

  it.each(cases)('is derived from outcome and verdict: %s', (_title, outcome, judged, status, remark) => {
    const session = new SessionBuilder({}).https('x.example', outcome, { requirement: 'm.x' }).build();
    const [row] = rows(session, judged === undefined ? [] : [judged]);
    expect(row?.status).toBe(status);
    expect(row?.remark).toContain(remark);
  });

  it('is PASS for an AWS call that passed, even if another call for the same requirement failed', () => {
    const built = new SessionBuilder({})
      .https('a.example', passes(), { requirement: 'm.x' })
      .https('b.example', passes(), { requirement: 'm.x' })
      .build();
    const findings = diagnosed([built.observations[1]?.id ?? '']);
    const judged = { session: built, diagnosis: { verdicts: [verdict('m.x', 'unmet')], findings, notes: [] }, live: null };
    const shown = rowsOf(built.requirements, { ...judged, mask: (text) => text });
    expect(shown.map(({ status, remark }) => [status, remark])).toEqual([
      ['PASS', ''],
      ['FAIL', 'not the expected answer'],
    ]);
  });

  it('is UNSURE for a UDP address that does not answer, even when another address was refused', () => {
    const session = new SessionBuilder({})
      .udp('192.0.2.1', fails('udp.silent'))
      .udp('192.0.2.2', fails('udp.refused'))
      .udp('192.0.2.3')
      .build();
    expect(rows(session, [verdict('gateway.udp-4242', 'unmet')]).map(({ status }) => status)).toEqual(['UNSURE', 'FAIL', 'PASS']);
  });

  it('is SKIP with the reason for an unmeasured requirement', () => {
    const session = new SessionBuilder({}).requirement('m.a').requirement('m.b').requirement('m.c').build();
    const judged = [
      verdict('m.a', 'unknown', 'wrong-vantage'),
      verdict('m.b', 'not-applicable'),
      verdict('m.c', 'unknown', 'blocked-by:GD102'),
    ];
    expect(rows(session, judged).map(({ status, remark }) => [status, remark])).toEqual([
      ['SKIP', 'not needed on this machine; run it where it is needed'],
      ['SKIP', 'does not apply here'],
      ['SKIP', 'not started: proxy-unreachable'],
    ]);
  });
});

describe('a requirement of this tool that is met although one host refused', () => {
  it('is PASS, with a remark about that host', () => {
    const session = new SessionBuilder({})
      .requirement('proxy.reachable', { origin: 'tool', title: 'The proxy serves this machine' })
      .tcp('x.example', 443, fails('tcp.refused'), { requirement: 'proxy.reachable' })
      .build();
    expect(rows(session, [verdict('proxy.reachable', 'met')])).toMatchObject([
      { status: 'PASS', target: 'The proxy serves this machine', remark: 'x.example: connection refused' },
    ]);
  });
});

describe('the list of rows', () => {
  it('has a number for each target, from 1 without a gap', () => {
    const { session } = storyInput();
    expect(rows(session).map(({ number, what }) => `${number} ${what}`)).toEqual([
      '1 HTTPS',
      '2 HTTPS 8443',
      '3 UDP 4242',
      '4 UDP 4242',
      '5 UDP 4242',
      '6 UDP 4242',
      '7 UDP 4242',
      '8 ',
    ]);
  });

  it('shows a target once even if two requirements need it', () => {
    const session = new SessionBuilder({}).https('x.example', passes(), { requirement: ['m.a', 'm.b'] }).build();
    expect(rows(session)).toHaveLength(1);
  });

  it('keeps a row in its place while it is measured again, with the seconds elapsed', () => {
    const { session } = storyInput();
    const [, request] = session.requests;
    if (request === undefined) throw new Error('no request');
    const live = { running: [{ observation: 'o2', request, sinceMs: 500, progress: null }], done: 0, total: 1, elapsedMs: 2600 };
    expect(rows(session, [], live)[1]).toMatchObject({ number: 2, status: 'WAIT', duration: '2.1 s', running: true });
    expect(rows(session, [], live)).toHaveLength(8);
  });

  it('does not contain controls, because they are evidence and not requirements', () => {
    const session = new SessionBuilder({})
      .https('x.example', passes(), { requirement: 'm.a' })
      .control('repeat', 'x.example', passes(), { requirement: 'm.a' })
      .build();
    expect(rows(session)).toHaveLength(1);
  });

  it('shows a row that passed on retry as passed, and mentions the retry', () => {
    const session = new SessionBuilder({})
      .https('x.example', fails('tcp.timeout'), { requirement: 'm.a' })
      .control('repeat', 'x.example', passes(), { requirement: 'm.a' })
      .https('y.example', fails('tcp.refused'), { requirement: 'm.a' })
      .build();
    expect(rows(session, [verdict('m.a', 'unmet')])).toMatchObject([
      { status: 'PASS', remark: 'failed once, passed when retried', observation: 'o1' },
      { status: 'FAIL', remark: 'connection refused' },
    ]);
  });

  it('shows the targets of a requirement as queued while a sweep runs', () => {
    const target = { kind: 'tcp' as const, host: 'x.example', port: 22 };
    const session = new SessionBuilder({}).requirement('m.a', { targets: [{ target, standsFor: null }] }).build();
    expect(rows(session, [], { running: [], done: 0, total: 1, elapsedMs: 0 })).toMatchObject([
      { status: 'WAIT', what: 'TCP 22', remark: 'queued' },
    ]);
  });

  it('shows a target as queued only once when a measurement changed the path of another target', () => {
    const stands = {
      target: { kind: 'https' as const, url: 'https://x.example/', host: 'x.example', port: 443, path: '/' },
      standsFor: null,
    };
    const built = new SessionBuilder({}).https('https://x.example/releases/1.json', passes(), { requirement: 'm.a' }).build();
    const session = { ...built, requirements: built.requirements.map((row) => ({ ...row, targets: [stands, stands] })) };
    const live = { running: [], done: 1, total: 2, elapsedMs: 0 };
    // The second target at that host is still pending.
    expect(rows(session, [], live).map(({ remark }) => remark)).toEqual(['', 'queued']);
  });
});
