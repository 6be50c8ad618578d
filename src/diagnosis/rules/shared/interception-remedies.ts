/** The fixes of GD307: the network team exempts hosts, or each program trusts the root by its own setting. */
import { type Command, command, commands, listing, pathWord, type Word, word } from '../../../model/command/index.ts';
import type { ProgramTrust, TrustingProgram } from '../../../model/program-trust.ts';
import type { InterceptionFacts } from '../../facts/interception-facts.ts';
import { unique } from '../../facts/order.ts';
import type { FixDraft } from '../rule.ts';
import { consumerNames, PROGRAM_WORDS } from './program-words.ts';
import { briefly, decryptionLines, toList, verb } from './wording.ts';

export function signerName({ vendor, issuer }: InterceptionFacts): string {
  if (vendor !== null) return vendor;
  return issuer === null ? 'a device with a private CA' : `“${issuer}”`;
}

export function exemptionFix(facts: InterceptionFacts): FixDraft {
  const { vendor, issuer } = facts;
  const by = `${signerName(facts)}${vendor === null || issuer === null ? '' : ` (issuer “${issuer}”)`}`;
  const otherwise = isProved(facts)
    ? 'If that is not possible, please keep HTTP/2 enabled for inspected connections. We have the root certificate already.'
    : 'If that is not possible, please send us the root certificate in PEM form; we will install it on our machines. Please also keep HTTP/2 enabled for inspected connections.';
  // Hosts that only controls contacted need no exemption.
  if (facts.exempt.length === 0)
    return {
      owner: 'network-team',
      text: `TLS from here is decrypted and re-signed by ${by}. Please exempt the hosts that Gitpod documents from TLS inspection. ${otherwise}`,
    };
  return {
    owner: 'network-team',
    text: `TLS to ${briefly(facts.hosts, 'host')} is decrypted and re-signed by ${by}. Please exempt ${briefly(facts.hosts, 'host')} from TLS inspection. ${otherwise}`,
    command: listing('rules', decryptionLines(facts.exempt)),
  };
}

/** The user has the root certificate already: the CA file of `--ca-file` completes a chain. */
function isProved({ tried }: InterceptionFacts): boolean {
  return tried !== null && tried.works.length > 0;
}

export function ownServerFix(facts: InterceptionFacts, what: string): FixDraft {
  return { owner: 'network-team', text: `Please ask the operator of ${toList(facts.hosts, 20)} to ${what}.` };
}

/**
 * The fixes in order: how to get the root certificate and add it to the store that most programs read, then each program with a trust store
 * of its own.
 */
export function trustFixes(facts: InterceptionFacts): FixDraft[] {
  const tried = triedText(facts);
  const own = OWN_LISTS.flatMap((remedy) => remedy(facts, rootFile(facts)) ?? []);
  return [systemStore(facts), ...own].map(({ text, command }) => ({
    owner: 'you' as const,
    text: `${text}${tried}`,
    ...(command === undefined ? {} : { command }),
  }));
}

type Remedy = Pick<FixDraft, 'text' | 'command'>;

/** The path of the CA file that completes the chain; otherwise a placeholder for the file to request. */
function rootFile({ tried }: InterceptionFacts): string {
  return tried !== null && tried.works.length > 0 ? tried.file : 'inspection-ca.crt';
}

function triedText({ tried }: InterceptionFacts): string {
  if (tried === null) return '';
  if (tried.works.length === 0) return ` Tested with ${tried.file}: it does not help, because this CA has a different root.`;
  const rest = tried.fails.length > 0 ? `, but not for ${toList(tried.fails)}` : '';
  return ` Tested with ${tried.file}: it works for ${toList(tried.works)}${rest}.`;
}

