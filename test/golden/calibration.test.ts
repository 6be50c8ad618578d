/**
 * What `npm run calibrate` enters into the catalogue, and its effects. If one fails, the catalogue states something about a host that
 * was not recorded, or a recorded answer has no effect.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { calibrationChanges, entered, foreignWords } from '../../scripts/calibrate/changes.ts';
import { calibrated, ownSpellings } from '../../src/catalog/calibrated.ts';
import { requirementOfRow } from '../../src/catalog/concrete.ts';
import { editionOf } from '../../src/catalog/index.ts';
import { rowsWithOverlay } from '../../src/catalog/overlaid.ts';
import type { Row } from '../../src/catalog/row.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { fails, passes, session } from '../../src/diagnosis/testing/session.ts';
import type { GenuineAnswer } from '../../src/model/genuine-answer.ts';
import { EMPTY_PROFILE } from '../../src/model/profile.ts';
import { EDITIONS, type EditionName } from '../../src/model/profile-words.ts';
import { RECORDING_SCHEMA, type Recording } from '../../src/model/recording.ts';

const root = join(import.meta.dirname, '../..');

/** The answer that the requirement expects. */
function expected({ proof }: Row, udp: boolean): GenuineAnswer {
  const none = { issuers: [], redirectsTo: [], alpn: null, contentType: null, statuses: [], headers: [] };
  if (udp) return { ...none, overUdp: true };
  return { ...none, statuses: [200], alpn: 'h2', contentType: proof.contentType ?? 'text/html', headers: proof.headers.slice(0, 1) };
}

/** A recording of all requirements on a good network. */
function recordingOf(edition: EditionName): Recording {
  const rows = editionOf(edition).rows.flatMap((row) => {
    if (row.origin !== 'document') return [];
    const answers = ownSpellings(row).map((of) => ({ of, ...expected(row, !of.startsWith('https://')) }));
    return answers.length === 0 ? [] : [{ id: row.id, answers }];
  });
  return {
    schema: RECORDING_SCHEMA,
    tool: { name: 'gitpod-doctor', version: '0.1.0' },
    catalog: { version: '2026-11-23', source: 'https://list.example', sha256: '0', overlay: null },
    edition,
    startedAt: '2026-12-02T10:00:00.000Z',
    pretend: false,
    rows,
    baseline: { startedAt: '2026-12-02T10:00:00.000Z', verdicts: [], answered: [], hosts: [], failed: [], passed: [] },
  };
}

/** The recording, with another answer for this requirement. */
function changed(recording: Recording, id: string, answer: Partial<GenuineAnswer>): Recording {
  const rows = recording.rows.map((row) =>
    row.id === id ? { ...row, answers: row.answers.map((each) => ({ ...each, ...answer })) } : row,
  );
  return { ...recording, rows };
}

