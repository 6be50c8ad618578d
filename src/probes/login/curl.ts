/** A second opinion: the installed curl asks for the same tunnel and logs in with what the system holds. No password is typed or passed. */
import type { LoginOpinion } from '../../model/proxy-login.ts';
import { type ForwardProxy, hostPort } from '../../model/target.ts';
import type { Measurement } from '../measurement.ts';
import { runProgram } from '../ssh/run.ts';

type Environment = Readonly<Record<string, string>>;

interface Tunnel {
  proxy: ForwardProxy;
  target: { host: string; port: number };
  /** As the proxy offers them. */
  schemes: readonly string[];
}

/** curl(1): `-U :` takes name and password from the system, which only these two schemes can. */
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
  // 2 and 4: an option or feature that this curl was built without.
  if (how === 'not-started' || status === 2 || status === 4) return 'unable';
  if (out.endsWith('200')) return 'accepted';
  return out.endsWith('407') ? 'refused' : 'no-answer';
}
