/** The append-only log of a session: written, read, and folded to a state. */
export { SessionBuilder } from './builder.ts';
export { type DecodedLog, decodeLog, encodeEvent } from './codec.ts';
export { applyEvent, emptySession, fold, type StartedEvent } from './fold.ts';
export { compareIds } from './observation-order.ts';
export { sortedJson } from './sorted-json.ts';
export { stamp } from './stamp.ts';
