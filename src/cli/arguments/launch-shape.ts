/** `--launch-…`: how the runner launches instances. The spelling is checked here, because AWS would report a typo as a refusal. */
import type { Profile } from '../../model/profile.ts';
import { EXAMPLES } from './examples.ts';
import type { Flags } from './flags.ts';
import { LAUNCH_PATTERNS } from './shapes.ts';
import { usageError } from './usage.ts';

/** Empty if neither the flags nor the defaults describe the launch. */
export function launchShapeOf(flags: Flags, base: Profile): Pick<Profile, 'launch'> {
  const subnet = shaped('launch-subnet', flags['launch-subnet']);
  const type = shaped('launch-type', flags['launch-type']);
  const profile = shaped('launch-profile', flags['launch-profile']);
  const groups = flags['launch-security-group'];
  for (const group of groups ?? []) shaped('launch-security-group', group);
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

function shaped(name: keyof typeof LAUNCH_PATTERNS, value: string | undefined): string | null {
  if (value !== undefined && !LAUNCH_PATTERNS[name].test(value))
    throw usageError(`--${name} takes a value like ${EXAMPLES[name]}.`, `Try: --${name} ${EXAMPLES[name]}`);
  return value ?? null;
}
