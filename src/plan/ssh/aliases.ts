/** The first step for the requirements of SSH aliases: the effective settings of each alias. */
import type { ProbeRequest } from '../../model/probe-request.ts';
import type { Profile } from '../../model/profile.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import { isAliasOf, type SshProbeOptions } from '../../model/ssh/index.ts';
import { request } from '../request.ts';

/** Every alias that the user named for this requirement's family, or the family itself if there is none. */
export function aliasRequests(row: Requirement, { profile }: Session): ProbeRequest[] {
  return row.targets.flatMap(({ target }) => {
    if (target.kind !== 'ssh-alias') return [];
    const named = profile.sshAlias.filter((alias) => isAliasOf(alias, target.pattern));
    const patterns = named.length > 0 ? named : profile.sshAlias.length === 0 ? [target.pattern] : [];
    return patterns.map((pattern) =>
      request({
        probe: 'ssh-config',
        target: { kind: 'ssh-alias', pattern },
        requirements: [row.id],
        ssh: { ...sshOptionsOf(profile), isTyped: named.length > 0, rung: null },
      }),
    );
  });
}

export function sshOptionsOf({ sshConfig, consents }: Profile): Pick<SshProbeOptions, 'configFile' | 'matchExec'> {
  return { configFile: sshConfig ?? null, matchExec: consents.includes('match-exec') };
}
