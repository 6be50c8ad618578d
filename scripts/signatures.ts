/**
 * Whether the registry's signatures fit the packages that are installed: `npm run signatures`. Fails where one does not; where the
 * registry, or the keys of its signatures, cannot be reached, it says so and proves nothing.
 */
import { spawnSync } from 'node:child_process';

interface Audit {
  invalid?: readonly { name: string; version: string; code?: string }[];
  missing?: readonly { name: string; version: string }[];
  error?: { summary?: string };
}

const { stdout, stderr } = spawnSync('npm', ['audit', 'signatures', '--json', '--fetch-retries=0'], {
  encoding: 'utf8',
  timeout: 90_000,
  shell: process.platform === 'win32',
});
const audit = parsed(stdout);
if (audit?.invalid === undefined) {
  const why = audit?.error?.summary ?? stderr.trim().split('\n')[0] ?? '';
  process.stderr.write(`SKIPPED: signatures of the packages, because this registry does not serve them: ${why.slice(0, 300)}\n`);
} else {
  const named = audit.invalid.map(({ name, version }) => `${name}@${version}`);
  const unsigned = audit.missing?.length ?? 0;
  process.stdout.write(`signatures of packages: ${named.length} wrong, ${unsigned} missing\n`);
  for (const name of named) process.stderr.write(`the signature of ${name} is wrong\n`);
  process.exitCode = named.length > 0 ? 1 : 0;
}

function parsed(text: string): Audit | null {
  try {
    return JSON.parse(text) as Audit;
  } catch {
    return null;
  }
}
