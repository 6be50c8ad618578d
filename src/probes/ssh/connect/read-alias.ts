/** The settings of a connection, from the same function that reads the configuration for the `ssh-config` probe. */
import type { World } from '../../world.ts';
import { CLIENT_TIMEOUT_MS } from '../client-query.ts';
import { type ConfigDump, firstValue } from '../dump.ts';
import { readSshConfig } from '../read.ts';
import { sshHomeOf } from '../world-home.ts';
import type { JumpHost, ReadAlias } from './settings.ts';

export function createAliasReader(world: World): ReadAlias {
  return async (alias, ask, signal) => {
    const home = sshHomeOf(world, ask.configFile);
    const run = { environment: world.environment, timeoutMs: CLIENT_TIMEOUT_MS, signal };
    const { facts, dump } = await readSshConfig({
      alias,
      isTyped: true,
      matchExec: ask.matchExec,
      home,
      run,
      withReaders: false,
      mayLookUp: world.pretend === null,
      withPatches: false,
    });
    const { client, effective, branch } = facts;
    if (client === null || effective === null || branch === null || dump === null) return null;
    const command = firstValue(dump, 'proxycommand');
    return {
      client: client.path,
      configFile: home.clientFile,
      branch,
      hostname: effective.hostname.value,
      port: effective.port.value,
      proxyCommand: command === null || command === 'none' ? null : command,
      jumps: effective.proxyJump === null ? [] : jumpsOf(firstValue(dump, 'proxyjump') ?? ''),
      strictHostKeyChecking: effective.strictHostKeyChecking.value,
      hostKeyAlias: effective.hostKeyAlias?.value ?? null,
      knownHostsFiles: [...effective.userKnownHostsFiles, ...effective.globalKnownHostsFiles],
      userKnownHostsFiles: effective.userKnownHostsFiles,
      accepts: {
        keyExchange: listIn(dump, 'kexalgorithms'),
        hostKey: listIn(dump, 'hostkeyalgorithms'),
        cipher: listIn(dump, 'ciphers'),
        mac: listIn(dump, 'macs'),
      },
    };
  };
}

function listIn(dump: ConfigDump, keyword: string): string[] {
  return (firstValue(dump, keyword) ?? '').split(',').filter((name) => name !== '');
}

/** `[user@]host[:port]` or a URI, nearest hop first (ssh_config(5), ProxyJump). */
function jumpsOf(value: string): JumpHost[] {
  return value.split(',').flatMap((hop) => {
    const match = /^(?:ssh:\/\/)?(?:[^@]*@)?(\[[^\]]+\]|[^:/]+)(?::(\d{1,5}))?$/.exec(hop.trim());
    return match === null
      ? []
      : [{ host: (match[1] ?? '').replace(/^\[|\]$/g, ''), port: match[2] === undefined ? null : Number(match[2]) }];
  });
}
