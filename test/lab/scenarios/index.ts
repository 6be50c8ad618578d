/** Every scenario of the lab. */
import type { LabScenario } from '../scenario.ts';
import { GATEWAY } from './gateway.ts';
import { HANDSHAKES } from './handshakes.ts';
import { INSPECTION } from './inspection.ts';
import { IPV6 } from './ipv6.ts';
import { QUICK_LETTERS } from './letters.ts';
import { MACHINE } from './machine.ts';
import { NAMES } from './names.ts';
import { OPENED } from './opened.ts';
import { PATH } from './path.ts';
import { PROXIES } from './proxy.ts';
import { PROXY_LOGINS } from './proxy-logins.ts';
import { PROXY_SCRIPTS } from './proxy-scripts.ts';
import { SERVICES } from './services.ts';
import { TWO_FAULTS } from './two-faults.ts';
import { VARIABLES } from './variables.ts';
import { WORKING } from './working.ts';

export const SCENARIOS: readonly LabScenario[] = [
  ...MACHINE,
  ...VARIABLES,
  ...PROXIES,
  ...PROXY_LOGINS,
  ...PROXY_SCRIPTS,
  ...NAMES,
  ...IPV6,
  ...PATH,
  ...HANDSHAKES,
  ...INSPECTION,
  ...SERVICES,
  ...GATEWAY,
  ...TWO_FAULTS,
  ...OPENED,
  ...QUICK_LETTERS,
  ...WORKING,
];
