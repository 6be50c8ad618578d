/** The append-only log of a session: written, read, and folded to a state. */
export { decodeLog, encodeEvent } from './codec.ts';
export { applyEvent, emptySession, fold } from './fold.ts';
export { withoutOpenProbes } from './open-probes.ts';
export { sortedJson } from './sorted-json.ts';
export { stamp } from './stamp.ts';
