/** Results of many machines: the compact line that each machine prints, and the combined report. */
export { createCompactReport, type PlaceFacts, UNKNOWN_PLACE } from './line/compact-of.ts';
export { compactLine } from './line/fit.ts';
export { type Collection, createCollection } from './merge/collection.ts';
export { createFleet } from './merge/fleet-of.ts';
export { partialLines } from './partial/write.ts';
export { originOfBundle } from './read/report-origin.ts';
export { createFleetSource, type EndOfSource, type FleetSource } from './read/source.ts';
