/** The identity files of the client, and whether it can use them. */
import type { EffectiveSettings, IdentityFile } from '../../model/ssh/index.ts';
import type { AgentKeys } from './agent.ts';
import { readKeyHeader } from './key-header.ts';

const MAX_KEYS = 16;

/** The client's own defaults are listed only if they exist. */
export async function identityFiles(
  { identityFiles: files }: EffectiveSettings,
  agent: AgentKeys | null,
  uid: number,
): Promise<IdentityFile[]> {
  const looked = await Promise.all(
    files.slice(0, MAX_KEYS).map(async ({ path, source }) => {
      const header = await readKeyHeader(path, uid);
      const { fingerprint } = header;
      const inAgent = agent?.state === 'answers' && fingerprint !== null ? agent.fingerprints.includes(fingerprint) : null;
      return { path, source, ...header, inAgent };
    }),
  );
  return looked.filter(({ path, source, state }) => state !== 'missing' || !isDefault(path, source));
}

/** If the source is unknown, a file is a default one if it has one of the client's default names. */
function isDefault(path: string, source: IdentityFile['source']): boolean {
  return source.by === 'default' || (source.by === 'unknown' && /[/\\]\.ssh[/\\]id_[a-z0-9_]+$/.test(path));
}
