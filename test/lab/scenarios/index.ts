/** Every scenario of the lab. */
import type { LabScenario } from '../scenario.ts';
import { GATEWAY } from './gateway.ts';
import { MACHINE } from './machine.ts';
import { NAMES } from './names.ts';
import { PATH } from './path.ts';
import { PROXIES } from './proxy.ts';
import { SERVICES } from './services.ts';
import { TWO_FAULTS } from './two-faults.ts';

export const SCENARIOS: readonly LabScenario[] = [...MACHINE, ...PROXIES, ...NAMES, ...PATH, ...SERVICES, ...GATEWAY, ...TWO_FAULTS];
