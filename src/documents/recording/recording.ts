/**
 * How the published hosts answered on a good network (`check --record`), and why a sweep cannot be recorded. A sweep with any cause or
 * inspecting device is refused as a whole, because its answers would later count as genuine.
 */

import { hasPrivateRoot, issuerNames, phaseOfHop, proofOfHop } from '../../diagnosis/index.ts';
import { publicCaFamily } from '../../knowledge/certificates/ca-names.ts';
import { HEADERS_OF_INTEREST, MEDIA_TYPES } from '../../knowledge/http-words.ts';
import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import type { Diagnosis, Finding } from '../../model/finding.ts';
import type { GenuineAnswer } from '../../model/genuine-answer.ts';
import { isWebObservation, type Observation, type WebObservation } from '../../model/observation.ts';
import { RECORDING_SCHEMA, type Recording } from '../../model/recording.ts';
import type { Session } from '../../model/session.ts';
import { type Target, targetHost } from '../../model/target.ts';

/** The catalogue's spelling of a target; null for a target that only this customer has. */
type Spelling = (row: string, target: Target) => string | null;

export type Recorded = { ok: true; recording: Recording; leftOut: readonly string[] } | { ok: false; why: string };

interface Answer extends GenuineAnswer {
  row: string;
  of: string;
  host: string;
}

export function recordingOf(session: Session, diagnosis: Diagnosis, spelling: Spelling, ownRoots: boolean): Recorded {
  const measured = session.observations.flatMap((observation) => placesOf(observation, spelling));
  const rows = new Set(measured.map(({ row }) => row));
  const why = refusal(diagnosis.findings, measured, rows);
  if (why !== null) return { ok: false, why };
  const leftOut = new Set<string>();
  const answers = measured.flatMap(({ row, of, observation }) => answerOf(row, of, observation, session, leftOut));
  if (answers.length === 0) return { ok: false, why: 'no published host gave an answer that proves its server' };
  return { ok: true, leftOut: [...leftOut].sort(), recording: recording(session, diagnosis, answers, ownRoots) };
}

interface Place {
  row: string;
  of: string;
  observation: Observation;
}

function placesOf(observation: Observation, spelling: Spelling): Place[] {
  if (observation.role !== 'row') return [];
  return observation.requirements.flatMap((row) => {
    const of = spelling(row, observation.target);
    return of === null ? [] : [{ row, of, observation }];
  });
}

/** A silent gateway does not prevent a recording, because whether it answers over UDP is one of the recorded facts. */
const SILENCE = 'GD504';

function refusal(findings: readonly Finding[], measured: readonly Place[], rows: ReadonlySet<string>): string | null {
  const intercepted = measured.find(({ observation }) => isWebObservation(observation) && isReSigned(observation));
  if (intercepted !== undefined) return `TLS to ${targetHost(intercepted.observation.target)} is re-signed on this network`;
  const cause = findings.find(
    ({ code, severity, requirements }) => code !== SILENCE && (severity !== 'advice' || requirements.some((id) => rows.has(id))),
  );
  return cause === undefined ? null : `the check found ${cause.code} ${cause.name}`;
}

function isReSigned(observation: WebObservation): boolean {
  return observation.phases.some((phase) => phase.name === 'tls' && phase.peer === 'target' && hasPrivateRoot(phase));
}

function answerOf(row: string, of: string, observation: Observation, session: Session, leftOut: Set<string>): Answer[] {
  const host = targetHost(observation.target);
  if (host === null || observation.state !== 'completed' || observation.failure !== null) return [];
  const none = { statuses: [], alpn: null, issuers: [], contentType: null, headers: [], redirectsTo: [] };
  if (observation.probe === 'udp') return [{ row, of, host, ...none, overUdp: true }];
  if (!isWebObservation(observation) || proofOfHop(observation, 0) !== 'public') return [];
  const tls = phaseOfHop(observation, 'tls', 0);
  const answer = phaseOfHop(observation, 'http', 0)?.answer ?? null;
  const alpn = tls?.['tls.next_protocol'];
  const family = issuerNames(tls?.chain ?? []).flatMap((name) => publicCaFamily(name) ?? [])[0];
  return [
    {
      ...{ row, of, host },
      statuses: answer === null ? [] : [answer['http.response.status_code']],
      alpn: alpn === 'h2' || alpn === 'http/1.1' ? alpn : null,
      issuers: family === undefined ? [] : [family],
      contentType: answer?.contentType != null && MEDIA_TYPES.has(answer.contentType) ? answer.contentType : null,
      headers: (answer?.headers ?? []).filter((name) => HEADERS_OF_INTEREST.has(name)),
      redirectsTo: redirectHosts(observation, session, leftOut),
    },
  ];
}

