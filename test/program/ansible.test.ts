/** The recipe for Ansible, run by the real ansible-playbook over real sshd's in namespaces of their own. */
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fleet } from '../../src/model/fleet.ts';
import { launcher, newFolder, run } from '../support/program.ts';

const isThere = ['ansible-playbook', 'ansible-lint', 'sudo', '/usr/sbin/sshd'].every(
  (name) => spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name]).status === 0,
);
const canRun = isThere && process.getuid?.() === 0 && spawnSync('unshare', ['--net', '--uts', '--mount', 'true']).status === 0;
if (!canRun)
  process.stderr.write(
    'LOUD: the recipe for Ansible is not played: it needs root, namespaces, sudo, sshd, ansible-core and ansible-lint.\n',
  );

const TIME = { timeout: 180_000 };

/** Two of them share a host name, like machines from one image. `silent` drops all packets, so its sweep is slow. */
const MACHINES = {
  'web-1': { host: 'cloned', network: [] },
  'web-2': { host: 'cloned', network: [] },
  silent: {
    host: 'silent',
    network: [
      'ip link add out type veth peer name in',
      'ip link set in up',
      'ip link set out up',
      'ip addr add 10.9.9.2/24 dev out',
      'ip neigh add 10.9.9.1 lladdr 02:00:00:00:00:01 dev out',
      'ip route add default via 10.9.9.1',
    ],
  },
  'no-sudo': { host: 'no-sudo', network: ['mount --bind "$1/empty" /etc/sudoers'] },
} as const;

describe.runIf(canRun)('the recipe for Ansible', () => {
  const folder = canRun ? newFolder('ansible') : '';
  const recipe = join(folder, 'recipe');
  const results = join(recipe, 'results');
  const machines = new Map<string, number>();
  /** The host is refused by the first program that ssh starts, as one that is down is refused by its network. */
  const inventory = () =>
    [
      '[all]',
      ...[...machines].map(
        ([name, pid]) =>
          `${name} ansible_ssh_common_args='${SSH} -o ProxyCommand="nsenter -t ${pid} -n -u -m /usr/sbin/sshd -i -f ${folder}/${name}/sshd_config"'`,
      ),
      `down ansible_host=127.0.0.1 ansible_port=9 ansible_ssh_common_args='${SSH}'`,
      '',
    ].join('\n');
  const SSH = `-F none -i ${folder}/key -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o ControlPath=none`;

  beforeAll(async () => {
    const { status } = await run([
      'fleet',
      'recipe',
      'ansible',
      'management',
      'dns',
      '--from=runner',
      '--region=eu-west-1',
      '--deadline=8000',
      // A text that neither Jinja nor a shell may interpret.
      `--note=it's {{ 7 * undefined }} $(exit 9) "x"`,
      `--output=${recipe}`,
    ]);
    expect(status).toBe(0);
    const program = join(recipe, `roles/gitpod_doctor/files/gitpod-doctor-linux-${process.arch}`);
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${launcher()}' "$@"\n`);
    writeFileSync(join(folder, 'empty'), '', { mode: 0o440 });
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'key')]);
    for (const [name, { host, network }] of Object.entries(MACHINES)) await startMachine(machines, folder, name, host, network);
    writeFileSync(join(folder, 'inventory'), inventory());
  }, 120_000);

  afterAll(() => {
    for (const pid of machines.values()) spawnSync('kill', ['-KILL', String(pid)]);
  });

  const play = (...words: string[]) =>
    new Promise<{ code: number; stdout: string }>((resolve) => {
      const env = {
        PATH: process.env['PATH'] ?? '',
        HOME: folder,
        LANG: 'C.UTF-8',
        ANSIBLE_NOCOLOR: '1',
        ANSIBLE_PIPELINING: '1',
        ANSIBLE_TIMEOUT: '30',
      };
      execFile('ansible-playbook', ['-i', join(folder, 'inventory'), 'playbook.yml', ...words], { cwd: recipe, env }, (error, stdout) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout }),
      );
    });
  const recap = (stdout: string) =>
    Object.fromEntries(
      Array.from(
        stdout.matchAll(/^(\S+) +: ok=\d+ +changed=(\d+) +unreachable=(\d) +failed=(\d)/gm),
        ([, name, changed, unreachable, failed]) => [
          name,
          Number(unreachable) > 0 ? 'unreachable' : Number(failed) > 0 ? 'failed' : Number(changed) > 0 ? 'changed' : 'ok',
        ],
      ),
    );
  const files = () =>
    execFileSync('ls', [results], { encoding: 'utf8' })
      .split('\n')
      .filter((name) => name !== '');

  it('passes ansible-lint with its strictest profile', TIME, () => {
    const linted = spawnSync('ansible-lint', ['--offline', '--strict', '--profile', 'production', 'playbook.yml', 'roles/gitpod_doctor'], {
      cwd: recipe,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: folder, NO_COLOR: '1' },
    });
    expect({ status: linted.status, stdout: linted.stdout }).toEqual({ status: 0, stdout: expect.any(String) });
  });

  it('changes nothing and measures nothing in check mode', TIME, async () => {
    const { stdout } = await play('--check', '--limit', 'web-1');
    expect(recap(stdout)).toEqual({ 'web-1': 'changed' });
    expect(files()).toEqual([]);
    expect(leftOn(folder, 'web-1')).toEqual([]);
  });

  it('collects results from all machines that are up, distinguishes clones and deletes the files that it copied', TIME, async () => {
    const { code, stdout } = await play();
    expect({ code, recap: recap(stdout) }).toEqual({
      code: 4,
      recap: { 'web-1': 'changed', 'web-2': 'changed', silent: 'changed', 'no-sudo': 'changed', down: 'unreachable' },
    });
    const ended = await run(['fleet', 'collect', results, '--json']);
    const fleet = Fleet.parse(JSON.parse(ended.stdout));
    expect(fleet.places.map(({ name }) => name).sort()).toEqual(['no-sudo', 'silent', 'web-1', 'web-2']);
    expect(fleet.places.filter(({ host }) => host === 'cloned')).toHaveLength(2);
    expect(fleet.summary).toMatchObject({ places: 4, fail: 4, noResult: 1 });
    expect((await run(['fleet', 'collect', results])).stdout).toMatch(/No result from\n- \S+ \(nothing came back\)/);
    for (const name of machines.keys()) expect(leftOn(folder, name)).toEqual([]);
  });

  it('fails with the reason on a machine that refuses sudo, if the program must run as root', TIME, async () => {
    const { code, stdout } = await play('-e', 'gitpod_doctor_become=true', '--limit', 'no-sudo');
    expect({ code, recap: recap(stdout) }).toEqual({ code: 2, recap: { 'no-sudo': 'failed' } });
    expect(stdout).toMatch(/\[no-sudo\]: FAILED!.*(password|sudo)/s);
    expect(readFileSync(join(results, 'no-sudo.txt'), 'utf8')).toContain('nothing came back');
  });
});

