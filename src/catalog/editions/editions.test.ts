/** If these fail, a user with a new runner asks a firewall team for ports that nothing uses, or misses what the runner does need. */
import { describe, expect, test } from 'vitest';
import { isCounting } from '../../knowledge/applicability.ts';
import { Area } from '../../model/area.ts';
import { EMPTY_PROFILE, type Profile } from '../../model/profile.ts';
import { EDITIONS, type EditionName, RUNNER_OF_EDITION } from '../../model/profile-words.ts';
import { Requirement } from '../../model/requirement.ts';
import { targetText } from '../../model/target.ts';
import { assembleRequirements, editionDifferences, editionOf, publicHosts } from '../index.ts';
import type { Row } from '../row.ts';
import { ROWS } from '../rows.ts';
import { documentAs, documentWith } from './edition.ts';

const LATER = EDITIONS.filter((name) => name !== 'document');
/** Later installations. What is left are newer copies of the document. */
const WITHOUT_GATEWAY = EDITIONS.filter((name) => RUNNER_OF_EDITION[name] === 'enterprise');

function requirementsOf(edition: EditionName, runnerDomain?: string): Requirement[] {
  const domain = runnerDomain === undefined ? {} : { runnerDomain };
  return assembleRequirements({ ...EMPTY_PROFILE, edition, regions: ['us-east-1'], account: '123456789012', ...domain }, null);
}

const tested = (edition: EditionName, id: string, domain?: string) =>
  requirementsOf(edition, domain)
    .find((row) => row.id === id)
    ?.targets.map(({ target }) => targetText(target));

describe.each(LATER)('the edition %s', (name) => {
  test('has valid requirements with unique ids, in the order of the areas', () => {
    const rows = requirementsOf(name, 'runner.corp.example');
    for (const row of rows) expect(Requirement.parse(row)).toEqual(row);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(Area.options.filter((area) => rows.some((row) => row.area === area))).toEqual([...new Set(rows.map(({ area }) => area))]);
  });

  test('gives a source and a date for every requirement that differs from the document', () => {
    const differences = editionDifferences('document', name);
    expect(differences.length).toBeGreaterThan(0);
    for (const { id, source } of differences)
      expect([id, source]).toEqual([id, expect.objectContaining({ date: expect.stringMatching(/^20\d\d-\d\d$/) })]);
  });
});

test.each(WITHOUT_GATEWAY)('%s needs no gateway, no UDP and no port 8443', (name) => {
  const targets = requirementsOf(name).flatMap((row) => row.targets.map(({ target }) => targetText(target)));
  expect(targets.filter((text) => /:(8443|4242)\b/.test(text))).toEqual([]);
});

test('the document is the default edition and does not differ from itself', () => {
  expect(editionOf().name).toBe('document');
  expect(editionDifferences('document', 'document')).toEqual([]);
});

test("the requirements for the runner's domain have targets only when the domain is known: the domain and a subdomain", () => {
  const rows = requirementsOf('aws-runner-2026').filter(({ missing }) => missing === 'runner-domain');
  expect(rows.map(({ id, targets }) => [id, targets])).toEqual([
    ['management.runner-domain', []],
    ['management.runner-subdomains', []],
  ]);
  expect(tested('aws-runner-2026', 'management.runner-domain', 'r.corp.example')).toEqual(['https://r.corp.example/']);
  expect(tested('aws-runner-2026', 'management.runner-subdomains', 'r.corp.example')).toEqual(['https://gitpod-doctor.r.corp.example/']);
});

test('the requirement for an environment’s ports has targets and counts only when the environment’s address is known', () => {
  const known = { ...EMPTY_PROFILE, edition: 'gcp-runner-2026' as const, environmentAddress: '10.0.0.10' };
  const row = (profile: Profile) => assembleRequirements(profile, null).find(({ id }) => id === 'management.environment-ports');
  expect(row(known)?.targets.map(({ target }) => targetText(target))).toEqual(
    ['22', '22222', '22999', '29222', '61000'].map((port) => `10.0.0.10:${port}`),
  );
  // Only SSH begins by itself, so only there a banner tells that the environment answers.
  const ports = row(known)?.targets.flatMap(({ target }) => (target.kind === 'tcp' && target.speaks === 'ssh' ? target.port : []));
  expect(ports).toEqual([22, 22222, 29222]);
  const unknown = { ...known, environmentAddress: undefined };
  expect(row(unknown as Profile)).toMatchObject({ missing: 'environment-address', targets: [] });
  expect(isCounting(row(unknown as Profile) as Requirement, unknown as Profile, null)).toBe(false);
  expect(isCounting(row(known) as Requirement, { ...known, from: 'runner' }, null)).toBe(true);
});

