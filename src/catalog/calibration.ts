/**
 * The answers of the catalogue's hosts on the network where `check --record` was run. Written by `npm run calibrate -- FILE --write`, which
 * shows the difference first (docs/bring-up-to-date.md).
 */
import type { Calibration } from './row.ts';

/** By requirement id; a requirement that is missing here was never recorded. */
export const CALIBRATIONS: Readonly<Record<string, Calibration>> = {};
