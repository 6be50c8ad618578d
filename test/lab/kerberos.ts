/**
 * The company's Kerberos realm: a KDC on the firewall, the proxy's key, and the customer's ticket. The realm's master key and passwords are
 * those of the lab.
 */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FIREWALL_INSIDE, PROXY, PROXY_LOGIN, REALM } from './company.ts';
import { inside } from './namespaces.ts';
import { must, serve } from './processes.ts';
import type { LabScenario } from './scenario.ts';

export const NEGOTIATE_HELPER = '/usr/lib/squid/negotiate_kerberos_auth';

const PROXY_SERVICE = `HTTP/${PROXY.host}`;

export interface KerberosPart {
  /** The customer's ticket. */
  ticket: 'none' | 'valid' | 'expired';
  /** The proxy got a new key, but its keytab contains the previous one. */
  keytab?: 'old';
  /** A helper on the customer's machine that logs in to the proxy with the ticket, as px does. */
  helper?: true;
}

/** Starts the realm before the proxy, which needs its key. Returns the variables of programs that belong to the realm. */
export async function startKerberos(namespace: string, parent: string, part: KerberosPart): Promise<Record<string, string>> {
  const folder = join(parent, 'kerberos');
  await mkdir(folder);
  // Squid's own user reads the key.
  await chmod(folder, 0o755);
  const environment = { KRB5_CONFIG: join(folder, 'krb5.conf'), KRB5_KDC_PROFILE: join(folder, 'kdc.conf') };
  await writeFile(environment.KRB5_CONFIG, krb5Conf(FIREWALL_INSIDE));
  await writeFile(
    environment.KRB5_KDC_PROFILE,
    `[realms]\n${REALM} = {\n  database_name = ${folder}/principal\n  key_stash_file = ${folder}/stash\n  acl_file = ${folder}/acl\n}\n[logging]\nkdc = STDERR\n`,
  );
  const options = { environment: { PATH: process.env['PATH'] ?? '', ...environment } };
  const { user, password } = PROXY_LOGIN;
  const keytab = join(folder, 'keytab');
  await must(['kdb5_util', 'create', '-s', '-P', 'lab', '-r', REALM], options);
  const newKey = part.keytab === 'old' ? [`cpw -randkey ${PROXY_SERVICE}`] : [];
  const queries = [`addprinc -pw ${password} ${user}`, `addprinc -randkey ${PROXY_SERVICE}`, `ktadd -k ${keytab} ${PROXY_SERVICE}`];
  for (const query of [...queries, ...newKey]) await must(['kadmin.local', '-q', query], options);
  await chmod(keytab, 0o644);
  await serve(inside(namespace, withVariables(environment, ['krb5kdc', '-n'])), /krb5kdc: starting/);
  return { KRB5_CONFIG: environment.KRB5_CONFIG, KRB5_KTNAME: keytab };
}

/** krb5.conf of a machine of the realm. */
export function krb5Conf(kdc: string): string {
  const defaults = `default_realm = ${REALM}\ndns_lookup_kdc = false\ndns_canonicalize_hostname = false\nrdns = false\n`;
  return `[libdefaults]\n${defaults}[realms]\n${REALM} = {\n  kdc = ${kdc}\n}\n`;
}

/** The customer's variables for the realm, with the files in the home folder. */
export const IN_REALM = { KRB5_CONFIG: '~/krb5.conf', KRB5CCNAME: '~/tickets' } as const;

/** Gets the customer's ticket, after the network has started. */
export async function getTicket(namespace: string, home: string, { kerberos }: LabScenario): Promise<void> {
  if (kerberos === undefined || kerberos.ticket === 'none') return;
  const file = join(home, 'tickets');
  const { user, password } = PROXY_LOGIN;
  const environment = { PATH: process.env['PATH'] ?? '', KRB5_CONFIG: join(home, 'krb5.conf'), KRB5CCNAME: file };
  const isExpired = kerberos.ticket === 'expired';
  await must(inside(namespace, ['kinit', '-l', isExpired ? '1s' : '1h', user]), { environment, input: `${password}\n` });
  // The helper runs as a user of its own.
  await chmod(file, 0o644);
  if (isExpired) await sleep(1500);
}

/** A proxy on the customer's loopback that logs in to the company's with the ticket. */
export async function startLoginHelper(namespace: string, home: string): Promise<void> {
  const folder = join(home, 'helper');
  await mkdir(folder);
  await chmod(folder, 0o777);
  const lines = [
    `http_port 127.0.0.1:${PROXY.port}`,
    'visible_hostname helper',
    `cache_peer ${PROXY.host} parent ${PROXY.port} 0 no-query default login=NEGOTIATE auth-no-keytab`,
    'never_direct allow all',
    'http_access allow all',
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
  ];
  await writeFile(`${folder}/squid.conf`, `${lines.join('\n')}\n`);
  const variables = { KRB5_CONFIG: join(home, 'krb5.conf'), KRB5CCNAME: join(home, 'tickets') };
  const command = withVariables(variables, ['squid', '-N', '-d', '1', '-f', `${folder}/squid.conf`]);
  await serve(inside(namespace, command), /Accepting HTTP Socket connections/);
}

export function withVariables(variables: Readonly<Record<string, string>>, command: readonly string[]): string[] {
  return ['env', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`), ...command];
}
