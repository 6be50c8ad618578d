/** Messages of other programs, and what they say about the network. */
export { matchError, recalledMatch } from './match.ts';
export { TEXT_LIMIT } from './pasted-text.ts';
export { ErrorMatch, ErrorReport } from './report.ts';
