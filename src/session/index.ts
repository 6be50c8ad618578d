/** The append-only log of a session: written, read, and folded to a state. */
export { decodeLog, encodeEvent, stampEvent } from './codec.ts';
export { applyEvent, emptySession, foldEvents, withoutOpenProbes } from './fold.ts';