function systemStore(facts: InterceptionFacts): Remedy {
  const { issuer, untrustedBy, programs, platform } = facts;
  const root = rootFile(facts);
  const who = untrustedBy.length > 0 ? ` for ${toList(consumerNames(untrustedBy))}` : '';
  const isTrusted = programs.some(({ program, vouches }) => program === 'system' && vouches === 'trusted');
  if (isTrusted && untrustedBy.length === 0 && rejecting(programs).length === 0)
    return {
      text: `The trust store of this system already has the root of ${signerName(facts)}, and every program here trusts it. Runners, environments and containers need it too.`,
    };
  const ask = isProved(facts)
    ? 'Install the root certificate'
    : `Ask the network team for the root certificate behind ${issuer === null ? 'the private CA' : `“${issuer}”`}, check its fingerprint with them, and install it`;
  const where = isTrusted
    ? ' The trust store of this system already has the certificate. Install it for the programs that have their own trust store.'
    : ' Go programs, curl, git, browsers, VS Code and JetBrains IDEs use the trust store of the system. Node, Python, the AWS CLI and Java each have their own trust store.';
  return {
    text: `${ask}${who}.${where} Runners and environments need it too, not only this machine.`,
    ...(isTrusted ? {} : { command: systemCommand(platform, pathWord(root)) }),
  };
}

function systemCommand(platform: string | null, root: Word): Command {
  if (platform === 'darwin') return command`sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ${root}`;
  if (platform === 'win32') return command`certutil -addstore -f ROOT ${root}`;
  return commands([
    command`# Debian, Ubuntu`,
    command`sudo cp ${root} /usr/local/share/ca-certificates/inspection-ca.crt && sudo update-ca-certificates`,
    command`# Red Hat, Amazon Linux`,
    command`sudo cp ${root} /etc/pki/ca-trust/source/anchors/ && sudo update-ca-trust`,
  ]);
}

/**
 * The fix for each program that does not trust the root certificate; null if every installation trusts it, or if the program is not used.
 */
const OWN_LISTS: readonly ((facts: InterceptionFacts, root: string) => Remedy | null)[] = [
  forInstallation,
  addToNamedFiles,
  forNode,
  forPython,
  forAws,
  forJava,
  forJetbrains,
  forContainers,
];

/** The installation passes the root certificate to the runner and to every environment. */
function forInstallation({ caParameter }: InterceptionFacts): Remedy | null {
  if (caParameter === undefined || caParameter === null) return null;
  return { text: `For the runner and its environments: give the root to the runner's Terraform module as ${caParameter}.` };
}

/** A named CA file replaces the defaults, so the root must be added to that file. */
function addToNamedFiles({ programs }: InterceptionFacts, root: string): Remedy | null {
  const named = rejecting(programs).filter(({ decidedBy, files }) => decidedBy !== null && files.length > 0 && !ADDS.has(decidedBy));
  if (named.length === 0) return null;
  const who = unique(named.map(({ program, decidedBy }) => `${PROGRAM_WORDS[program].name} (${decidedBy})`));
  const paths = unique(named.flatMap(({ files }) => (files[0] === undefined ? [] : [files[0].path])));
  return {
    text: `${toList(who, 12)} ${verb(who.length, 'goes', 'go')} by a file that is named for ${verb(who.length, 'it', 'them')}: add the root to it.`,
    command: commands(paths.map((path) => (isKeyStore(path) ? keytool(path, root) : command`cat ${pathWord(root)} >> ${pathWord(path)}`))),
  };
}

function forNode({ programs, untrustedBy }: InterceptionFacts, root: string): Remedy | null {
  const lists = rejecting(programs, 'node');
  if (lists.length === 0 && (programs.length > 0 || !(untrustedBy.length === 0 || untrustedBy.includes('tool')))) return null;
  const named = lists.find(({ decidedBy }) => decidedBy === 'NODE_EXTRA_CA_CERTS')?.files[0]?.path;
  return named === undefined
    ? {
        text: 'For Node programs: name the root in a variable. Node adds the root to its own list.',
        command: command`export NODE_EXTRA_CA_CERTS=${absolute(root)}`,
      }
    : {
        text: 'For Node programs: NODE_EXTRA_CA_CERTS names a file without this root. Add the root to that file.',
        command: command`cat ${pathWord(root)} >> ${pathWord(named)}`,
      };
}

