/** docs/proxy-scripts.md, from the table of scripts and what Chromium was recorded to return. */
import { DIFFERENCES } from './differences.ts';
import { answersOf, type Recorded, readRecorded } from './recorded.ts';
import { proxyScripts, type Script } from './scripts.ts';

const introduction = ({ chromium, urls }: Recorded, scripts: readonly Script[]) => `# Proxy scripts

${scripts.length} scripts in the styles that companies write (\`fixtures/proxy-scripts/\`), evaluated by Chromium ${chromium} and here for the required hosts
and some other URLs, ${urls.length} in all. Made by \`npm run generate\`. What Chromium returns was recorded by \`npm run proxy-scripts\` from its net
log (Linux, root, with \`chromium\` installed), in a network where every name and address is its own;
\`test/proxy-scripts/\` evaluates each script again and compares list by list.

${summary(scripts)}

A script that returned several lists is shown by their number, one that failed by what Chromium says; a browser then goes direct. Loopback and
link-local addresses go direct without the script being asked.

What programs do without a usable script, because it cannot be fetched, is no script, or ends in an error:

- Chromium, Edge and the windows of VS Code connect directly; with the policy \`ProxyPacMandatory\` they connect to nothing
  (net/proxy_resolution/configured_proxy_resolution_service.cc). They fetch a script directly, only with status 200, at most 1 MB, and none from
  \`file:\` (net/proxy_resolution/pac_file_fetcher_impl.cc).
- Firefox connects directly, and fetches the script again after 5 seconds, then ever later, up to 5 minutes (netwerk/base/nsPACMan.cpp, OnLoadFailure).
- JetBrains connects directly (proxy-vole, PacProxySelector.java, findProxy). It reads files, scripts of any size, and UTF-8 where Chromium reads
  Latin-1 (UrlPacScriptSource.java).
- Not tried here: .NET and Windows services (WinHTTP) get an error, use the first proxy only, and read no file and nothing over 1 MB
  (learn.microsoft.com, “AutoProxy Issues in WinHTTP” and KB 4025058). Programs of macOS that use CFNetwork get an error and decide themselves
  (developer.apple.com, CFProxyAutoConfigurationResultCallback).

What Chromium does that surprises, each from a script below:

- A function that \`const\` or \`let\` declares is not found (\`modern-arrows\`, \`modern-let-function\`), and a text that nowhere holds the word
  \`FindProxyForURL\` is not run (\`name-put-together\`).
- Without a charset and a byte order mark a script is read as Latin-1, and a charset counts more than the mark (\`umlauts\`, \`utf-8-mark-declared-latin-1\`).
- A run may look up 20 names; what it asks after that does not resolve (\`lookup-thirty\`). A name with a letter in upper case is not looked up (\`lookup-odd-names\`).
- A run that meets an unknown lookup goes on for a moment before it ends, so a script that keeps its first answer in a global keeps a wrong one
  (\`state-office-once\`).
- \`isInNetEx\` looks nothing up (\`ex-in-net\`), \`shExpMatch\` lets signs of regular expressions through (\`shell-patterns-signs\`), and
  \`FindProxyForURLEx\` is never called (\`ex-entry-point-alone\`).
- An entry that cannot be read is dropped without a word: a line break before it, a comment behind it, a URL in place of a host
  (\`entries-white-space\`, \`returns-trailing\`, \`entries-urls\`).`;

function summary(scripts: readonly Script[]): string {
  const differing = scripts.filter(({ name }) => DIFFERENCES[name] !== undefined).length;
  return `The answer here is Chromium's for every URL in ${scripts.length - differing} of ${scripts.length} scripts. ${differing === 0 ? '' : 'The others are named below, each with its reason.'}`.trim();
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
