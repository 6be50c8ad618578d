/** Pure: a session in, verdicts, findings and notes out. */
export { diagnose } from './diagnose.ts';
export { explained } from './explain.ts';
