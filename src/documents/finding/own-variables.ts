/** Fixes that a running process cannot see, because it keeps the variables with which it started. The user must restart it. */
import type { Finding, Fix } from '../../model/finding.ts';
import type { FindingCode } from '../../model/finding-codes.ts';
import { variablesOf } from '../../shells/index.ts';

/** Variables that affect measurements. */
const OURS = /^(?:\w+_proxy|NODE_\w+|SSL_CERT_\w+|AWS_\w+)$/i;

function setsOurs(command: string | null): boolean {
  return variablesOf(command ?? '').some(({ name }) => OURS.test(name));
}

/** Fixes that mention variables, but whose command sets none. */
const SPEAKS_OF_OURS: ReadonlySet<FindingCode> = new Set<FindingCode>(['GD105', 'GD311']);

export const RESTART_ADVICE = 'Then quit (q) and start this program again from the shell in which the variables are set.';
const START_COMMAND = '# then, in the same shell:\ngitpod-doctor';

/** True if the fix is about variables that this program reads when it starts. */
export function isVariableFix({ code, subject }: Pick<Finding, 'code' | 'subject'>, { owner, command }: Fix): boolean {
  if (owner !== 'you') return false;
  // A setting such as `http.sslCAInfo of git` is in the file of that program, which is read each time.
  return setsOurs(command) || (SPEAKS_OF_OURS.has(code) && !subject.includes(' of '));
}

/** True if a re-check cannot see any of the fixes. Variables that the AWS administrator sets are those of the runner and do not count. */
export function needsRestart(finding: Finding): boolean {
  const { fixes } = finding;
  const others = fixes.filter(({ owner }) => owner !== 'aws-admin');
  return others.length > 0 && others.every((fix) => isVariableFix(finding, fix) && setsOurs(fix.command));
}

/** The fix, with the advice to restart this program to check it. */
export function withRestartAdvice(finding: Finding, fix: Fix): Fix {
  if (!isVariableFix(finding, fix)) return fix;
  const command = setsOurs(fix.command) ? `${fix.command}\n${START_COMMAND}` : fix.command;
  return { ...fix, text: `${fix.text} ${RESTART_ADVICE}`, command };
}
