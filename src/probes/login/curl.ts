/**
 * Checks the login with another client: the installed curl requests the same tunnel and logs in with the system's own credentials, such as
 * a Kerberos ticket. No password is typed or passed.
 */
import type { LoginOpinion } from '../../model/proxy-login.ts';
import { type ForwardProxy, hostPort } from '../../model/target.ts';
import type { Measurement } from '../measurement.ts';
import { type ProgramRun, runProgram } from '../ssh/run.ts';

type Environment = Readonly<Record<string, string>>;

interface Tunnel {
  proxy: ForwardProxy;
  target: { host: string; port: number };
  /** The schemes that the proxy offers. */
  schemes: readonly string[];
}

/** curl(1): `-U :` takes the login from the system, which works with these two schemes only. */
const OPTIONS = { Negotiate: '--proxy-negotiate', NTLM: '--proxy-ntlm' } as const;

export async function askCurl(measurement: Measurement, environment: Environment, tunnel: Tunnel): Promise<LoginOpinion[]> {
  const opinions: LoginOpinion[] = [];
  for (const scheme of ['Negotiate', 'NTLM'] as const) {
    if (!tunnel.schemes.includes(scheme)) continue;
    opinions.push(await opinionOf(scheme, measurement, environment, tunnel));
  }
  return opinions;
}

async function opinionOf(
  scheme: LoginOpinion['scheme'],
  { stageMs, signal }: Measurement,
  environment: Environment,
  { proxy, target }: Tunnel,
): Promise<LoginOpinion> {
  const seconds = Math.ceil(stageMs / 1000);
  const proxyUrl = `${proxy.scheme}://${hostPort(proxy.host, proxy.port)}`;
  const args = [
    ...['-q', '-sSv', '-I', '-o', process.platform === 'win32' ? 'NUL' : '/dev/null', '-m', String(seconds), '--noproxy', ''],
    ...['-x', proxyUrl, OPTIONS[scheme], '-U', ':', '-w', '%{http_connect}', `https://${hostPort(target.host, target.port)}/`],
  ];
  // Without LC_ALL=C the Kerberos library translates its messages.
  const inEnglish = { ...environment, LC_ALL: 'C' };
  const run = await runProgram('curl', args, { environment: inEnglish, timeoutMs: stageMs + 1000, signal });
  const ticket = scheme === 'Negotiate' ? ticketIn(run.err) : undefined;
  return { scheme, outcome: outcomeOf(run), ...(ticket === undefined ? {} : { ticket }) };
}

function outcomeOf({ how, status, out }: ProgramRun): LoginOpinion['outcome'] {
  // Exit codes 2 and 4: this curl was built without the option or feature.
  if (how === 'not-started' || status === 2 || status === 4) return 'unable';
  if (out.endsWith('200')) return 'accepted';
  return out.endsWith('407') ? 'refused' : 'no-answer';
}

/** Errors of the KDC as MIT and Heimdal word them, which curl prints behind `gss_init_sec_context() failed`. */
const KDC_ERRORS = [
  ['unknown-service', /^\* gss_init_sec_context\(\) failed: .*\bServer\b.* not found in Kerberos database/m],
  ['clock-skew', /^\* gss_init_sec_context\(\) failed: .*\bClock skew too great/m],
] as const;

/** The Kerberos mechanism and the kind of the message, AP-REQ (RFC 4121 §4.1): a token of NTLM in the same scheme has neither. */
const KERBEROS_REQUEST = Buffer.from('2a864886f7120102020100', 'hex');

/** Whether curl got and sent a ticket. The token itself is not returned. */
export function ticketIn(log: string): LoginOpinion['ticket'] {
  const token = /^> Proxy-Authorization: Negotiate ([A-Za-z0-9+/=]+)\r?$/m.exec(log)?.[1];
  if (token !== undefined) return Buffer.from(token, 'base64').includes(KERBEROS_REQUEST) ? 'sent' : undefined;
  return KDC_ERRORS.find(([, words]) => words.test(log))?.[0];
}
