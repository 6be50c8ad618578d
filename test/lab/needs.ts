/** What a scenario needs on the machine of the lab. */
import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { NEGOTIATE_HELPER } from './kerberos.ts';
import { BASIC_HELPER, DIGEST_HELPER, NTLM_HELPER } from './proxy.ts';
import type { LabScenario } from './scenario.ts';

const FOR_ALL = ['ip', 'nft', 'dnsmasq'];
/** The programs, by the part of a scenario that needs them. */
const FOR_SOME = {
  squid: ['squid', 'openssl', BASIC_HELPER, DIGEST_HELPER, NTLM_HELPER],
  socks: ['danted', 'microsocks'],
  kerberos: ['krb5kdc', 'kdb5_util', 'kadmin.local', 'kinit', NEGOTIATE_HELPER],
  inspector: ['mitmdump'],
  nebula: ['nebula', 'nebula-cert'],
  clock: ['faketime'],
  dhcpScript: ['dhclient', 'mount'],
  conditions: ['tc', 'python3'],
} as const satisfies Partial<Record<keyof LabScenario, readonly string[]>>;

/** Names what is missing, once for all scenarios. */
export async function findMissing(): Promise<(scenario: LabScenario) => string[]> {
  const absent = new Set<string>();
  for (const program of [...FOR_ALL, ...Object.values(FOR_SOME).flat()]) if (!(await isThere(program))) absent.add(program);
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const needed = (scenario: LabScenario): string[] => [
    ...FOR_ALL,
    ...Object.entries(FOR_SOME).flatMap(([part, programs]) => (part in scenario ? programs : [])),
  ];
  return (scenario) => [...(isRoot ? [] : ['root on Linux']), ...needed(scenario).filter((program) => absent.has(program))];
}

/** Such programs are in folders outside an ordinary user's PATH. */
export async function isThere(program: string): Promise<boolean> {
  const folders = isAbsolute(program) ? [''] : [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    const found = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}
