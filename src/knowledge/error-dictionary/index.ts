/** Messages of other programs, and what they say about the network. */

export { type ErrorMatch, ErrorReport } from '../../model/error-match.ts';
export { matchError } from './match.ts';
