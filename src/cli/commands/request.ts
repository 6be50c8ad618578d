/** `request [BUNDLE] --for TEAM`: the request to fix a cause, from a bundle or from the latest stored session. */

import { assembleRequirements } from '../../catalog/index.ts';
import {
  createHandover,
  type HandoverSource,
  handoverAs,
  isEmpty,
  isForOthers,
  REQUEST_FORMATS,
  type RequestFormat,
  RULE_FORMATS,
} from '../../documents/handover/index.ts';
import { programRoutes } from '../../documents/proxies/program-routes.ts';
import { namesAreMasked } from '../../documents/words/masked-names.ts';
import { joined, unmasked } from '../../documents/words/say.ts';
import { unhiddenWords } from '../../documents/words/unhidden-words.ts';
import { OWNER_WORDS } from '../../documents/words/words.ts';
import type { Device } from '../../model/devices.ts';
import type { Owner } from '../../model/finding.ts';
import type { Handover } from '../../model/handover.ts';
import { Report } from '../../model/report.ts';
import type { Requirement } from '../../model/requirement.ts';
import { type Session, SessionEvent } from '../../model/session.ts';
import { hideWords } from '../../redact/index.ts';
import { foldEvents } from '../../session/index.ts';
import { print, say } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { shellFlag } from '../arguments/shell.ts';
import { usageError } from '../arguments/usage.ts';
import { readNamedBundle, rediagnose } from '../files/named-report.ts';
import { redactorFor } from '../redactor-for.ts';
import { lastStoredEvents } from '../stored-session.ts';

export async function request(words: readonly string[], flags: Flags): Promise<number> {
  const [path, ...more] = words;
  if (more.length > 0)
    throw usageError('request takes one bundle at most.', 'Try: gitpod-doctor request gitpod-doctor-….zip --for network-team');
  const owner = flags.for as Owner | undefined;
  if (owner === undefined) throw usageError('request needs --for with a team.', 'Try: gitpod-doctor request --for network-team');
  if (flags.device !== undefined && !isForOthers(owner))
    throw usageError(
      '--device is for the network team and the AWS administrator.',
      `Leave --device out, or try: gitpod-doctor request --for network-team`,
    );
  const format = formatOf(flags, owner);
  const masked = isMasked(flags, owner);
  const { told, maskedBefore } = path === undefined ? ofStored(owner, flags, masked) : await ofFile(path, owner, flags, masked);
  const read = path === undefined && !flags.quiet ? [`Read from the last session: ${sessionText(told)}.`] : [];
  if (isEmpty(told) && (format === 'text' || format === 'markdown')) {
    for (const line of [nothingFor(owner), ...read]) say(line);
    return 0;
  }
  if (format === 'csv' && told.openings.length + told.exemptions.length === 0) say(isEmpty(told) ? nothingFor(owner) : NO_RULES);
  const text = withoutHidden(handoverAs(format, told), format, flags);
  for (const line of unhiddenWords(text, flags.hide ?? [])) say(line);
  if (!flags.quiet) say(namesAreMasked(text) ? caution(maskedBefore, flags) : masked ? NOTHING_MASKED : REAL);
  for (const line of read) say(line);
  print(text);
  return 0;
}

/** Says which of the stored sessions was used. */
function sessionText({ demo, measured }: Handover): string {
  return joined(', ', [demo !== null && `demo ${demo}`, measured.split(';')[0] ?? measured]);
}

const NO_RULES = 'The table is empty, because this request contains no rule for a host. See: --format text';

function nothingFor(owner: Owner): string {
  return `There is nothing to request, because no cause was found for ${WITH_ARTICLE[owner]} to remove.`;
}

const WITH_ARTICLE: Readonly<Record<Owner, string>> = {
  ...OWNER_WORDS,
  'network-team': `the ${OWNER_WORDS['network-team']}`,
  'aws-admin': `the ${OWNER_WORDS['aws-admin']}`,
};

function formatOf(flags: Flags, owner: Owner): RequestFormat {
  const format = flags.json ? 'json' : flags.markdown ? 'markdown' : (flags.format as RequestFormat | undefined);
  const chosen = REQUEST_FORMATS.find((known) => known === format) ?? 'text';
  if (RULE_FORMATS.has(chosen) && owner !== 'network-team')
    throw usageError(
      `${chosen} is a list of firewall rules, which is only for the network team.`,
      `Try: gitpod-doctor request --for ${owner} --format text`,
    );
  return chosen;
}

