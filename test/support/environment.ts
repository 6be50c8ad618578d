/**
 * A fixed environment for tests: a plain login on a UTF-8 terminal, an empty home, no proxy, no cloud account, no CI. A test that needs
 * anything else sets it itself.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Paths of programs and temporary files, vitest's own variables, and options of our runs. */
const KEPT = /^(PATH|TMPDIR|SSH_CASES|SCRIPT_CASES|SCRIPT_SEED|FLEET_RESULTS|FLEET_SEED|TEST|NODE_ENV|VITEST.*|SystemRoot|TEMP|TMP)$/i;

/** Set up once for all projects, and inherited by workers and programs. */
export function setup(): () => void {
  const home = mkdtempSync(join(tmpdir(), 'gitpod-doctor-home-'));
  for (const name of Object.keys(process.env)) if (!KEPT.test(name)) delete process.env[name];
  Object.assign(process.env, { HOME: home, LANG: 'C.UTF-8', TERM: 'xterm-256color', TZ: 'UTC' });
  process.umask(0o022);
  return () => rmSync(home, { recursive: true, force: true });
}
