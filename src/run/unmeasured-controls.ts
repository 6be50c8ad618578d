/** Controls that the current rules need and a recorded session lacks. */

import { DISCRIMINATES } from '../knowledge/discriminates.ts';
import type { UnmeasuredControl } from '../model/comparison.ts';
import type { Session } from '../model/session.ts';
import { missingControls } from '../plan/index.ts';

/** The missing controls; empty if the session has all controls that this version would send. */
export function unmeasuredControls(session: Session): UnmeasuredControl[] {
  return missingControls(session).map((control) => ({ control, tellsApart: [...DISCRIMINATES[control]] }));
}