const leftOn = (folder: string, name: string) =>
  execFileSync('ls', ['-A', join(folder, name, 'home')], { encoding: 'utf8' })
    .split('\n')
    .filter((each) => each.startsWith('.gitpod'));

/** A machine is a process in its own network, with its own host name, home of root and sshd; its process id goes into the map. */
async function startMachine(
  machines: Map<string, number>,
  folder: string,
  name: string,
  host: string,
  network: readonly string[],
): Promise<void> {
  const place = join(folder, name);
  mkdirSync(join(place, 'home'), { recursive: true });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(place, 'host_key')]);
  writeFileSync(join(place, 'passwd'), readFileSync('/etc/passwd', 'utf8').replace(/^root:.*$/m, `root:x:0:0:root:${place}/home:/bin/sh`));
  writeFileSync(
    join(place, 'sshd_config'),
    `HostKey ${place}/host_key\nAuthorizedKeysFile ${folder}/key.pub\nStrictModes no\nUsePAM no\nPermitRootLogin prohibit-password\nSubsystem sftp internal-sftp\n`,
  );
  const ready = join(place, 'ready');
  const script = [
    'set -e',
    `hostname ${host}`,
    'ip link set lo up',
    'mount --bind "$1/$2/passwd" /etc/passwd',
    'mount -t tmpfs tmpfs /run && mkdir -m 0755 /run/sshd',
    ...network,
    ': >"$1/$2/ready"',
    'exec sleep 600',
  ].join('\n');
  const started = spawn('unshare', ['--net', '--uts', '--mount', 'sh', '-c', script, 'sh', folder, name], { stdio: 'ignore' });
  if (started.pid === undefined) throw new Error(`${name} was not started`);
  machines.set(name, started.pid);
  for (let waits = 0; !existsSync(ready); waits++) {
    if (waits > 300 || started.exitCode !== null) throw new Error(`${name} is not ready`);
    await setTimeout(100);
  }
}
