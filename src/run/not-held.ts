/** Measurements that a recorded session lacks for today's rules. */

import { DISCRIMINATES } from '../knowledge/discriminates.ts';
import type { NotHeld } from '../model/comparison.ts';
import type { Session } from '../model/session.ts';
import { controlsLacking } from '../plan/index.ts';

/** Empty for a session that today's version measured completely. */
export function notHeld(session: Session): NotHeld[] {
  return controlsLacking(session).map((control) => ({ control, tellsApart: [...DISCRIMINATES[control]] }));
}
