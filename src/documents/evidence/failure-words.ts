/**
 * The remark, the possible meanings and the deciding test for each failure kind. The words claim no more than the kind proves; `diagnosis/`
 * finds the cause. One file per layer.
 */
import type { FailureKind } from '../../model/failure.ts';
import { AWS_FAILURES } from './failure-words/aws.ts';
import { HTTP_FAILURES } from './failure-words/http.ts';
import { PATH_FAILURES } from './failure-words/path.ts';
import { PROXY_FAILURES } from './failure-words/proxy.ts';
import { SCRIPT_FAILURES } from './failure-words/script.ts';
import { SOCKS_FAILURES } from './failure-words/socks.ts';
import { SSH_FAILURES } from './failure-words/ssh.ts';
import { TLS_FAILURES } from './failure-words/tls.ts';
import type { FailureWords, WordsOf } from './failure-words/words-of.ts';

const OURS = {
  'machine.no-descriptors': {
    remark: 'not measured',
    means: 'this machine did not let gitpod-doctor open more files or connections, so this says nothing about the network',
    settles: 'this row again, with a higher limit (ulimit -n) or fewer programs',
  },
  'machine.no-memory': {
    remark: 'not measured',
    means: 'this machine had no memory left, so this says nothing about the network',
    settles: 'this row again, with fewer programs running',
  },
  'machine.no-processes': {
    remark: 'not measured',
    means: 'this machine did not let gitpod-doctor start more programs, so this says nothing about the network',
    settles: 'this row again, with a higher limit (ulimit -u) or fewer programs',
  },
  'machine.starved': {
    remark: 'not measured',
    means: 'gitpod-doctor could not run for most of the time, so it may have missed an answer',
    settles: 'this row again when the machine is less busy',
  },
  'probe.deadline': {
    remark: 'out of time',
    means: 'the measurement reached its deadline, so it proves nothing',
    settles: 'this row again, with a longer --deadline',
  },
  unclassified: {
    remark: 'failed',
    means: 'an unknown error; this row shows the code',
    settles: 'the code that this row shows',
  },
} as const satisfies WordsOf<'machine' | 'probe' | 'unclassified'>;

/** The words for an unknown error without a code. */
export const UNCODED_FAILURE: FailureWords = {
  ...OURS.unclassified,
  means: 'an unknown error without a code',
  settles: 'this row again; the support bundle has all details',
};

export const FAILURE_WORDS = {
  ...PATH_FAILURES,
  ...PROXY_FAILURES,
  ...SOCKS_FAILURES,
  ...TLS_FAILURES,
  ...HTTP_FAILURES,
  ...SSH_FAILURES,
  ...AWS_FAILURES,
  ...SCRIPT_FAILURES,
  ...OURS,
} as const satisfies Record<FailureKind, FailureWords>;
