/** Messages of other programs, and what they say about the network. */
export { matchError } from './match.ts';
export { TEXT_LIMIT } from './pasted-text.ts';
export { type ErrorMatch, ErrorReport } from './report.ts';
