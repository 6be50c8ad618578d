/** All entries, in the order in which they are matched; a word is matched only once. */
import { anyProgramEntries } from './any-program.ts';
import { proxyEntries } from './at-proxy.ts';
import { awsEntries, botocoreEntries } from './aws.ts';
import { awsDeployments, awsResponseEntries } from './aws-deployment.ts';
import { browserEntries } from './browser.ts';
import { containerEntries, pullOutcomeEntries } from './containers.ts';
import { curlEntries } from './curl.ts';
import { curlNumberEntries } from './curl-numbers.ts';
import { diskEntries } from './disk.ts';
import type { ErrorEntry } from './entry.ts';
import { errnoNumbers } from './errno-numbers.ts';
import { errorNameEntries } from './error-names.ts';
import { goEntries } from './go.ts';
import { agentOutcomeEntries, grpcEntries, nebulaEntries } from './grpc.ts';
import { guessEntries } from './guess.ts';
import { httpEntries } from './http-words.ts';
import { javaEntries } from './java.ts';
import { httpClientEntries, sshjEntries } from './jvm.ts';
import { chromiumEntries, nodeEntries, vscodeEntries } from './node.ts';
import { otherLanguageEntries } from './other-languages.ts';
import { apkEntries, aptEntries, dnfEntries } from './packages.ts';
import { perlEntries } from './perl.ts';
import { pythonEntries } from './python.ts';
import { rubyEntries } from './ruby.ts';
import { rustEntries } from './rust.ts';
import { sshEntries } from './ssh.ts';
import { sshLibraryEntries } from './ssh-libraries.ts';
import { tlsAlertEntries } from './tls-alerts.ts';
import { tlsEntries } from './tls-words.ts';
import { wgetEntries } from './wget.ts';
import { dotnetEntries, winhttpEntries } from './windows.ts';

/** Programs with their own words come before those that repeat the words of a library. */
const TABLES = [
  diskEntries,
  proxyEntries,
  sshjEntries,
  sshEntries,
  sshLibraryEntries,
  awsEntries,
  awsResponseEntries,
  awsDeployments,
  botocoreEntries,
  chromiumEntries,
  aptEntries,
  dnfEntries,
  apkEntries,
  tlsAlertEntries,
  containerEntries,
  nebulaEntries,
  grpcEntries,
  goEntries,
  curlEntries,
  wgetEntries,
  httpClientEntries,
  javaEntries,
  perlEntries,
  pythonEntries,
  rubyEntries,
  rustEntries,
  dotnetEntries,
  nodeEntries,
  browserEntries,
  winhttpEntries,
  tlsEntries,
  httpEntries,
  anyProgramEntries,
  curlNumberEntries,
  errnoNumbers,
  errorNameEntries,
  otherLanguageEntries,
  vscodeEntries,
  pullOutcomeEntries,
  agentOutcomeEntries,
  guessEntries,
];

let entries: readonly ErrorEntry[] | null = null;

/** Built when the first message is matched, so that start-up stays fast for sessions without a pasted message. */
export function errorDictionary(): readonly ErrorEntry[] {
  entries ??= TABLES.flatMap((table) => table());
  return entries;
}