describe('calibration', () => {
  it.each(EDITIONS)('enters every requirement of %s that a good network answered, and changes nothing when it is repeated', (edition) => {
    const recording = recordingOf(edition);
    const changes = calibrationChanges(recording, {});
    expect(changes.length).toBeGreaterThan(10);
    expect(changes.flatMap(({ against }) => against)).toEqual([]);
    const known = entered(changes, {});
    expect(known['management.app']).toMatchObject({ date: '2026-12-02', source: expect.stringContaining('gitpod-doctor 0.1.0') });
    expect(calibrationChanges(recording, known)).toEqual([]);
  });

  it.each<[string, string, Partial<GenuineAnswer>, RegExp]>([
    [
      'a path that is gone',
      'releases.supervisor-amd64',
      { statuses: [404] },
      /^the row expects success-or-redirect, and \S+ answered 404$/,
    ],
    ['another type', 'releases.ec2-manifest', { contentType: 'text/html' }, /expects application\/json, and \S+ answered text\/html/],
    ['a registry without its header', 'registries.mcr', { headers: ['server'] }, /expects the header docker-distribution-api-version/],
  ])('shows what contradicts a requirement, and does not enter it: %s', (_, id, answer, why) => {
    const changes = calibrationChanges(changed(recordingOf('document'), id, answer), {});
    expect(changes.find((each) => each.id === id)?.against).toEqual([expect.stringMatching(why)]);
    expect(entered(changes, {})[id]).toBeUndefined();
    expect(entered(changes, {})['management.app']).toBeDefined();
  });

  it('reports a requirement as contradicted if one of its targets did not answer', () => {
    const recording = recordingOf('document');
    const rows = recording.rows.map((row) => (row.id === 'gateway.udp-4242' ? { ...row, answers: row.answers.slice(1) } : row));
    const change = calibrationChanges({ ...recording, rows }, {}).find(({ id }) => id === 'gateway.udp-4242');
    expect(change?.against).toEqual(['no answer of 35.171.240.32:4242']);
  });

  it('shows a later change of a host as a diff to the entered requirement', () => {
    const known = entered(calibrationChanges(recordingOf('document'), {}), {});
    const [change] = calibrationChanges(changed(recordingOf('document'), 'management.app', { alpn: 'http/1.1' }), known);
    expect(change?.lines).toEqual([expect.stringMatching(/^- .*ALPN h2/), expect.stringMatching(/^\+ .*ALPN http\/1\.1/)]);
  });

  it.each<[string, Partial<GenuineAnswer>]>([
    ['an issuer', { issuers: ['corp inspection ca'] }],
    ['a header', { headers: ['x-corp-proxy'] }],
    ['a redirect host', { redirectsTo: ['mirror.corp.example'] }],
    ['a media type', { contentType: 'application/corp' }],
  ])('refuses a file with %s that no recording has', (_, answer) => {
    expect(foreignWords(recordingOf('document'))).toEqual([]);
    expect(foreignWords(changed(recordingOf('document'), 'management.app', answer))).toHaveLength(1);
  });
});

describe('a calibrated requirement', () => {
  const known = entered(calibrationChanges(recordingOf('document'), {}), {});
  const row = (id: string) => {
    const found = editionOf('document').rows.find((each) => each.id === id);
    if (found === undefined) throw new Error(`there is no row ${id}`);
    return calibrated(found, known);
  };
  const requirement = (id: string) => requirementOfRow(row(id), { ...EMPTY_PROFILE, regions: ['us-east-1'] });

  it('carries the date and the recorded answers, until an overlay names another host', () => {
    expect(row('management.app')).toMatchObject({ proof: { calibrated: '2026-12-02' }, targets: [{ recorded: { alpn: 'h2' } }] });
    const overlay = { replaceHost: { 'app.gitpod.io': 'app.ona.com' }, remove: [], add: [], sha256: '' };
    const [other] = rowsWithOverlay(overlay, [row('management.app')]);
    expect(other).toMatchObject({ proof: { calibrated: null }, targets: [{ url: 'https://app.ona.com' }] });
    expect(JSON.stringify(other)).not.toContain('recorded');
    expect(rowsWithOverlay(overlay, [row('aws.sts')])[0]?.proof.calibrated).toBe('2026-12-02');
  });

  it('makes a firewall the likely cause when the gateway is silent, because the recorded gateway addresses answered', () => {
    const told = session({ from: 'runner', runner: 'standard' });
    for (const { target } of requirement('gateway.udp-4242').targets)
      if (target.kind === 'udp') told.udp(target.address, fails('udp.silent'), { of: requirement('gateway.udp-4242') });
    const [finding] = diagnose(told.build()).findings;
    expect(finding).toMatchObject({ code: 'GD504', confidence: 'likely', title: expect.stringContaining('answered on another network') });
    expect(finding?.evidence.join(' ')).toContain('In the recording of a good network, the same addresses answered');
  });

  it('makes GD313 certain when an inspecting device removes HTTP/2, because the host was recorded with it', () => {
    const outcome = passes({
      issuer: 'Corp CA',
      trust: { public: 'untrusted', system: 'trusted' },
      tls: { 'tls.next_protocol': 'http/1.1' },
    });
    const of = requirement('management.app');
    const told = session().https('app.gitpod.io', outcome, { requirement: 'management.app', of });
    expect(diagnose(told.build()).findings.find(({ code }) => code === 'GD313')?.confidence).toBe('certain');
  });

  it('shows in GD408 the recorded header that an inspecting device removes', () => {
    const outcome = passes({
      issuer: 'Corp CA',
      trust: { public: 'untrusted', system: 'trusted' },
      answer: { headers: [], contentType: 'application/json', pageClass: 'none' },
    });
    const told = session({ from: 'environment' }).https('https://mcr.microsoft.com/v2/devcontainers/base/manifests/ubuntu-24.04', outcome, {
      requirement: 'registries.mcr',
      of: requirement('registries.mcr'),
    });
    const finding = diagnose(told.build()).findings.find(({ code }) => code === 'GD408');
    expect(finding?.evidence[0]).toBe(
      'The recorded answers of a good network have headers that are missing here: docker-distribution-api-version (mcr.microsoft.com).',
    );
  });

  it('is unmet when the download of a real commit gets 404; without a recording it is unknown', () => {
    const url = 'https://update.code.visualstudio.com/commit:ffffffffffffffffffffffffffffffffffffffff/server-linux-x64/stable';
    const verdict = (of: ReturnType<typeof requirement>) => {
      const told = session({ from: 'laptop', ide: ['vscode'] });
      told.https(url, fails('http.status', { status: 404, answer: { pageClass: 'none' } }), { requirement: of.id, of });
      return diagnose(told.build()).verdicts[0]?.verdict;
    };
    const of = requirement('vscode.server-x64');
    expect([verdict(of), verdict({ ...of, proof: { ...of.proof, calibrated: null } })]).toEqual(['unmet', 'unknown']);
  });
});

