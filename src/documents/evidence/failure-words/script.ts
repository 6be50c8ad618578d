/** Failures of a proxy script (PAC). */
import type { WordsOf } from './words-of.ts';

export const SCRIPT_FAILURES = {
  'pac.unreadable': {
    remark: 'script file unreadable',
    means: 'the setting names a file for the proxy script, but this account cannot read that file',
    settles: 'the path in the setting; the permissions of the file',
  },
  'pac.too-large': {
    remark: 'script too large',
    means: 'the proxy script is larger than 1 MB, so browsers do not load it',
    settles: 'the size of the file on its server',
  },
  'pac.not-script': {
    remark: 'not a proxy script',
    means: 'the address of the proxy script returns a page, data or nothing instead of JavaScript',
    settles: 'the first lines of the answer: curl -v',
  },
  'pac.syntax-error': {
    remark: 'script has a syntax error',
    means: 'the proxy script is not valid JavaScript, so no program can use it',
    settles: 'the line that this row names',
  },
  'pac.throws': {
    remark: 'script throws',
    means: 'the proxy script ends with an error instead of an answer',
    settles: 'the line that this row names',
  },
  'pac.no-function': {
    remark: 'no FindProxyForURL',
    means: 'the file runs as JavaScript, but does not define the function FindProxyForURL',
    settles: 'whether this is the right address of the proxy script',
  },
  'pac.timeout': {
    remark: 'script does not end',
    means: 'the proxy script did not end within the time limit and was stopped',
    settles: 'the loops and the regular expressions in the script',
  },
  'pac.memory': {
    remark: 'script needs too much memory',
    means: 'the proxy script needed more memory than allowed and was stopped',
    settles: 'the loops and the tables in the script',
  },
  'pac.dns-limit': {
    remark: 'script makes too many lookups',
    means: 'the proxy script looks up more than 20 names for one host; Chromium looks up at most 20',
    settles: 'the lookups shown with this row',
  },
  'pac.unusable-answer': {
    remark: 'script returns no list',
    means: 'the proxy script does not return a list of proxies; each program reacts differently',
    settles: 'the value that FindProxyForURL returns for this host',
  },
} as const satisfies WordsOf<'pac'>;
