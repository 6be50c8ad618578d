/** Paints the first question before any module is loaded that measures, stores or masks. Early keys wait in the terminal. */
import { advanceGuide, currentStep, initialState } from '../../guide/index.ts';
import { DEFAULT_LIMITS } from '../../model/profile.ts';
import { emptySession } from '../../session/index.ts';
import { paintFirstQuestion } from '../../ui/first-picture.ts';
import type { FlagName, Flags } from '../arguments/flags.ts';
import { situationOf } from '../arguments/profile.ts';
import { VERSION } from '../version.ts';

/** Flags that may contain a private name. Masking needs this machine's key and the code that masks. */
const NAMING = ['error', 'account', 'scm', 'sso', 'registry', 'metrics', 'ssh-alias'] as const satisfies readonly FlagName[];

/** Paints nothing if the first frame depends on more than the flags. Returns a function that removes the frame. */
export function paintFirstFrame(flags: Flags): () => void {
  if (flags.demo !== undefined || flags.profile !== undefined || flags.resume) return () => {};
  if (NAMING.some((name) => flags[name] !== undefined)) return () => {};
  const { profile } = situationOf(flags, process.env);
  const [guide] = advanceGuide(initialState(profile), { type: 'started', profile, evidence: { from: null } });
  if (currentStep(guide).kind !== 'ask') return () => {};
  const session = emptySession({
    type: 'session-started',
    seq: 1,
    atMs: 0,
    schema: 'gitpod-doctor/session@1',
    tool: { name: 'gitpod-doctor', version: VERSION },
    startedAt: '',
    catalog: { version: '', source: '', sha256: '', overlay: null },
    limits: DEFAULT_LIMITS,
    demo: null,
  });
  const state = { session: { ...session, profile }, diagnosis: { verdicts: [], findings: [], notes: [] }, guide, live: null, watch: null };
  return paintFirstQuestion(state, {
    ascii: flags.ascii === true,
    noColor: flags['no-color'] === true,
    showValues: flags['show-values'] === true,
  });
}