describe('npm run calibrate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-calibrate-'));
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const calibrate = (...words: string[]) =>
    new Promise<{ status: number; out: string; complaint: string[] }>((done) =>
      execFile(process.execPath, [join(root, 'scripts/calibrate.ts'), ...words], { cwd: root }, (error, out, err) =>
        done({ status: typeof error?.code === 'number' ? error.code : 0, out, complaint: err.trimEnd().split('\n').filter(Boolean) }),
      ),
    );
  const whole = () => JSON.stringify(recordingOf('document'));

  it.concurrent.each<[string, () => string[], number, RegExp]>([
    ['no file', () => [], 2, /^calibrate takes one file/],
    ['a file that does not exist', () => [join(folder, 'none.json')], 4, /does not exist\.$/],
    ['a folder', () => [folder], 4, /is a folder\.$/],
    ['another document', () => [file('other.json', '{"schema": "gitpod-doctor/report@1"}')], 4, /was not written by check --record\.$/],
    ['a half-written file', () => [file('half.json', whole().slice(0, 900))], 4, /is damaged: its JSON is incomplete\.$/],
    [
      'another version',
      () => [file('new.json', whole().replace('recording@1', 'recording@9'))],
      4,
      /another version of gitpod-doctor recorded it/,
    ],
    ['a word of a network', () => [file('word.json', whole().replace('"docker-dist', '"x-corp-dist'))], 4, /was changed by hand/],
    [
      'a pretend network to enter',
      () => [file('demo.json', whole().replace('"pretend":false', '"pretend":true')), '--write'],
      4,
      /comes from a pretend network; nothing is entered\.$/,
    ],
  ])('refuses %s in one line and leaves the calibration file as it is', { timeout: 60_000 }, async (_, words, status, why) => {
    const before = readFileSync(join(root, 'src/catalog/calibration.ts'), 'utf8');
    const ended = await calibrate(...words());
    expect(ended.status).toBe(status);
    expect(ended.complaint[0]).toMatch(why);
    expect(ended.complaint.length).toBeLessThanOrEqual(2);
    expect(readFileSync(join(root, 'src/catalog/calibration.ts'), 'utf8')).toBe(before);
  });

  it('shows the difference as a diff, and how to enter it', { timeout: 60_000 }, async () => {
    const { status, out } = await calibrate(
      file('good.json', JSON.stringify(changed(recordingOf('document'), 'management.app', { statuses: [299] }))),
    );
    expect(status).toBe(0);
    expect(out).toMatch(
      /^--- list of \d{4}-\d\d-\d\d\n\+\+\+ recorded on 2026-12-02, gitpod-doctor 0\.1\.0, edition document\n@@ management\.app /,
    );
    expect(out).toMatch(/\n- https:\/\/app\.gitpod\.io {2}\S.*\n\+ https:\/\/app\.gitpod\.io {2}status 299; ALPN h2; text\/html\n/);
    expect(out).toMatch(/\d+ of the rows can enter: npm run calibrate -- \S+good\.json --write\n$/);
  });
});
