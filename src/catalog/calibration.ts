/**
 * How the hosts of the list answered where `check --record` was run. Written by `npm run calibrate -- FILE --write`, which shows the
 * difference first (docs/bring-up-to-date.md).
 */
import type { Calibration } from './row.ts';

/** By row id; a row that is missing here was never recorded. */
export const CALIBRATIONS: Readonly<Record<string, Calibration>> = {};
