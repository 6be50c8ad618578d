/** The company's proxy: squid on the firewall, with the access rules of the scenario. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { PROXY, PROXY_LOGIN, REALM } from './company.ts';
import type { Conditions } from './conditions/conditions.ts';
import { NEGOTIATE_HELPER, withVariables } from './kerberos.ts';
import { inside } from './namespaces.ts';
import { must, serve } from './processes.ts';
import { proxysResolver } from './resolver.ts';
import type { LabScenario } from './scenario.ts';

export const BASIC_HELPER = '/usr/lib/squid/basic_ncsa_auth';
export const DIGEST_HELPER = '/usr/lib/squid/digest_file_auth';
export const NTLM_HELPER = '/usr/lib/squid/ntlm_fake_auth';

/** Squid's default configuration: tunnels to 443 only. */
export const DEFAULT_ACCESS = [
  'acl SSL_ports port 443',
  'acl CONNECT method CONNECT',
  'http_access deny CONNECT !SSL_ports',
  'http_access allow all',
] as const;

const BASIC = [
  `auth_param basic program ${BASIC_HELPER} <passwords>`,
  'auth_param basic children 2 startup=1',
  'auth_param basic realm Company proxy',
  'acl known proxy_auth REQUIRED',
] as const;
const RELEASES = 'acl releases dstdomain releases.gitpod.io';

/** A Basic login is required before any rule applies. */
export const LOGIN_FIRST = [...BASIC, 'http_access deny !known'] as const;

/** A Basic login is required for one host only. */
export const LOGIN_FOR_ONE = [...BASIC, RELEASES, 'http_access deny releases !known'] as const;

/** After a login: one host is for another account. Squid answers 407 again if the last condition of a rule is about users. */
export const OTHER_ACCOUNT = [RELEASES, 'acl others proxy_auth somebody-else', 'http_access deny releases !others'] as const;

/** The login is accepted the first time that it is checked; squid checks it again after a second. */
export const LOCKED_FIRST = [
  'auth_param basic program /bin/sh <lock>',
  'auth_param basic children 1 startup=1',
  'auth_param basic realm Company proxy',
  'auth_param basic credentialsttl 1 second',
  'acl known proxy_auth REQUIRED',
  'http_access deny !known',
] as const;

/** Only a Digest login is accepted. */
export const DIGEST_FIRST = [
  `auth_param digest program ${DIGEST_HELPER} <plain passwords>`,
  'auth_param digest children 2 startup=1',
  'auth_param digest realm Company proxy',
  'acl known proxy_auth REQUIRED',
  'http_access deny !known',
] as const;

/** Only an NTLM login is accepted. */
export const NTLM_FIRST = [
  `auth_param ntlm program ${NTLM_HELPER}`,
  'auth_param ntlm children 2 startup=1',
  'acl known proxy_auth REQUIRED',
  'http_access deny !known',
] as const;

/** Only a Kerberos login is accepted. */
export const NEGOTIATE_FIRST = [
  `auth_param negotiate program ${NEGOTIATE_HELPER} -s HTTP/${PROXY.host}@${REALM}`,
  'auth_param negotiate children 2 startup=1',
  'auth_param negotiate keep_alive on',
  'acl known proxy_auth REQUIRED',
  'http_access deny !known',
] as const;

/** `variables` are those of the realm, for the helper that checks tickets. */
export async function startProxy(
  namespace: string,
  parent: string,
  scenario: LabScenario,
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { squid: access = [] } = scenario;
  const { conditions = {} } = scenario;
  const folder = `${parent}/squid`;
  await mkdir(folder);
  // Squid gives up root and writes as its own user.
  await chmod(folder, 0o777);
  const passwords = `${folder}/passwords`;
  const digest = (await must(['openssl', 'passwd', '-apr1', '-stdin'], { input: `${PROXY_LOGIN.password}\n` })).trim();
  await writeFile(passwords, `${PROXY_LOGIN.user}:${digest}\n`, { mode: 0o644 });
  await writeFile(`${passwords}.plain`, `${PROXY_LOGIN.user}:${PROXY_LOGIN.password}\n`, { mode: 0o644 });
  const lock = `${folder}/lock`;
  await writeFile(lock, 'n=0; while read -r login; do n=$((n+1)); if [ $n -gt 1 ]; then echo ERR; else echo OK; fi; done\n', {
    mode: 0o644,
  });
  const helper = `${folder}/later`;
  const seconds = (conditions.connectDelay ?? 0) / 1000;
  await writeFile(helper, `while read -r id rest; do (sleep ${seconds}; echo "$id OK") & done\n`, { mode: 0o644 });
  const lines = [
    `http_port ${PROXY.address}:${PROXY.port}`,
    `visible_hostname ${PROXY.host}`,
    `dns_nameservers ${proxysResolver(scenario)}`,
    'hosts_file none',
    `pid_filename ${folder}/pid`,
    `cache_log ${folder}/cache.log`,
    'access_log none',
    'netdb_filename none',
    `coredump_dir ${folder}`,
    'cache deny all',
    'cache_mem 8 MB',
    'max_filedescriptors 1024',
    'pinger_enable off',
    'shutdown_lifetime 0 seconds',
    ...slowness(conditions, helper),
    ...access.map((line) =>
      line.replace('<passwords>', passwords).replace('<plain passwords>', `${passwords}.plain`).replace('<lock>', lock),
    ),
  ];
  await writeFile(`${folder}/squid.conf`, `${lines.join('\n')}\n`);
  // `-d 1` also logs to stderr, where a line shows that squid listens.
  const command = withVariables(variables, ['squid', '-N', '-d', '1', '-f', `${folder}/squid.conf`]);
  await serve(inside(namespace, command), /Accepting HTTP Socket connections/);
}

/** What makes the proxy slow: one bandwidth limit for all clients, and a helper that approves after a delay. */
function slowness({ proxyRate, connectDelay }: Conditions, helper: string): string[] {
  const rate = ['delay_pools 1', 'delay_class 1 1', `delay_parameters 1 ${proxyRate}/${proxyRate}`, 'delay_access 1 allow all'];
  const delay = [
    `external_acl_type later ttl=0 negative_ttl=0 children-max=1 concurrency=1000 %URI /bin/sh ${helper}`,
    'acl later external later',
    'acl tunnels method CONNECT',
    'http_access deny tunnels !later',
  ];
  return [...(proxyRate === undefined ? [] : rate), ...(connectDelay === undefined ? [] : delay)];
}
