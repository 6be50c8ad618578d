/**
 * NO_PROXY by program: the route that each program takes to a URL with the same variables. Each dialect has a file with its source, and
 * `test/no-proxy/` compares them with the programs themselves.
 */
import { type NoProxyProgram, PROGRAMS, type ProgramRoute } from '../../model/no-proxy/programs.ts';
import { curlRoute } from './curl.ts';
import type { Destination } from './destination.ts';
import type { ProxyEnvironment } from './environment.ts';
import { gitRoute } from './git.ts';
import { goRoute } from './go.ts';
import { javaRoute } from './java.ts';
import { nodeRoute } from './node.ts';
import { proxyFromEnvRoute } from './proxy-from-env.ts';
import { requestsRoute } from './requests.ts';
import { undiciRoute } from './undici.ts';
import { urllibRoute } from './urllib.ts';
import { vscodeRoute } from './vscode.ts';
import { wgetRoute } from './wget.ts';

export {
  type NoProxyProgram,
  PROGRAMS,
  type ProgramRoute,
  SETTINGS_DRIVEN_PROGRAMS,
  type SettingRoute,
} from '../../model/no-proxy/programs.ts';
export { NoProxyReport } from '../../model/no-proxy/report.ts';
export { addEntries, DOCUMENTED_EXCEPTIONS, requiredRoute, suggestNoProxy } from './advice.ts';
export { type AskScript, hasProxySetting, type SettingFacts, settingRoutes } from './by-settings.ts';
export { type Destination, destinationOf, destinationText } from './destination.ts';
export { environmentOfFacts, type ProxyEnvironment } from './environment.ts';
export { neededDestinations, SAMPLE_VPC_HOST } from './needed.ts';

const WAYS = {
  go: goRoute,
  curl: curlRoute,
  git: gitRoute,
  wget: wgetRoute,
  'python-urllib': urllibRoute,
  // botocore 1.43 (AWS CLI, boto3): botocore/utils.py (get_environ_proxies, should_bypass_proxies) calls Python's urllib with the URL's
  // host and port as spelt; metadata requests follow the same rules.
  botocore: urllibRoute,
  requests: requestsRoute,
  undici: undiciRoute,
  node: nodeRoute,
  vscode: vscodeRoute,
  java: javaRoute,
  'proxy-from-env': proxyFromEnvRoute,
} as const satisfies Record<NoProxyProgram, (to: Destination, environment: ProxyEnvironment) => ProgramRoute>;

export function routesTo(to: Destination, environment: ProxyEnvironment): Record<NoProxyProgram, ProgramRoute> {
  return Object.fromEntries(PROGRAMS.map((program) => [program, WAYS[program](to, environment)])) as Record<NoProxyProgram, ProgramRoute>;
}
