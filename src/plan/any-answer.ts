/** The expectation of a control: whatever answers, answers. */
import type { Proof } from '../model/requirement.ts';

export const ANY_ANSWER: Proof = {
  status: 'any',
  contentType: null,
  headers: [],
  extract: null,
  followRedirects: false,
  calibrated: null,
};
