/**
 * The three network namespaces of a scenario, joined by veth pairs: customer – firewall – internet, and a fourth for a bad customer line.
 * None touches the network of the lab's machine. Their names carry the lab's process id, so that leftovers differ from namespaces in use.
 */
import { readdir, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CUSTOMER, FIREWALL_INSIDE, FIREWALL_OUTSIDE, INTERNET, RESOLVER, SECOND_RESOLVER } from './company.ts';
import { lineLinks, needsLine } from './conditions/line.ts';
import { must, run } from './processes.ts';
import type { FilterRule, LabScenario } from './scenario.ts';

const PREFIX = 'gitpod-doctor-lab-';
/** The prefix of everything that this lab creates: namespaces, and folders for files. */
export const OURS = `${PREFIX}${process.pid}-`;
/** `ip netns exec` mounts the files in this folder over those in /etc. */
export const ETC = '/etc/netns';
const RUNNING = '/run/netns';

export interface Namespaces {
  customer: string;
  firewall: string;
  internet: string;
  /** Exists only if conditions need it. */
  line: string;
}

let count = 0;

/** Unused names; known in advance, so that a partly built network can be removed too. */
export function newNames(): Namespaces {
  count += 1;
  const named = (role: string): string => `${OURS}${count}-${role}`;
  return { customer: named('customer'), firewall: named('firewall'), internet: named('internet'), line: named('line') };
}

export async function createNamespaces(names: Namespaces, { link, conditions = {} }: LabScenario): Promise<void> {
  const { customer, firewall, internet } = names;
  const direct = [`link add lan netns ${customer} type veth peer name lan netns ${firewall}`];
  await ip([
    ...[customer, firewall, internet].map((name) => `netns add ${name}`),
    ...(link === 'none' ? [] : needsLine(conditions) ? lineLinks(names) : direct),
    `link add wan netns ${names.firewall} type veth peer name wan netns ${names.internet}`,
  ]);
  await Promise.all([
    ip(customerSide(link), names.customer),
    ip(firewallSide(link), names.firewall).then(() => setting(names.firewall, 'net/ipv4/ip_forward')),
    // Servers listen on loopback, and traffic from outside is redirected to them.
    ip(internetSide(), names.internet).then(() => setting(names.internet, 'net/ipv4/conf/all/route_localnet')),
  ]);
}

function customerSide(link: LabScenario['link']): string[] {
  if (link === 'none') return ['link set lo up'];
  return ['link set lo up', `addr add ${CUSTOMER}/24 dev lan`, 'link set lan up', `route add default via ${FIREWALL_INSIDE}`];
}

function firewallSide(link: LabScenario['link']): string[] {
  return [
    'link set lo up',
    ...(link === undefined ? [`addr add ${FIREWALL_INSIDE}/24 dev lan`] : []),
    ...(link === 'none' ? [] : ['link set lan up']),
    `addr add ${FIREWALL_OUTSIDE}/24 dev wan`,
    'link set wan up',
    `route add default via ${INTERNET}`,
  ];
}

function internetSide(): string[] {
  return [
    'link set lo up',
    `addr add ${INTERNET}/24 dev wan`,
    `addr add ${RESOLVER}/24 dev wan`,
    `addr add ${SECOND_RESOLVER}/24 dev wan`,
    'link set wan up',
    `route add 10.20.0.0/24 via ${FIREWALL_OUTSIDE}`,
  ];
}

/** Rules in the given order. Packets that no rule matches pass. */
export async function filter(namespace: string, hook: 'forward' | 'output', rules: readonly FilterRule[]): Promise<void> {
  if (rules.length === 0) return;
  const chain = [`type filter hook ${hook} priority 0; policy accept;`, ...rules].join('\n');
  await must(inside(namespace, ['nft', '-f', '-']), { input: `table inet lab-${hook} {\nchain faults {\n${chain}\n}\n}\n` });
}

/** A command line that runs in a namespace. */
export function inside(namespace: string, command: readonly string[]): string[] {
  return ['ip', 'netns', 'exec', namespace, ...command];
}

/** Ends the processes inside, then removes the namespaces and their files. Never fails, because no caller could react. */
export async function removeNamespaces(names: readonly string[]): Promise<void> {
  await Promise.all(
    names.map(async (name) => {
      for (const pid of (await run(['ip', 'netns', 'pids', name])).stdout.split('\n').filter(Boolean)) end(Number(pid));
      await run(['ip', 'netns', 'delete', name]);
      await rm(`${ETC}/${name}`, { recursive: true, force: true });
    }),
  );
  // The folder is removed only while it is empty, so no other lab uses it.
  await rmdir(ETC).catch(() => undefined);
}

/** Removes namespaces and files of labs that were killed before they could do so. */
export async function removeLeftovers(): Promise<void> {
  const leftIn = async (folder: string): Promise<string[]> => (await readdir(folder).catch(() => [])).filter(isLeft);
  await removeNamespaces(await leftIn(RUNNING));
  for (const name of await leftIn(tmpdir())) await rm(join(tmpdir(), name), { recursive: true, force: true });
}

function isLeft(name: string): boolean {
  const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : Number.NaN;
  return Number.isInteger(pid) && !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is already gone.
  }
}

export async function ip(lines: readonly string[], namespace?: string): Promise<void> {
  await must(['ip', ...(namespace === undefined ? [] : ['-n', namespace]), '-batch', '-'], { input: `${lines.join('\n')}\n` });
}

export async function setting(namespace: string, path: string): Promise<void> {
  await must(inside(namespace, ['sh', '-c', `echo 1 > /proc/sys/${path}`]));
}
