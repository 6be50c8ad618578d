/** The facts about this machine behind the requirements of `host`, `proxy` or `dns`. */
import type { EncryptedDns, HostFacts, NoProxyVariable, OtherTrustFile, ProxyVariable, TrustFile } from '../../model/host-facts.ts';
import { hostPort } from '../../model/target.ts';
import { count } from '../words/quantity.ts';
import { joined, type Say } from '../words/say.ts';
import { SETTING_PROGRAM_WORDS, settingLines } from '../words/setting-words.ts';
import type { EvidenceLine } from './evidence-line.ts';

export function hostLines(facts: HostFacts, say: Say): EvidenceLine[] {
  return [
    {
      label: 'machine',
      text: joined(', ', [say`${facts.platform} ${facts.release} ${facts.arch}`, facts.container && 'in a container', ec2Text(facts)]),
    },
    { label: 'network', text: networkText(facts) },
    { label: 'resolvers', text: facts.resolvers.map(({ address }) => say`${address}`).join(', ') || 'none configured' },
    ...(facts.encryptedDns ?? []).map((setting) => ({ label: 'resolvers', text: encryptedText(setting, say) })),
    ...facts.proxies.map((variable) => ({ label: 'proxy', text: proxyText(variable, say) })),
    ...(facts.proxies.length === 0 ? [{ label: 'proxy', text: 'no proxy variable is set' }] : []),
    ...facts.noProxy.map((variable) => ({ label: 'no proxy', text: noProxyText(variable, say) })),
    ...settingLines(facts, say).map((text) => ({ label: 'proxy', text })),
    ...facts.trustFiles.map((file) => ({ label: 'trust', text: say`${file.variable} names ${file.path}: ` + stateText(file) })),
    ...(facts.otherTrustFiles ?? []).map((file) => ({ label: 'trust', text: otherTrustText(file, say) })),
    ...(facts.verificationDisabled ? [{ label: 'trust', text: 'NODE_TLS_REJECT_UNAUTHORIZED=0 turns verification off' }] : []),
  ];
}

function ec2Text(facts: HostFacts): string | null {
  if (facts.ec2 === null) return null;
  return facts.ec2 ? 'on EC2' : 'not on EC2';
}

function networkText(facts: HostFacts): string {
  const families = joined(' and ', [facts.ipv4 && 'IPv4', facts.ipv6 && 'IPv6']) || 'no address';
  const route = facts.defaultRoute4 === false && facts.defaultRoute6 !== true ? 'no default route' : null;
  return joined(', ', [`${count(facts.interfaces, 'interface')} up`, families, route]);
}

function encryptedText({ by, over, mode, servers, file }: EncryptedDns, say: Say): string {
  const how = {
    strict: `over ${over.toUpperCase()} alone`,
    opportunistic: `over ${over.toUpperCase()} where it can`,
    off: `never over ${over.toUpperCase()}`,
  };
  return joined(', ', [`${by} looks names up ${how[mode]}`, servers.length > 0 && say`at ${servers.join(', ')}`, say`set in ${file}`]);
}

function proxyText(variable: ProxyVariable, say: Say): string {
  const address =
    variable.host === null
      ? 'not readable'
      : say`${variable.scheme ?? 'no scheme'} ${variable.port === null ? variable.host : hostPort(variable.host, variable.port)}`;
  const login = variable.hasCredentials ? 'with a login' : null;
  return joined(', ', [`${variable.name}: ${address}`, login, variable.problems.join(', ')]);
}

function noProxyText(variable: NoProxyVariable, say: Say): string {
  const shown = variable.entries.slice(0, 8).map((entry) => say`${entry}`);
  const more = variable.entries.length - shown.length;
  return joined(', ', [
    `${variable.name}: ${shown.join(' ') || 'empty'}`,
    more > 0 && `${more} more`,
    variable.unreadable > 0 && `${variable.unreadable} unreadable`,
  ]);
}

function otherTrustText(file: OtherTrustFile, say: Say): string {
  return say`${SETTING_PROGRAM_WORDS[file.program]} names ${file.path} (${file.setting}): ` + stateText(file);
}

function stateText({ state, certificates }: Pick<TrustFile, 'state' | 'certificates'>): string {
  return state === 'sound' ? count(certificates, 'certificate') : state;
}