test.each(WITHOUT_GATEWAY)('%s lists inbound rules, which are never measured and never count', (name) => {
  const profile = { ...EMPTY_PROFILE, edition: name, runnerDomain: 'r.corp.example' };
  const inbound = requirementsOf(name, 'r.corp.example').filter((row) => row.inbound !== undefined);
  expect(inbound.length).toBeGreaterThan(1);
  for (const row of inbound) expect([row.id, row.targets, isCounting(row, profile, null)]).toEqual([row.id, [], false]);
});

test('for images of another account, the ECR API, the registry and the layers in S3 are measured', () => {
  for (const [id, target] of [
    ['aws.ecr-api', 'https://api.ecr.us-east-1.amazonaws.com/'],
    ['aws.ecr-ona', 'https://025066274397.dkr.ecr.us-east-1.amazonaws.com/v2/'],
    ['aws.ecr-layers', 'https://prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com/'],
  ] as const)
    expect([id, tested('aws-runner-2026', id)]).toEqual([id, [target]]);
});

test('a masked report shows the hosts of every edition, but not the domain of a runner', () => {
  expect(publicHosts(['us-east-1'])).toEqual(expect.arrayContaining(['api.ecr.us-east-1.amazonaws.com', 'us-docker.pkg.dev']));
  expect(publicHosts(['us-east-1']).filter((host) => host.includes('runner-domain'))).toEqual([]);
});

test('an edition fails to load when it drops or changes a requirement that does not exist', () => {
  const source = { text: 'x', date: '2026-01' };
  expect(() => documentWith({ dropped: { 'gateway.gone': source }, changed: {}, added: [] })).toThrow('gateway.gone');
  expect(() => documentWith({ dropped: {}, changed: { 'aws.gone': { source } }, added: [] })).toThrow('aws.gone');
});

describe('a newer copy of the document', () => {
  const SOURCE = { text: 'Access Requirements, copy of 2027-03', date: '2027-03' };
  const copy = documentAs(
    {
      replaceHost: { 'app.gitpod.io': 'app.ona.com' },
      remove: ['jetbrains.download-cf', 'aws.logs'],
      add: [
        { id: 'aws.logs', url: 'https://logs.<region>.amazonaws.com', from: ['runner'] },
        { id: 'vscode.cdn', url: 'https://any.cdn.example', endpoint: 'https://*.cdn.example', ide: 'vscode' },
      ],
    },
    SOURCE,
  );
  const row = (id: string) => copy.rows.find((each) => each.id === id);

  test('has the renamed, new and changed requirements, each with the source, and lacks the removed requirements', () => {
    expect(row('management.app')).toMatchObject({ endpoint: 'https://app.ona.com', origin: 'document', source: SOURCE });
    expect(row('vscode.cdn')).toMatchObject({ level: 'conditional', origin: 'document', source: SOURCE });
    expect(row('aws.logs')).toMatchObject({ level: 'required', source: SOURCE });
    expect(row('jetbrains.download-cf')).toBeUndefined();
    expect(copy.dropped).toEqual({ 'jetbrains.download-cf': SOURCE });
  });

  test('leaves every other requirement unchanged', () => {
    const differing = ['management.app', 'vscode.cdn', 'aws.logs', 'jetbrains.download-cf'];
    const rest = (rows: readonly Row[]) =>
      rows.flatMap(({ id, endpoint, targets, level, source }) =>
        differing.includes(id) ? [] : [{ id, endpoint, targets, level, source }],
      );
    expect(rest(copy.rows)).toEqual(rest(ROWS));
  });
});
