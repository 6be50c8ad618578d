/** Requirements whose target another requirement's answer completes: the commit of the newest VS Code server, the version of a release. */
import type { Discovery, Requirement, RequirementTarget } from '../model/requirement.ts';
import type { Session } from '../model/session.ts';
import { urlTargetOf } from '../model/target.ts';

/** The form that a value from the network must have before it becomes part of a URL. */
const SHAPES: Readonly<Record<Discovery['extract'], RegExp>> = {
  'vscode-commit': /^[0-9a-f]{40}$/,
  'release-version': /^\d[0-9A-Za-z.-]{0,39}$/,
};

/** The target that another requirement's answer gives; if there is no answer, the listed stand-ins. */
export function targetsOf(row: Requirement, session: Session): RequirementTarget[] {
  const value = row.discovery === null ? null : extracted(row.discovery, session);
  if (row.discovery === null || value === null) return row.targets;
  const target = urlTargetOf(row.discovery.template.replace('{}', value));
  return target === null ? row.targets : [{ target, standsFor: null }];
}

function extracted({ from, extract }: Discovery, session: Session): string | null {
  for (const observation of session.observations) {
    if (!observation.requirements.includes(from)) continue;
    for (const phase of observation.phases) {
      const found = phase.name === 'http' && phase.ok ? phase.answer?.extracted : null;
      if (found?.kind === extract && SHAPES[extract].test(found.value)) return found.value;
    }
  }
  return null;
}