/**
 * Hosts of owners that the access requirements name. The host of another owner may be the customer's mirror, so it is shown on the screen
 * and not recorded.
 */
function redirectHosts(observation: WebObservation, { profile }: Session, leftOut: Set<string>): string[] {
  const hosts: string[] = [];
  for (let hop = 0; proofOfHop(observation, hop) === 'public'; hop++) {
    const to = phaseOfHop(observation, 'http', hop)?.answer?.redirect?.host;
    if (to === undefined) break;
    if (publishedOwner(to) === null || isOfCustomer(to)) leftOut.add(to);
    else hosts.push(profile.regions.reduce((text, region) => text.replaceAll(region, '<region>'), to));
  }
  return hosts;
}

/** Some published owners give each customer a host name of its own. */
function isOfCustomer(host: string): boolean {
  return /\d{12}|vpce/i.test(host) || TENANTS.has(publishedOwner(host));
}

const TENANTS: ReadonlySet<string | null> = new Set(['Okta', 'GitLab', 'Atlassian']);

function recording(session: Session, { verdicts }: Diagnosis, answers: readonly Answer[], ownRoots: boolean): Recording {
  const rows = Map.groupBy(answers, ({ row }) => row);
  const { version, source, sha256 } = session.catalog;
  const hosts = Map.groupBy(
    answers.filter(({ overUdp }) => overUdp !== true),
    ({ host }) => host,
  );
  return {
    schema: RECORDING_SCHEMA,
    tool: session.tool,
    catalog: { version, source, sha256, overlay: null },
    edition: session.profile.edition ?? 'document',
    startedAt: session.startedAt,
    pretend: session.demo !== null || ownRoots,
    rows: session.requirements.flatMap(({ id }) => {
      const of = rows.get(id);
      return of === undefined ? [] : [{ id, answers: bySpelling(of) }];
    }),
    baseline: {
      startedAt: session.startedAt,
      verdicts: verdicts.flatMap(({ requirement, verdict }) => (rows.has(requirement) ? [{ requirement, verdict }] : [])),
      answered: [...new Set(answers.flatMap(({ overUdp, host }) => (overUdp === true ? host : [])))],
      hosts: [...hosts].map(([host, of]) => ({
        host,
        alpn: of.map(({ alpn }) => alpn).find((alpn) => alpn !== null) ?? null,
        headers: merged(of, ({ headers }) => headers),
      })),
      failed: [],
      passed: [...hosts.keys()],
    },
  };
}

/** One entry for each spelling, whichever region or architecture was measured. */
function bySpelling(answers: readonly Answer[]): Recording['rows'][number]['answers'] {
  return [...Map.groupBy(answers, ({ of }) => of)].map(([of, same]) => ({
    of,
    statuses: merged(same, ({ statuses }) => statuses),
    // A protocol or header that one of the answers lacks is not recorded.
    alpn: same.every(({ alpn }) => alpn === same[0]?.alpn) ? (same[0]?.alpn ?? null) : null,
    issuers: merged(same, ({ issuers }) => issuers),
    contentType: same.every(({ contentType }) => contentType === same[0]?.contentType) ? (same[0]?.contentType ?? null) : null,
    headers: (same[0]?.headers ?? []).filter((name) => same.every(({ headers }) => headers.includes(name))).sort(),
    redirectsTo: merged(same, ({ redirectsTo }) => redirectsTo),
    ...(same.every(({ overUdp }) => overUdp === true) ? { overUdp: true as const } : {}),
  }));
}

function merged<T extends string | number>(answers: readonly Answer[], of: (answer: Answer) => readonly T[]): T[] {
  return [...new Set(answers.flatMap(of))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
