/** The composition root: a measuring session, built from flags and environment in parts, so that each command takes the parts it needs. */

import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { assembleRequirements, catalogInfo, type Overlay, publicHosts } from '../catalog/index.ts';
import type { Area } from '../model/area.ts';
import { type Consent, Profile } from '../model/profile.ts';
import type { Requirement } from '../model/requirement.ts';
import { SessionEvent } from '../model/session.ts';
import { createProbes, pretendWorld, proxySecretForms, systemWorld, type World } from '../probes/index.ts';
import { createRedactor, createSecretRemover, type Redactor, removeSecretsFromText } from '../redact/index.ts';
import { systemClock } from '../run/clock.ts';
import { continueLog, type SessionLog, startLog } from '../run/log.ts';
import type { ProbePort } from '../run/probe-port.ts';
import { stateFolder } from '../run/store/folder.ts';
import { createTemporaryKey, pseudonymKey } from '../run/store/key.ts';
import { keepSession } from '../run/store/sessions.ts';
import { encodeEvent } from '../session/index.ts';
import { say } from '../terminal/gate.ts';
import { type Demo, startDemo } from './arguments/demo.ts';
import type { Flags } from './arguments/flags.ts';
import { type Situation, situationOf } from './arguments/profile.ts';
import { withProfileFile } from './arguments/profile-file/index.ts';
import { scriptFile } from './arguments/script-place.ts';
import { usageError } from './arguments/usage.ts';
import { installationFrom } from './files/installation-file.ts';
import { checkedCaFile } from './files/named-certificates.ts';
import { checkNamedFile } from './files/named-file.ts';
import { readRecipients } from './files/named-recipients.ts';
import { readOverlay } from './files/overlay.ts';
import { readPastedImages } from './files/pasted-images.ts';
import { redactionLevelOf } from './redactor-for.ts';
import type { StoredSession } from './stored-session.ts';
import { VERSION } from './version.ts';
import { reportMeasuring } from './watchdog/watched.ts';

/** The engine: what is measured, with which probes, and where it is logged. */
export interface MeasuredSubject {
  log: SessionLog;
  probes: ProbePort;
  /** The requirements for a profile: all of them, or those of the named areas. */
  rowsFor(profile: Profile): Requirement[];
}

/** Masks values in any output. */
export interface Redaction {
  redactor: Redactor;
  /** Learns the names in an event that is shown before it is logged. */
  learn(event: SessionEvent): void;
  /** Returns another redactor that also hides these words of the user. */
  hiding(words: readonly string[]): Redactor;
}

/** The folder and name of the stored session. */
export interface SessionStore {
  /** The state folder; null if nothing is stored. */
  folder: string | null;
  /** UTC timestamp and random suffix, in the names of the stored session and the bundle. */
  id: string;
  /** False with --no-store, and after the state folder has failed. */
  isKept(): boolean;
}

export interface LiveSession {
  /** All flags: from the command line, the profile file and the stored session. */
  flags: Flags;
  subject: MeasuredSubject;
  redaction: Redaction;
  sessionStore: SessionStore;
  /** Recipients of an encrypted bundle; null if the bundle is not encrypted. */
  recipients: readonly [string, ...string[]] | null;
}

export interface SessionScope {
  /** The areas to measure; absent means all. */
  areas?: readonly Area[];
  /** True if a user will choose the symptom, so that the symptom of a demo scenario is not used. */
  asks?: boolean;
  /** The resumed session, whose situation and limits override the environment. */
  stored?: StoredSession | null;
}

/** Opens a session while it is used. */
export async function withSession<T>(given: Flags, opening: SessionScope, use: (session: LiveSession) => Promise<T>): Promise<T> {
  const { areas = [], asks = false, stored = null } = opening;
  const flags = { ...(await resolveFarEnd(await withProfileFile(given))), ...stored?.flags };
  const { overlay, roots, pasted, recipients } = await namedFiles(flags);
  const demo = await startDemo(flags, stored?.session.profile, overlay);
  const environment = takeEnvironment();
  const world = worldOf(demo, environment, roots, flags);
  const situation = situationFor(flags, environment, demo, asks);
  const secrets = [...new Set([...situation.secrets, ...proxySecretForms(world.environment), ...proxySecretForms(environment)])];
  // The text of any flag can contain a pasted command line with a login.
  const withoutSecret = createSecretRemover(secrets);
  const consents = [...new Set([...situation.profile.consents, ...impliedConsents(flags, areas)])];
  const stated = removeSecretsFromText(Profile, stored?.session.profile ?? { ...situation.profile, consents }, withoutSecret);
  const profile = { ...stated, ...(pasted === null ? {} : { pasted }), ...(await installationFrom(flags, stated)) };
  const folder = flags['no-store'] ? null : stateFolder(environment);
  const redaction = redactionFor(flags, folder, profile, secrets);
  const log = stored === null ? newLog(situation, overlay, demo, flags) : continueLog(systemClock, stored.events);
  // Learns the names in the flags, so that they are masked from the first frame on.
  log.events.forEach(redaction.learn);
  log.subscribe(redaction.learn);
  const rowsFor = (of: Profile) => assembleRequirements(of, overlay).filter((row) => areas.length === 0 || areas.includes(row.area));
  if (stored === null) log.append({ type: 'profile-set', profile, requirements: rowsFor(profile) });
  const { end, ...sessionStore } = keepIn(folder, log, redaction, flags);
  reportMeasuring(log);
  const probes = createProbes(world, withoutSecret);
  try {
    return await use({ flags, subject: { log, probes, rowsFor }, redaction, sessionStore, recipients });
  } finally {
    end();
    await Promise.all([probes.close(), demo?.world.close()]);
  }
}

