/** Messages of other programs, and what they say about the network. */
export { matchError } from './match.ts';
export { type ErrorMatch, ErrorReport } from './report.ts';
