/**
 * Where our answer differs from Chromium's, with the reason. The test fails for a difference without a line here, and for a line without a
 * difference.
 */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  'state-memo':
    'Chromium goes on for some instructions in a run that meets an unknown lookup, so the script keeps an answer that was made without it; here such a run ends at the lookup',
  'state-office-once':
    'Chromium goes on for some instructions in a run that meets an unknown lookup, so the script keeps an answer that was made without it; here such a run ends at the lookup',
  'state-counter': 'the requests of the browser itself are calls as well',
  'entries-bad-ports': 'no proxy has port 0; Chromium keeps the entry',
  'entries-odd-hosts': 'names that DNS does not have are dropped; Chromium keeps them in the list',
  'charset-unknown':
    'Chromium goes without a script whose charset it does not know; other programs never read the charset, so it is read as Latin-1',
  'returns-long': 'the list is read up to a limit, which is beyond what any program tries',
};

/** Scripts for which the line of an exception differs. */
export const OTHER_LINES: Readonly<Record<string, string>> = {
  'throws-text': 'what is thrown is no Error, and carries no line',
  'time-odd': 'thrown as a text by a function of the library, and carries no line',
  'login-page-naming': 'a page is told by its beginning, and not run',
  'throws-in-helper': 'the line of the script that called; Chromium names one of its own library',
};
