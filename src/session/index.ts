/** The append-only log of a session: written, read, and folded to a state. */
export { decodeLog, encodeEvent, stamp } from './codec.ts';
export { applyEvent, emptySession, fold, withoutOpenProbes } from './fold.ts';
