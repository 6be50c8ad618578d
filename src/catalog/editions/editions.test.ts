/** If these fail, a user with a new runner asks a firewall team for ports that nothing uses, or misses what the runner does need. */
import { describe, expect, test } from 'vitest';
import { Area } from '../../model/area.ts';
import { EMPTY_PROFILE } from '../../model/profile.ts';
import { EDITIONS, type EditionName } from '../../model/profile-words.ts';
import { Requirement } from '../../model/requirement.ts';
import { targetText } from '../../model/target.ts';
import { assembleRequirements, editionDifferences, editionOf, publicHosts } from '../index.ts';
import { documentWith } from './edition.ts';

const LATER = EDITIONS.filter((name) => name !== 'document');

function requirementsOf(edition: EditionName, runnerDomain?: string): Requirement[] {
  const domain = runnerDomain === undefined ? {} : { runnerDomain };
  return assembleRequirements({ ...EMPTY_PROFILE, edition, regions: ['us-east-1'], account: '123456789012', ...domain }, null);
}

const tested = (edition: EditionName, id: string, domain?: string) =>
  requirementsOf(edition, domain)
    .find((row) => row.id === id)
    ?.targets.map(({ target }) => targetText(target));

describe.each(LATER)('the edition %s', (name) => {
  test('has valid rows with unique ids, in the order of the areas', () => {
    const rows = requirementsOf(name, 'runner.corp.example');
    for (const row of rows) expect(Requirement.parse(row)).toEqual(row);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(Area.options.filter((area) => rows.some((row) => row.area === area))).toEqual([...new Set(rows.map(({ area }) => area))]);
  });

  test('gives a source and a date for every row that differs from the document', () => {
    const differences = editionDifferences('document', name);
    expect(differences.length).toBeGreaterThan(5);
    for (const { id, source } of differences)
      expect([id, source]).toEqual([id, expect.objectContaining({ date: expect.stringMatching(/^20\d\d-\d\d$/) })]);
  });

  test('needs no gateway, no UDP and no port 8443', () => {
    const targets = requirementsOf(name).flatMap((row) => row.targets.map(({ target }) => targetText(target)));
    expect(targets.filter((text) => /:(8443|4242)\b/.test(text))).toEqual([]);
  });
});

test('the document is the default edition and does not differ from itself', () => {
  expect(editionOf().name).toBe('document');
  expect(editionDifferences('document', 'document')).toEqual([]);
});

test("the rows for the runner's domain need the domain, and then measure both of its names", () => {
  const rows = requirementsOf('aws-runner-2026').filter(({ missing }) => missing === 'runner-domain');
  expect(rows.map(({ id, targets }) => [id, targets])).toEqual([
    ['management.runner-domain', []],
    ['management.runner-subdomains', []],
  ]);
  expect(tested('aws-runner-2026', 'management.runner-domain', 'r.corp.example')).toEqual(['https://r.corp.example/']);
  expect(tested('aws-runner-2026', 'management.runner-subdomains', 'r.corp.example')).toEqual(['https://gitpod-doctor.r.corp.example/']);
});

test('a masked report shows the hosts of every edition, but not the domain of a runner', () => {
  expect(publicHosts(['us-east-1'])).toEqual(expect.arrayContaining(['api.ecr.us-east-1.amazonaws.com', 'us-docker.pkg.dev']));
  expect(publicHosts(['us-east-1']).filter((host) => host.includes('runner-domain'))).toEqual([]);
});

test('an edition fails to load when it drops or changes a row that does not exist', () => {
  const source = { text: 'x', date: '2026-01' };
  expect(() => documentWith({ dropped: { 'gateway.gone': source }, changed: {}, added: [] })).toThrow('gateway.gone');
  expect(() => documentWith({ dropped: {}, changed: { 'aws.gone': { source } }, added: [] })).toThrow('aws.gone');
});