/** Readers in the user's organisation need the real names. Gitpod gets the pseudonyms of the bundle. */
function isMasked(flags: Flags, owner: Owner): boolean {
  return flags.mask === true || (owner === 'gitpod' && flags['show-values'] !== true);
}

const REAL = 'This text has real names: send it only within your organisation. Secrets are left out. --mask masks the names.';
const NOTHING_MASKED = 'Masked: the text contains none of your names.';

interface Told {
  told: Handover;
  /** The bundle contains only pseudonyms, so a request with real names cannot be written. */
  maskedBefore: boolean;
}

/** Removes the words of `--hide`. In JSON this happens before values are escaped. */
function withoutHidden(text: string, format: RequestFormat, flags: Flags): string {
  const hide = hideWords(text, flags.hide ?? [], (secrets) => redactorFor(flags, [], { secrets }));
  if (format !== 'json' || flags.hide === undefined) return hide(text);
  return JSON.stringify(
    JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? hide(value) : value)),
    null,
    2,
  );
}

/** A bundle was masked when it was written. A bare report may contain real names. */
async function ofFile(path: string, owner: Owner, flags: Flags, masked: boolean): Promise<Told> {
  const { events, manifest } = await readNamedBundle(path);
  const real = handoverOf(events, owner, flags);
  const maskedBefore = manifest !== null || namesAreMasked(JSON.stringify(real));
  return { told: masked && manifest === null ? maskedHandover(events, owner, flags) : real, maskedBefore };
}

function ofStored(owner: Owner, flags: Flags, masked: boolean): Told {
  const events = lastStoredEvents(flags, 'request');
  return { told: masked ? maskedHandover(events, owner, flags) : handoverOf(events, owner, flags), maskedBefore: false };
}

function handoverOf(events: readonly SessionEvent[], owner: Owner, flags: Flags): Handover {
  const session = foldEvents(events);
  const source = { ...sourceOf(session, flags), ways: programRoutes(session, unmasked) };
  return createHandover(rediagnose(events, shellFlag(flags)), source, owner);
}

function sourceOf(session: Session, { device }: Flags): Omit<HandoverSource, 'ways'> {
  return { session, requirements: everyRequirement(session), ...(device === undefined ? {} : { devices: device as Device[] }) };
}

/** Uses all requirements, even after a session of only a few areas, so that the firewall has to be changed only once. */
function everyRequirement({ profile, requirements }: Session): Requirement[] {
  const known = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const all = assembleRequirements(profile, null).map((requirement) => known.get(requirement.id) ?? requirement);
  return [...all, ...requirements.filter(({ id }) => !all.some((requirement) => requirement.id === id))];
}

/** Routes are computed from the real names and masked afterwards, because a masked name no longer matches its NO_PROXY entry. */
function maskedHandover(events: readonly SessionEvent[], owner: Owner, flags: Flags): Handover {
  const real = foldEvents(events);
  const report = rediagnose(events, shellFlag(flags));
  const redactor = redactorFor({ ...(real.level === undefined ? {} : { level: real.level }), ...flags }, real.profile.regions);
  for (const event of events) redactor.learn(SessionEvent, event);
  redactor.learn(Report, report);
  const session = foldEvents(events.map((event) => redactor.value(SessionEvent, event)));
  const source = { ...sourceOf(session, flags), ways: programRoutes(real, redactor.text) };
  return createHandover(redactor.value(Report, report), source, owner);
}

function caution(maskedBefore: boolean, flags: Flags): string {
  if (maskedBefore && flags['show-values'])
    return '--show-values shows no more names, because the names were masked when the file was written. To see them, run gitpod-doctor decode on the machine that made the file.';
  if (maskedBefore)
    return 'Names that begin with px- are masked. On the machine that made the file, gitpod-doctor decode shows the real names.';
  return `Names that begin with px- are masked; ${flags.mask ? 'without --mask, they are shown' : '--show-values shows them'}.`;
}