/** A file that replaces the trust store must contain the public roots and the private root. */
function forPython({ programs }: InterceptionFacts, root: string): Remedy | null {
  const [first] = usual(programs, 'python');
  if (first === undefined) return null;
  const own = first.files[0]?.path;
  return {
    text: 'For Python (requests, pip): make one file from Python’s own list and the root, because the variable replaces the list.',
    command: commands([
      command`cat ${own === undefined ? word`"$(python3 -m certifi)"` : pathWord(own)} ${pathWord(root)} > ~/ca-bundle.pem`,
      command`export REQUESTS_CA_BUNDLE=~/ca-bundle.pem`,
      command`pip config set global.cert ~/ca-bundle.pem`,
    ]),
  };
}

function forAws({ programs }: InterceptionFacts, root: string): Remedy | null {
  const [first] = usual(programs, 'aws');
  const path = first?.files[0]?.path;
  if (path === undefined) return null;
  return {
    text: 'For the AWS CLI and boto3: make one file from their own list and the root, and name this file in the profile.',
    command: command`cat ${pathWord(path)} ${pathWord(root)} > ~/aws-ca-bundle.pem\naws configure set ca_bundle ~/aws-ca-bundle.pem`,
  };
}

function forJava({ programs }: InterceptionFacts, root: string): Remedy | null {
  const paths = unique(usual(programs, 'java').flatMap(({ files }) => files[0]?.path ?? []));
  if (paths.length === 0) return null;
  return {
    text: 'For Java programs: add the root to the key store of each JDK.',
    command: commands(paths.map((path) => keytool(path, root))),
  };
}

function forJetbrains({ programs, untrustedBy }: InterceptionFacts, root: string): Remedy | null {
  const lists = rejecting(programs, 'jetbrains');
  if (lists.length === 0 && !untrustedBy.includes('jvm')) return null;
  const runtimes = unique(lists.flatMap(({ decidedBy, files }) => (decidedBy === null ? (files[0]?.path ?? []) : [])));
  return {
    text: 'For JetBrains IDEs: add the root under Settings | Tools | Server Certificates, or to the key store of the IDE’s own Java.',
    command:
      runtimes.length > 0
        ? commands(runtimes.map((path) => keytool(path, root)))
        : command`keytool -importcert -cacerts -alias inspection-ca -file ${pathWord(root)}`,
  };
}

function forContainers({ programs }: InterceptionFacts, root: string): Remedy | null {
  if (!programs.some(({ program }) => program === 'containers')) return null;
  return {
    text: 'Containers (dev containers, build images) need the root as well. In an image based on Debian:',
    command: listing('file', [`COPY ${root} /usr/local/share/ca-certificates/inspection-ca.crt`, 'RUN update-ca-certificates']),
  };
}

/** Settings that extend a trust store, or that do not name a file. */
const ADDS: ReadonlySet<string> = new Set([
  'NODE_EXTRA_CA_CERTS',
  'Server Certificates',
  'http.systemCertificates',
  'system store switched on',
]);

function rejecting(programs: readonly ProgramTrust[], program?: TrustingProgram): ProgramTrust[] {
  return programs.filter((one) => one.vouches === 'untrusted' && (program === undefined || one.program === program));
}

/** Programs that use their bundled trust store. */
function usual(programs: readonly ProgramTrust[], program: TrustingProgram): ProgramTrust[] {
  return rejecting(programs, program).filter(({ decidedBy }) => decidedBy === null);
}

function isKeyStore(path: string): boolean {
  return /cacerts$|\.(jks|p12|pfx|keystore|truststore)$/i.test(path);
}

/** The default password of every JDK. */
function keytool(path: string, root: string): Command {
  return command`keytool -importcert -noprompt -keystore ${pathWord(path)} -storepass changeit -alias inspection-ca -file ${pathWord(root)}`;
}

/** Programs in other folders read the variables, so the path must be absolute. */
function absolute(root: string): Word {
  return pathWord(/^(?:[/~]|[A-Za-z]:)/.test(root) ? root : `/path/to/${root}`);
}
