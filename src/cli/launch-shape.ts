/** `--launch-…`: how the runner launches instances. Spelling is checked here, so that a typo is not taken for a refusal. */
import type { Profile } from '../model/profile.ts';
import type { FlagName, Flags } from './flags.ts';
import { usage } from './usage.ts';

/** Nothing where no flag and no default names a part of it. */
export function launchOf(flags: Flags, base: Profile): Pick<Profile, 'launch'> {
  const subnet = shaped('launch-subnet', flags['launch-subnet'], /^subnet-[0-9a-f]{8,17}$/, 'subnet-0123456789abcdef0');
  const type = shaped('launch-type', flags['launch-type'], /^[a-z0-9-]{1,20}\.[a-z0-9-]{1,20}$/, 'm6i.xlarge');
  const profile = shaped('launch-profile', flags['launch-profile'], /^[\w+=,.@:/-]{1,400}$/, 'runner-instance-profile');
  const groups = flags['launch-security-group'];
  for (const group of groups ?? []) shaped('launch-security-group', group, /^sg-[0-9a-f]{8,17}$/, 'sg-0123456789abcdef0');
  if (subnet === null && type === null && profile === null && groups === undefined) {
    return base.launch === undefined ? {} : { launch: base.launch };
  }
  return {
    launch: {
      subnet: subnet ?? base.launch?.subnet ?? null,
      securityGroups: groups ?? base.launch?.securityGroups ?? [],
      instanceType: type ?? base.launch?.instanceType ?? null,
      instanceProfile: profile ?? base.launch?.instanceProfile ?? null,
    },
  };
}

function shaped(name: FlagName, value: string | undefined, shape: RegExp, example: string): string | null {
  if (value !== undefined && !shape.test(value)) throw usage(`--${name} takes a value like ${example}.`, `Try: --${name} ${example}`);
  return value ?? null;
}
