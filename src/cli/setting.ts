/** The composition root: everything a run needs, put together from flags and environment. */

import { randomBytes } from 'node:crypto';
import { assemble, catalogInfo, publicHosts } from '../catalog/index.ts';
import type { Area } from '../model/area.ts';
import type { Shell } from '../model/command/index.ts';
import { type Limits, Profile } from '../model/profile.ts';
import type { Requirement } from '../model/requirement.ts';
import { SessionEvent } from '../model/session.ts';
import { createProbes, pretendWorld, secretSeeds, systemWorld, type World } from '../probes/index.ts';
import { createRedactor, type Redactor, secretRemover, withoutSecrets } from '../redact/index.ts';
import { systemClock } from '../run/clock.ts';
import { continueLog, type SessionLog, type StartedEvent, startLog } from '../run/log.ts';
import type { ProbePort } from '../run/probe-port.ts';
import { stateFolder } from '../run/store/folder.ts';
import { passingKey, pseudonymKey } from '../run/store/key.ts';
import { keepSession } from '../run/store/sessions.ts';
import { encodeEvent } from '../session/index.ts';
import { say } from '../terminal/gate.ts';
import { startDemo } from './arguments/demo.ts';
import { withFarEndAddress } from './arguments/far-end.ts';
import type { Flags } from './arguments/flags.ts';
import { impliedConsents } from './arguments/implied-consents.ts';
import { situationOf } from './arguments/profile.ts';
import { withProfileFile } from './arguments/profile-file/index.ts';
import { shellIn } from './arguments/shell.ts';
import { messageIn } from './files/message-file.ts';
import { namedCertificates } from './files/named-certificates.ts';
import { checkNamedFile } from './files/named-file.ts';
import { namedRecipients } from './files/named-recipients.ts';
import { overlayOf } from './files/overlay.ts';
import { pastedImageAccess } from './files/pasted-images.ts';
import { levelOf } from './redactor-for.ts';
import type { StoredSession } from './stored-session.ts';
import { VERSION } from './version.ts';
import { reportMeasuring } from './watchdog/watched.ts';

export interface Setting {
  flags: Flags;
  profile: Profile;
  limits: Limits;
  /** Rows for a profile: the whole list, or those of the areas that were named. */
  rowsFor(profile: Profile): Requirement[];
  /** Of the commands that people see; absent: of this machine. */
  shell?: Shell | undefined;
  /** The text of `--error`. */
  errorText?: string;
  /** The log is that of a stored session. */
  resumed: boolean;
  log: SessionLog;
  probes: ProbePort;
  redactor: Redactor;
  /** The redactor learns what to mask from an event that is shown before it stands in the log. */
  learn(event: SessionEvent): void;
  /** The same with words hidden that the person names beside. */
  redactorHiding(words: readonly string[]): Redactor;
  /** Whom bundles are encrypted to; null: they are written as they are. */
  recipients: readonly [string, ...string[]] | null;
  /** Seeds of redaction and of the tripwire: they must appear in no byte that leaves. */
  secrets: readonly string[];
  /** The state folder; null where nothing is kept. */
  store: string | null;
  /** Whether the session is stored: false with --no-store, and once the state folder has failed. */
  isKept(): boolean;
  /** UTC stamp and random tail: names the stored session and the bundle. */
  id: string;
  close(): Promise<void>;
}

/**
 * `asks`: a person is there to say what is wrong, so a demo's own symptom does not answer for them. `stored`: the session
 * that is taken up again; its situation and its limits stand, whatever the environment says now.
 */
