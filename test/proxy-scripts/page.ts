/** docs/proxy-scripts.md, from the table of scripts and what Chromium was recorded to return. */
import { DIFFERENCES } from './differences.ts';
import { answersOf, type Recorded, readRecorded } from './recorded.ts';
import { proxyScripts, type Script } from './scripts.ts';

const introduction = ({ chromium, urls }: Recorded, scripts: readonly Script[]) => `# Proxy scripts

This page compares gitpod-doctor with Chromium ${chromium}. Both evaluate ${scripts.length} scripts in the styles that companies write
(\`fixtures/proxy-scripts/\`), for the required hosts and some other URLs, ${urls.length} in all.

\`npm run generate\` writes this page. \`npm run proxy-scripts\` recorded the answers of Chromium from its net log, in a closed test network
(Linux, root, with \`chromium\` installed). \`test/proxy-scripts/\` evaluates each script again and compares each list of proxies.

${summary(scripts)}

If a script returned more than two lists, the column “Chromium” shows their number. If a script failed, the column shows Chromium's message;
a browser then connects directly. For loopback and link-local addresses, browsers connect directly without the script.

A script may be unusable: it cannot be fetched, it is not a script, or it ends in an error. Programs then do the following:

- Chromium, Edge and the windows of VS Code connect directly. With the policy \`ProxyPacMandatory\` they do not connect at all
  (net/proxy_resolution/configured_proxy_resolution_service.cc). They fetch a script without a proxy. They use it only if the status is 200
  and the size is at most 1 MB, and never read one from \`file:\` (net/proxy_resolution/pac_file_fetcher_impl.cc).
- Firefox connects directly. It fetches the script again after 5 seconds, and then after longer and longer times, up to 5 minutes
  (netwerk/base/nsPACMan.cpp, OnLoadFailure).
- JetBrains connects directly (proxy-vole, PacProxySelector.java, findProxy). It reads files and scripts of any size. It reads a script as
  UTF-8 even if Chromium reads the same script as Latin-1 (UrlPacScriptSource.java).
- .NET and Windows services (WinHTTP) get an error. They use only the first proxy, and read no files and no scripts over 1 MB
  (learn.microsoft.com, “AutoProxy Issues in WinHTTP” and KB 4025058). This was not tested here.
- On macOS, programs that use CFNetwork get an error, and each program chooses what to do (developer.apple.com,
  CFProxyAutoConfigurationResultCallback). This was not tested here.

The scripts in brackets show where Chromium may surprise you:

- Chromium does not find a function that \`const\` or \`let\` declares (\`modern-arrows\`, \`modern-let-function\`). It does not run a text that
  does not contain the word \`FindProxyForURL\` (\`name-put-together\`).
- A script with neither a charset nor a byte order mark is read as Latin-1 (\`umlauts\`). If it has both, the charset wins
  (\`utf-8-mark-declared-latin-1\`).
- A run may look up 20 names. Any further name does not resolve (\`lookup-thirty\`). A name with an upper-case letter is not looked up
  (\`lookup-odd-names\`).
- If a name was not looked up before, the run continues for a moment with a wrong answer, then stops and starts again. A script that keeps
  its first answer in a global variable keeps the wrong one (\`state-office-once\`).
- \`isInNetEx\` looks nothing up (\`ex-in-net\`). \`shExpMatch\` treats some characters as parts of a regular expression
  (\`shell-patterns-signs\`). \`FindProxyForURLEx\` is never called (\`ex-entry-point-alone\`).
- Chromium silently drops an entry that it cannot read: after a line break (\`entries-white-space\`), before a comment (\`returns-trailing\`),
  or with a URL as its host (\`entries-urls\`).`;

function summary(scripts: readonly Script[]): string {
  const differing = scripts.filter(({ name }) => DIFFERENCES[name] !== undefined).length;
  return `For ${scripts.length - differing} of ${scripts.length} scripts, gitpod-doctor gives the same answer as Chromium for every URL. ${differing === 0 ? '' : 'For the others, the column “Here” gives the reason.'}`.trim();
}

export function proxyScriptsPage(): string {
  const recorded = readRecorded();
  const scripts = proxyScripts();
  const groups = [...new Set(scripts.map(({ group }) => group))];
  const sections = groups.map((group) => {
    const rows = scripts.filter((script) => script.group === group).map((script) => row(script, recorded));
    const table = [['Script', 'What it shows', 'Chromium', 'Here'], ['---', '---', '---', '---'], ...rows];
    return `## ${group.charAt(0).toUpperCase()}${group.slice(1)}\n\n${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}`;
  });
  return `${introduction(recorded, scripts)}\n\n${sections.join('\n\n')}\n`;
}

function row({ name, shows }: Script, { scripts, urls }: Recorded): string[] {
  const entry = scripts[name];
  if (entry === undefined) return [`\`${name}\``, shows, 'not recorded', ''];
  const lists = [...new Set(answersOf(entry, urls).filter((answer) => answer !== null))];
  return [`\`${name}\``, shows, entry.load === undefined ? shown(lists) : code(`line ${entry.load}`), DIFFERENCES[name] ?? 'the same'];
}

function shown(lists: readonly string[]): string {
  const asked = lists.filter((list) => list !== 'DIRECT');
  const thrown = asked.find((list) => list.startsWith('!'));
  if (thrown !== undefined) return code(`line ${thrown.slice(1)}`);
  return lists.length > 2 ? `${lists.length} lists` : code(asked[0] ?? 'DIRECT');
}

const LONGEST = 70;

function code(text: string): string {
  const short = text.replace(/^line -1: /, '').replaceAll('|', '\\|');
  return `\`${short.length > LONGEST ? `${short.slice(0, LONGEST)}…` : short}\``;
}
