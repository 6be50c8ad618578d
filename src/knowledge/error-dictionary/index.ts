/** Messages of other programs, and what they mean for the network. */

export { type ErrorMatch, ErrorReport } from '../../model/error-match.ts';
export { matchError } from './match.ts';