export async function settingFor(
  given: Flags,
  areas: readonly Area[],
  asks = false,
  stored: StoredSession | null = null,
): Promise<Setting> {
  const flags = { ...(await withFarEndAddress(await withProfileFile(given))), ...(stored?.flags ?? {}) };
  const overlay = await overlayOf(flags);
  const roots = await namedCertificates(flags['public-roots']);
  const named = await namedCertificates(flags['ca-file']);
  if (flags['ssh-config'] !== undefined) await checkNamedFile(flags['ssh-config']);
  const pasted = await pastedImageAccess(flags);
  const recipients = await namedRecipients(flags);
  const demo = await startDemo(flags, stored?.session.profile);
  const environment = takeEnvironment();
  const defaults = demo === null ? {} : { profile: asks ? { ...demo.profile, symptom: null } : demo.profile, limits: demo.limits ?? {} };
  const situation = situationOf(flags, environment, defaults);
  const consents = [...new Set([...situation.profile.consents, ...impliedConsents(flags, areas)])];
  const { profile: stated, limits } = stored?.session ?? { ...situation, profile: { ...situation.profile, consents } };
  const world: World =
    demo === null
      ? systemWorld({ environment, version: VERSION, publicRoots: roots, namedRoots: named })
      : pretendWorld(demo.world.network, { version: VERSION, namedRoots: named });
  const secrets = [...new Set([...situation.secrets, ...secretSeeds(world.environment), ...secretSeeds(environment)])];
  // What a person writes may quote a command line with a login in it, in whichever flag.
  const withoutSecret = secretRemover(secrets);
  const profile = { ...withoutSecrets(Profile, stated, withoutSecret), ...(pasted === null ? {} : { pasted }) };
  const store = flags['no-store'] ? null : stateFolder(environment);
  const key = store === null ? passingKey() : pseudonymKey(store);
  const redactorHiding = (words: readonly string[]) =>
    createRedactor({ level: levelOf(flags), key, publicNames: publicHosts(profile.regions), secrets: [...secrets, ...words] });
  const redactor = redactorHiding([]);
  const wanted = new Set(areas);
  const rowsFor = (of: Profile) => assemble(of, overlay).filter((row) => wanted.size === 0 || wanted.has(row.area));
  const beginning: StartedEvent = {
    type: 'session-started',
    schema: 'gitpod-doctor/session@1',
    tool: { name: 'gitpod-doctor', version: VERSION },
    startedAt: systemClock.wallClock(),
    catalog: catalogInfo(overlay),
    limits,
    demo: demo?.name ?? null,
  };
  const log = stored === null ? startLog(systemClock, beginning) : continueLog(systemClock, stored.events);
  // What is named in a field is masked in every text that names it, from the first frame on.
  const learn = (event: SessionEvent) => redactor.learn(SessionEvent, event);
  log.events.forEach(learn);
  log.subscribe(learn);
  if (stored === null) log.append({ type: 'profile-set', profile, requirements: rowsFor(profile) });
  const id = `${beginning.startedAt.replace(/[-:]|\.\d+/g, '')}-${randomBytes(4).toString('hex')}`;
  let kept = store !== null;
  const unkeep =
    store === null
      ? () => {}
      : keepSession({
          ...{ log, folder: store, id },
          encode: (event) => encodeEvent(redactor.clean.value(SessionEvent, event)),
          onProblem(why) {
            kept = false;
            if (!flags.quiet) say(`This session is not stored: ${why}.`);
          },
        });
  reportMeasuring(log);
  const probes = createProbes(world, withoutSecret);
  return {
    flags,
    profile,
    limits,
    rowsFor,
    shell: shellIn(flags),
    ...(flags.error === undefined ? {} : { errorText: messageIn(flags.error) }),
    resumed: stored !== null,
    log,
    probes,
    redactor,
    learn,
    redactorHiding,
    recipients,
    secrets,
    store,
    isKept: () => kept,
    id,
    async close() {
      unkeep();
      await Promise.all([probes.close(), demo?.world.close()]);
    },
  };
}

/**
 * The environment as it was given. Node itself warns about NODE_TLS_REJECT_UNAUTHORIZED on every handshake; the
 * probes judge chains themselves, so the variable is a fact to report and nothing to act on.
 */
function takeEnvironment(): Record<string, string> {
  const environment = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  return environment;
}
