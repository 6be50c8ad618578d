/** Requests that are followed: a failing network each, whose request is carried out literally and must then make every check pass. */
import type { LabScenario } from '../scenario.ts';
import { INSPECTION } from './inspection.ts';
import { OPENED } from './opened.ts';
import { PATH } from './path.ts';
import { PROXIES } from './proxy.ts';
import { SERVICES } from './services.ts';
import { TWO_FAULTS } from './two-faults.ts';

/** One for each kind of device, in every run of the lab. */
const QUICK = ['opened-two-hosts', 'asked-of-proxy-host', 'tls-intercepted-by-mitmproxy'] as const;

const MORE = [
  ...['opened-closed-laptop', 'opened-closed-runner', 'opened-closed-runner-rejected', 'opened-below-wildcard'],
  ...['opened-gateway-udp', 'opened-both-families', 'opened-beside-proxy', 'asked-of-proxy-port', 'proxy-requires-login'],
] as const;

const ALL = [...OPENED, ...PROXIES, ...INSPECTION, ...PATH, ...SERVICES, ...TWO_FAULTS];

function letterOf(name: string): LabScenario {
  const scenario = ALL.find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario ${name} to write a letter for.`);
  return { ...scenario, name: `letter-${name.replace(/^(?:opened|asked-of)-/, '')}`, asked: { of: 'letter' } };
}

export const QUICK_LETTERS: readonly LabScenario[] = QUICK.map(letterOf);
/** `npm run lab -- --letters`. */
export const LETTERS: readonly LabScenario[] = [...QUICK, ...MORE].map(letterOf);
