/** Third-party packages in the built program, as their manifests and the lock file describe them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A package's own folder, at any depth. */
const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

interface Manifest {
  name: string;
  version: string;
  license?: string;
  /** As packages named it before 2014. */
  licenses?: readonly { type: string }[];
}

export interface CarriedPackage {
  /** Below the root. */
  folder: string;
  name: string;
  version: string;
  /** An SPDX expression from the package; null where it has none. */
  license: string | null;
  /** Subresource integrity (W3C SRI) of the package's archive; null where the lock file has none. */
  integrity: string | null;
}

/** Inputs are paths below the root, as the bundler names them. */
export async function packagesOf(root: string, inputs: readonly string[]): Promise<CarriedPackage[]> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string } | undefined>;
  };
  const folders = [...new Set(inputs.flatMap((path) => PACKAGE.exec(path)?.[0] ?? []))].sort();
  return await Promise.all(
    folders.map(async (folder) => {
      const { name, version, license, licenses } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as Manifest;
      return {
        folder,
        name,
        version,
        license: license ?? licenses?.map(({ type }) => type).join(' OR ') ?? null,
        integrity: lock.packages[folder]?.integrity ?? null,
      };
    }),
  );
}
