/**
 * Checks the login with another client: the installed curl requests the same tunnel and logs in with the system's own credentials, such as
 * a Kerberos ticket. No password is typed or passed.
 */
import type { LoginOpinion } from '../../model/proxy-login.ts';
import { type ForwardProxy, hostPort } from '../../model/target.ts';
import type { Measurement } from '../measurement.ts';
import { runProgram } from '../ssh/run.ts';

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
    opinions.push({ scheme, outcome: await outcomeOf(scheme, measurement, environment, tunnel) });
  }
  return opinions;
}

async function outcomeOf(
  scheme: LoginOpinion['scheme'],
  { stageMs, signal }: Measurement,
  environment: Environment,
  { proxy, target }: Tunnel,
): Promise<LoginOpinion['outcome']> {
  const seconds = Math.ceil(stageMs / 1000);
  const proxyUrl = `${proxy.scheme}://${hostPort(proxy.host, proxy.port)}`;
  const args = [
    ...['-q', '-sS', '-I', '-o', process.platform === 'win32' ? 'NUL' : '/dev/null', '-m', String(seconds), '--noproxy', ''],
    ...['-x', proxyUrl, OPTIONS[scheme], '-U', ':', '-w', '%{http_connect}', `https://${hostPort(target.host, target.port)}/`],
  ];
  const { how, status, out } = await runProgram('curl', args, { environment, timeoutMs: stageMs + 1000, signal });
  // Exit codes 2 and 4: this curl was built without the option or feature.
  if (how === 'not-started' || status === 2 || status === 4) return 'unable';
  if (out.endsWith('200')) return 'accepted';
  return out.endsWith('407') ? 'refused' : 'no-answer';
}
