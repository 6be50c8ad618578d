/**
 * What a recording would enter into the list, row by row. A row enters whole or not at all: with every target answered, and with each
 * answer as the row expects it. What contradicts the row is shown for a person, who changes the row or drops the recording.
 */
import { ownSpellings, spellingOf } from '../../src/catalog/calibrated.ts';
import { CALIBRATIONS } from '../../src/catalog/calibration.ts';
import { editionOf } from '../../src/catalog/index.ts';
import type { Calibration, Row } from '../../src/catalog/row.ts';
import { publicCaFamily } from '../../src/knowledge/certificates/ca-names.ts';
import { HEADERS_OF_INTEREST, MEDIA_TYPES } from '../../src/knowledge/http-words.ts';
import { publishedOwner } from '../../src/knowledge/owner-of-host.ts';
import type { GenuineAnswer } from '../../src/model/genuine-answer.ts';
import type { RecordedRow, Recording } from '../../src/model/recording.ts';

export interface RowChange {
  id: string;
  title: string;
  /** Lines of the diff: `-` now, `+` recorded. */
  lines: string[];
  /** Why the row does not enter; empty if it does. */
  against: string[];
  calibration: Calibration;
}

type Known = Readonly<Record<string, Calibration>>;

/** Rows that the recording would change. */
export function calibrationChanges(recording: Recording, known: Known = CALIBRATIONS): RowChange[] {
  const rows = editionOf(recording.edition).rows;
  return recording.rows.flatMap((recorded) => {
    const row = rows.find(({ id }) => id === recorded.id);
    const before = known[recorded.id]?.answers ?? {};
    const answers = Object.fromEntries(recorded.answers.map(({ of, ...answer }) => [of, answer]));
    const lines = recorded.answers.flatMap(({ of, ...answer }) => changeOf(of, before[of], answer));
    const calibration = { date: recording.startedAt.slice(0, 10), source: sourceOf(recording), answers };
    const against = row === undefined ? ['the list has no such row'] : objections(row, recorded);
    return lines.length === 0 ? [] : [{ id: recorded.id, title: row?.title ?? '', lines, against, calibration }];
  });
}

/** The calibrations with the rows that may enter. */
export function entered(changes: readonly RowChange[], known: Known = CALIBRATIONS): Known {
  const fresh = changes.flatMap(({ id, against, calibration }) => {
    // Another edition may spell other hosts in the same row.
    const answers = { ...known[id]?.answers, ...calibration.answers };
    return against.length === 0 ? [[id, { ...calibration, answers }] as const] : [];
  });
  return Object.fromEntries([...Object.entries(known), ...fresh].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Words that no recording of ours has, so that the file was changed by hand. */
export function foreignWords({ rows, startedAt, tool }: Recording): string[] {
  const answers = rows.flatMap(({ answers: each }) => each);
  return [
    ...answers.flatMap(({ issuers }) => issuers.filter((name) => publicCaFamily(name) !== name)),
    ...answers.flatMap(({ headers }) => headers.filter((name) => !HEADERS_OF_INTEREST.has(name))),
    ...answers.flatMap(({ contentType }) => (contentType === null || MEDIA_TYPES.has(contentType) ? [] : contentType)),
    ...answers.flatMap(({ redirectsTo }) => redirectsTo.filter((host) => publishedOwner(host) === null)),
    ...[startedAt].filter((text) => !/^20\d\d-\d\d-\d\dT[\d:.]+Z$/.test(text)),
    ...[tool.version].filter((text) => !/^\d+\.\d+\.\d+[\w.+-]*$/.test(text)),
  ];
}

export function answerText({ statuses, alpn, issuers, contentType, headers, redirectsTo, overUdp }: GenuineAnswer): string {
  const parts = [
    overUdp === true && 'answers over UDP',
    statuses.length > 0 && `status ${statuses.join(', ')}`,
    alpn !== null && `ALPN ${alpn}`,
    issuers.length > 0 && `issuer ${issuers.join(', ')}`,
    contentType,
    headers.length > 0 && `headers ${headers.join(' ')}`,
    redirectsTo.length > 0 && `redirects to ${redirectsTo.join(' ')}`,
  ];
  return parts.filter(Boolean).join('; ');
}

function sourceOf({ tool, catalog }: Recording): string {
  return `check --record, gitpod-doctor ${tool.version}, list of ${catalog.version}`;
}

function changeOf(of: string, before: GenuineAnswer | undefined, after: GenuineAnswer): string[] {
  const [was, is] = [before === undefined ? 'never recorded' : answerText(before), answerText(after)];
  return was === is ? [] : [`- ${of}  ${was}`, `+ ${of}  ${is}`];
}

function objections(row: Row, { answers }: RecordedRow): string[] {
  const own = ownSpellings(row);
  const known = new Set([...row.targets.flatMap((template) => spellingOf(template) ?? []), ...own]);
  const missing = own.filter((of) => !answers.some((answer) => answer.of === of));
  return [
    ...answers.flatMap(({ of }) => (known.has(of) ? [] : `the row has no target ${of}`)),
    ...missing.map((of) => `no answer of ${of}`),
    ...answers.flatMap((answer) => contradictions(row, answer)),
  ];
}

const FITS = {
  any: () => true,
  'success-or-redirect': (status: number) => status >= 200 && status < 400,
  registry: (status: number) => (status >= 200 && status < 400) || status === 401,
} as const satisfies Record<Row['proof']['status'], (status: number) => boolean>;

/** What stands for a wildcard may answer anything. */
function contradictions({ proof, targets }: Row, { of, statuses, contentType, headers }: RecordedRow['answers'][number]): string[] {
  if (targets.some((template) => 'standsFor' in template && template.standsFor !== undefined && spellingOf(template) === of)) return [];
  const odd = statuses.filter((status) => !FITS[proof.status](status));
  const isOtherType = proof.contentType !== null && contentType !== proof.contentType;
  const hasHeader = proof.headers.length === 0 || proof.headers.some((name) => headers.includes(name));
  return [
    ...odd.map((status) => `the row expects ${proof.status}, and ${of} answered ${status}`),
    ...(isOtherType ? [`the row expects ${proof.contentType}, and ${of} answered ${contentType ?? 'without a type'}`] : []),
    ...(hasHeader ? [] : [`the row expects the header ${proof.headers.join(' or ')}, and ${of} sent none`]),
  ];
}
