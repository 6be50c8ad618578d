/** A HostName whose form cannot be a host, which explains every failure after it. */
import { type ConfigPlace, type InvalidHostName, invalidHostName, type SettingSource, type SshConfigFacts } from '../../model/ssh/index.ts';

/** The malformed HostName of an alias that connects by address; null otherwise, because a proxy command may resolve any name. */
export function malformedHostName(facts: SshConfigFacts | null): (InvalidHostName & { value: string; source: SettingSource }) | null {
  const hostname = facts?.branch === 'address' ? facts.effective?.hostname : undefined;
  if (hostname === undefined || hostname.source.by !== 'file') return null;
  const { value, fault, source } = hostname;
  // Masking hides the form of a value, so the fault was recorded separately.
  const odd = invalidHostName(value) ?? (fault === undefined ? null : { fault, meant: null });
  return odd === null ? null : { ...odd, value, source };
}

/** The line of a HostName whose tokens ssh could not expand. */
export function refusedHostNameLine(facts: SshConfigFacts | null): ConfigPlace | null {
  const refusal = facts?.refusal ?? null;
  return refusal?.reason === 'bad-token' && refusal.keyword === 'hostname' ? refusal.place : null;
}
