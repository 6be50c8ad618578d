/** `request [BUNDLE] --for TEAM`: the text that gets a cause removed, from a bundle or from the latest stored session. */
import { publicHosts } from '../../catalog/index.ts';
import type { Owner } from '../../model/finding.ts';
import type { Handover } from '../../model/handover.ts';
import { Report } from '../../model/report.ts';
import { SessionEvent } from '../../model/session.ts';
import { handover, handoverAs, isEmpty, REQUEST_FORMATS, type RequestFormat, RULE_FORMATS } from '../../present/handover/index.ts';
import { proxyWays } from '../../present/proxies/proxy-ways.ts';
import { namesAreMasked } from '../../present/words/masked-names.ts';
import { OWNER_WORDS } from '../../present/words/words.ts';
import { stripControls } from '../../redact/index.ts';
import { stateFolder } from '../../run/store/folder.ts';
import { lastSession } from '../../run/store/stored-walk.ts';
import { fold } from '../../session/index.ts';
import type { Flags } from '../arguments/flags.ts';
import { Stop, usage } from '../arguments/usage.ts';
import { judgedAgain, namedBundle } from '../files/named-report.ts';
import { print, say } from '../output/output.ts';
import { redactorFor } from '../redactor-for.ts';

export async function request(words: readonly string[], flags: Flags): Promise<number> {
  const [path, ...more] = words;
  if (more.length > 0)
    throw usage('request takes one bundle at most.', 'Try: gitpod-doctor request gitpod-doctor-….zip --for network-team');
  const owner = flags.for as Owner | undefined;
  if (owner === undefined) throw usage('request needs to know whom it is for.', 'Try: gitpod-doctor request --for network-team');
  const format = formatOf(flags, owner);
  const told = path === undefined ? ofStored(owner, flags, isMasked(flags, format)) : await ofBundle(path, owner);
  if (isEmpty(told) && (format === 'text' || format === 'markdown')) {
    print(`Nothing to ask for here: no cause that was found is for ${OWNER_WORDS[owner]} to remove.`);
    return 0;
  }
  const text = handoverAs(format, told);
  // A bundle comes from anybody: what stands in it must not speak to the terminal.
  print(text.split('\n').map(stripControls).join('\n'));
  if (!flags.quiet && namesAreMasked(text)) say(caution(path !== undefined, flags['show-values'] === true));
  return 0;
}

function formatOf(flags: Flags, owner: Owner): RequestFormat {
  const format = flags.json ? 'json' : flags.markdown ? 'markdown' : (flags.format as RequestFormat | undefined);
  const chosen = REQUEST_FORMATS.find((known) => known === format) ?? 'text';
  if (RULE_FORMATS.has(chosen) && owner !== 'network-team')
    throw usage(
      `${chosen} is a list of rules, which only the network team has.`,
      `Try: gitpod-doctor request --for ${owner} --format text`,
    );
  return chosen;
}

/** As everywhere: what people read on a screen is masked unless they say otherwise, what programs read is not. */
function isMasked(flags: Flags, format: RequestFormat): boolean {
  return format === 'text' || format === 'markdown' ? flags['show-values'] !== true : flags.mask === true;
}

async function ofBundle(path: string, owner: Owner): Promise<Handover> {
  return handoverOf((await namedBundle(path)).events, owner);
}

function ofStored(owner: Owner, flags: Flags, masked: boolean): Handover {
  const stored = lastSession(stateFolder(process.env));
  if (stored === null) throw usage('There is no stored session to make a request from.', 'Try: gitpod-doctor check, or name a bundle');
  if ('newer' in stored) throw new Stop(4, `The last stored session was written by a newer version (${stored.newer}).`, null);
  return masked ? maskedHandover(stored.events, owner, flags) : handoverOf(stored.events, owner);
}

function handoverOf(events: readonly SessionEvent[], owner: Owner): Handover {
  const session = fold(events);
  return handover(judgedAgain(events), { session, ways: proxyWays(session, (text) => text) }, owner);
}

/** The ways of programs are told by the real names and then masked: a masked name no longer ends as the entry that covers it. */
function maskedHandover(events: readonly SessionEvent[], owner: Owner, flags: Flags): Handover {
  const real = fold(events);
  const report = judgedAgain(events);
  const redactor = redactorFor(flags, { publicNames: publicHosts(real.profile.regions) });
  for (const event of events) redactor.learn(SessionEvent, event);
  redactor.learn(Report, report);
  const session = fold(events.map((event) => redactor.value(SessionEvent, event)));
  return handover(redactor.value(Report, report), { session, ways: proxyWays(real, redactor.text) }, owner);
}

function caution(isBundle: boolean, wanted: boolean): string {
  if (isBundle && wanted)
    return '--show-values shows nothing more: the bundle was masked when it was written; gitpod-doctor decode on the machine that made it knows the names.';
  return isBundle
    ? 'Names that begin with px- are masked; the machine that made the bundle knows the real ones (gitpod-doctor decode).'
    : 'Names that begin with px- are masked; --show-values prints the text as it is to be sent.';
}
