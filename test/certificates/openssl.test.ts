/** If these fail, our OpenSSL verdicts differ from those of the program `openssl`. */
import { execFile, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { CHAINS } from '../../src/probes/testing/chains.ts';
import { served } from './served.ts';

const version = spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '';
const has = /^OpenSSL 3\./.test(version);
if (!has) process.stderr.write('SKIPPED: chains beside openssl, because OpenSSL 3 is not installed\n');

/** Numbers of openssl-verify(1); the sentences differ between versions. */
const NUMBERS: Readonly<Record<string, number>> = {
  CERT_SIGNATURE_FAILURE: 7,
  CERT_NOT_YET_VALID: 9,
  CERT_HAS_EXPIRED: 10,
  DEPTH_ZERO_SELF_SIGNED_CERT: 18,
  SELF_SIGNED_CERT_IN_CHAIN: 19,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 20,
  PATH_LENGTH_EXCEEDED: 25,
  INVALID_PURPOSE: 26,
  KEYUSAGE_NO_CERTSIGN: 32,
  UNHANDLED_CRITICAL_EXTENSION: 34,
  PERMITTED_VIOLATION: 47,
  EXCLUDED_VIOLATION: 48,
  HOSTNAME_MISMATCH: 62,
  EE_KEY_TOO_SMALL: 66,
  CA_KEY_TOO_SMALL: 67,
  CA_MD_TOO_WEAK: 68,
};

describe.skipIf(!has).each(['RSA', 'EC'] as const)('openssl s_client on a chain of %s keys', (keys) => {
  it.each(CHAINS)('gives the same verdict as our model for $name', async (chain) => {
    const server = await served(chain, keys);
    try {
      // The name is compared separately, as in our code, because its verdict would hide earlier ones.
      const name = chain.openssl === 'HOSTNAME_MISMATCH' ? ['-verify_hostname', 'localhost'] : [];
      expect(await returnCode(server.port, server.trusted, name)).toBe(chain.openssl === null ? 0 : NUMBERS[chain.openssl]);
    } finally {
      await server.close();
    }
  });
});

function returnCode(port: number, trusted: string, more: readonly string[]): Promise<number | null> {
  const connect = ['s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'localhost', '-CAfile', trusted, '-no-CApath'];
  const strict = ['-partial_chain', '-cipher', 'DEFAULT@SECLEVEL=2', ...more];
  return new Promise((resolve) => {
    const child = execFile('openssl', [...connect, ...strict], { timeout: 60_000 }, (_error, stdout) => {
      const found = /Verify return code: (\d+)/.exec(stdout);
      resolve(found === null ? null : Number(found[1]));
    });
    child.stdin?.end();
  });
}
