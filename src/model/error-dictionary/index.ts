/** Messages of other programs, and what they say about the network. */
export { type ErrorMatch, errorEntry, matchError } from './match.ts';
