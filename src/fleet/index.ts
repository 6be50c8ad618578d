/** Many machines: the line that each prints, and the combined result. */
export { compactOf, type PlaceFacts } from './line/compact-of.ts';
export { compactLine } from './line/fit.ts';
export { type Collection, createCollection } from './merge/collection.ts';
export { fleetOf } from './merge/fleet-of.ts';
export { createSource, type Source } from './read/source.ts';
