/** The result of a proxy script in sentences: its location, the programs that read it, and the routes of the hosts. */
import {
  foundNoScript,
  ignoresFile,
  namedScriptOf,
  type ScriptReader,
  SYSTEM_READERS,
  scriptReaders,
} from '../../knowledge/proxies/script-readers.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import { hostFactsOf, type ProxyScriptObservation } from '../../model/observation.ts';
import type { NamedScript, ScriptAnswer, ScriptEntry } from '../../model/proxy-script.ts';
import type { Session } from '../../model/session.ts';
import { hostPort } from '../../model/target.ts';
import { count } from '../words/quantity.ts';
import { type Say, toList } from '../words/say.ts';
import type { EvidenceLine } from './evidence-line.ts';
import { FAILURE_WORDS } from './failure-words.ts';

/** What each program does with a script; `knowledge/proxies/script-readers.ts` has the sources. */
const READER_WORDS: Readonly<Record<ScriptReader, string>> = {
  browser: 'Browsers try the entries of the script’s list in order. They try no further entry if a proxy refuses.',
  vscode: 'VS Code uses only the first entry. It ignores the script if http.proxy or a proxy variable is set.',
  jvm: 'JetBrains runs the script itself. It remembers the answer for each host for ten minutes.',
};
/** Every fault of a script has the same effect: failed fetching, size, syntax, an exception, a missing function. */
const WITHOUT_SCRIPT: Readonly<Record<ScriptReader, string>> = {
  browser: 'Browsers connect directly without a usable script, unless a policy (ProxyPacMandatory) forbids it.',
  vscode: 'VS Code connects directly without a usable script.',
  jvm: 'JetBrains connects directly without a usable script, but accepts scripts of more than 1 MB.',
};
const NO_FILE = 'Chromium, Edge and VS Code read no script from a file: they connect directly.';
const NOTHING_DISCOVERED = 'Proxy discovery (WPAD) is on, but finds no script in DNS.';
const OTHERS = 'Go, curl, git, wget, Python and Node read no script.';

/** One sentence for each script, then one for each program that reads the script; empty without a script. */
export function scriptLines({ observations }: Pick<Session, 'observations'>, say: Say): string[] {
  const host = hostFactsOf(observations);
  const scripts = observations.filter((each) => each.probe === 'proxy-script');
  if (host === null || scripts.length === 0) return [];
  const found = scripts.map((script) => ({ script, named: namedScriptOf(script, host) }));
  const present = found.filter(({ script, named }) => named === null || !foundNoScript(named, script.failure));
  const absent = present.length === found.length ? [] : [NOTHING_DISCOVERED];
  if (present.length === 0) return absent;
  const readers = new Set(present.flatMap(({ named }) => (named === null ? [] : scriptReaders(named, host))));
  return [
    ...present.map(({ script }) => `${scriptName(script, say)} ${foundText(script, say)}`),
    ...absent,
    ...[...readers].map((reader) => READER_WORDS[reader]),
    ...(host.proxyScripts?.some(ignoresFile) ? [NO_FILE] : []),
    ...(present.some(({ script }) => isBroken(script)) ? [...readers].map((reader) => WITHOUT_SCRIPT[reader]) : []),
    ...(SYSTEM_READERS[host.platform] ?? []),
    OTHERS,
  ];
}

function isBroken({ failure, script }: ProxyScriptObservation): boolean {
  return failure !== null || script?.answers.some((answer) => answer.failure !== null) === true;
}

/** The facts about one script, for its evidence. */
export function answerLines({ script }: ProxyScriptObservation, say: Say): EvidenceLine[] {
  if (script === null) return [];
  const { bytes, encoding, bom, contentType, questions, questionsLeftOut, line, sourceLine, answers } = script;
  const type = contentType === null ? '' : say`, ${contentType}`;
  const broken = line === undefined ? answers.find((answer) => answer.line !== undefined) : { line, sourceLine };
  return [
    { label: 'script', text: `${count(bytes, 'byte')}, ${encoding}${bom ? ' with a BOM' : ''}${type}` },
    ...(broken?.line === undefined
      ? []
      : [{ label: 'line', text: `${broken.line}${broken.sourceLine === undefined ? '' : say`: ${broken.sourceLine.trim()}`}` }]),
    ...groupsOf(answers, say).map((text) => ({ label: 'returns', text })),
    ...questions.map(({ name, call, addresses, failure }) => ({
      label: 'asks DNS',
      text: say`${call} of ${name}: ${failure === null ? toList(addresses) || 'no address' : FAILURE_WORDS[failure].remark}`,
    })),
    ...(questionsLeftOut > 0 ? [{ label: 'asks DNS', text: `${questionsLeftOut} more, which were not looked up` }] : []),
  ];
}

function scriptName({ target }: ProxyScriptObservation, say: Say): string {
  const url = target.kind === 'script' ? target.url : 'file:';
  return url === 'file:' ? 'the proxy script on this machine' : say`the proxy script at ${url.replace(/\/$/, '')}`;
}

function foundText({ failure, script, state }: ProxyScriptObservation, say: Say): string {
  if (failure !== null) return `cannot be used: ${FAILURE_WORDS[failure.kind].remark}`;
  if (script === null || state !== 'completed') return 'was not evaluated';
  const groups = groupsOf(script.answers, say);
  return groups.length === 0 ? 'was not run for any host' : `returns ${groups.join('; ')}`;
}

/** `DIRECT for 12 hosts`, `PROXY proxy.corp:8080 for marketplace.visualstudio.com`. */
function groupsOf(answers: readonly ScriptAnswer[], say: Say): string[] {
  return [...Map.groupBy(answers, (answer) => answerText(answer, say))].map(([list, group]) => {
    const hosts = [...new Set(group.map(({ host }) => host))];
    return `${list} for ${hosts.length > 3 ? count(hosts.length, 'host') : toList(hosts.map((host) => say`${host}`))}`;
  });
}

function answerText({ entries, failure, type }: ScriptAnswer, say: Say): string {
  const remark = failure === null ? null : FAILURE_WORDS[failure.kind].remark;
  if (remark !== null)
    return entries.length === 0 ? remark : `${entries.map((entry) => entryText(entry, say)).join(', then ')} (${remark})`;
  return (
    entries.map((entry) => entryText(entry, say)).join(', then ') || (type === undefined ? 'nothing that can be used' : `nothing (${type})`)
  );
}

/** How a route is written in a script. */
const KINDS = { proxy: 'PROXY', https: 'HTTPS', socks4: 'SOCKS4', socks5: 'SOCKS5' } as const;

function entryText(entry: ScriptEntry, say: Say): string {
  return entry.kind === 'direct' ? 'DIRECT' : `${KINDS[entry.kind]} ${say`${hostPort(entry.host, entry.port)}`}`;
}