interface Roots {
  public: string[] | null;
  named: string[] | null;
}

/** Reads all files that flags name before anything begins. An unusable file ends the program here. */
async function namedFiles(flags: Flags) {
  const overlay = await readOverlay(flags);
  const roots: Roots = { public: await checkedCaFile(flags['public-roots']), named: await checkedCaFile(flags['ca-file']) };
  if (flags['ssh-config'] !== undefined) await checkNamedFile(flags['ssh-config']);
  const script = flags.pac === undefined ? null : scriptFile(flags.pac);
  if (script !== null) await checkNamedFile(script);
  return { overlay, roots, pasted: await readPastedImages(flags), recipients: await readRecipients(flags) };
}

function worldOf(demo: Demo | null, environment: Record<string, string>, roots: Roots, { pac }: Flags): World {
  const given = { version: VERSION, namedRoots: roots.named, proxyScript: pac === undefined ? null : (scriptFile(pac) ?? pac) };
  return demo === null ? systemWorld({ environment, publicRoots: roots.public, ...given }) : pretendWorld(demo.world.network, given);
}

function situationFor(flags: Flags, environment: Record<string, string>, demo: Demo | null, asks: boolean): Situation {
  if (demo === null) return situationOf(flags, environment);
  const { profile, limits = {} } = demo;
  return situationOf(flags, environment, { profile: asks ? { ...profile, symptom: null } : profile, limits });
}

function redactionFor(flags: Flags, folder: string | null, { regions }: Profile, secrets: readonly string[]): Redaction {
  const key = folder === null ? createTemporaryKey() : pseudonymKey(folder);
  const hiding = (words: readonly string[]) =>
    createRedactor({ level: redactionLevelOf(flags), key, publicNames: publicHosts(regions), secrets: [...secrets, ...words] });
  const redactor = hiding([]);
  return { redactor, hiding, learn: (event) => redactor.learn(SessionEvent, event) };
}

function newLog({ limits }: Situation, overlay: Overlay | null, demo: Demo | null, { level }: Flags): SessionLog {
  return startLog(systemClock, {
    type: 'session-started',
    schema: 'gitpod-doctor/session@1',
    tool: { name: 'gitpod-doctor', version: VERSION },
    startedAt: systemClock.wallClock(),
    catalog: catalogInfo(overlay),
    limits,
    demo: demo?.name ?? null,
    ...(level === undefined ? {} : { level }),
  });
}

function keepIn(folder: string | null, log: SessionLog, { redactor }: Redaction, { quiet }: Flags): SessionStore & { end(): void } {
  const id = `${systemClock.wallClock().replace(/[-:]|\.\d+/g, '')}-${randomBytes(4).toString('hex')}`;
  if (folder === null) return { folder, id, isKept: () => false, end() {} };
  let kept = true;
  const end = keepSession({
    ...{ log, folder, id },
    encode: (event) => encodeEvent(redactor.clean.value(SessionEvent, event)),
    onProblem(why) {
      kept = false;
      if (!quiet) say(`This session is not stored: ${why}.`);
    },
  });
  return { folder, id, isKept: () => kept, end };
}

/**
 * Returns a copy of the environment, then removes NODE_TLS_REJECT_UNAUTHORIZED from this process: it is only reported, and Node would warn
 * on every handshake.
 */
function takeEnvironment(): Record<string, string> {
  const environment = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  return environment;
}

/** The consent to use AWS credentials that the area `ami` or an AWS profile implies (docs/contract.md, Consents). */
function impliedConsents(flags: Flags, areas: readonly Area[]): Consent[] {
  // With pasted AWS CLI output no AWS call is needed.
  const isHandedIn = flags['allowed-images'] !== undefined || flags.images !== undefined;
  return (areas.includes('ami') && !isHandedIn) || flags['aws-profile'] !== undefined ? ['aws'] : [];
}

/** Replaces the name in `--far-end HOST` by its address, so that it is looked up only once and before any measurement. */
async function resolveFarEnd(flags: Flags): Promise<Flags> {
  const host = flags['far-end'];
  if (host === undefined || isIP(host) !== 0) return flags;
  const found = /^[\w.-]{1,253}$/.test(host) ? await lookup(host, { family: 4 }).catch(() => null) : null;
  if (found === null) throw usageError('--far-end takes a host name or an address.', 'Try: --far-end 203.0.113.5');
  return { ...flags, 'far-end': found.address };
}
