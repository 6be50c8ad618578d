/** Measurements that a recorded session lacks for today's rules. */

import { DISCRIMINATES } from '../knowledge/discriminates.ts';
import type { UnmeasuredControl } from '../model/comparison.ts';
import type { Session } from '../model/session.ts';
import { missingControls } from '../plan/index.ts';

/** The missing controls; empty for a session that today's version measured completely. */
export function unmeasuredControls(session: Session): UnmeasuredControl[] {
  return missingControls(session).map((control) => ({ control, tellsApart: [...DISCRIMINATES[control]] }));
}
