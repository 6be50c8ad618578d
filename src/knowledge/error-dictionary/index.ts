/** Messages of other programs, and the network failures they mean. */

export { type ErrorMatch, ErrorReport } from '../../model/error-match.ts';
export { matchError } from './match.ts';
