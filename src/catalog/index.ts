/** Gitpod's access requirements as data: assembled for a profile, changed by an overlay, compared with the published page. */
import type { Profile } from '../model/profile.ts';
import type { CatalogInfo } from '../model/provenance.ts';
import type { Requirement } from '../model/requirement.ts';
import { sortedJson } from '../model/sorted-json.ts';
import { requirementOfRow } from './concrete.ts';
import { rowsWithOverlay } from './overlaid.ts';
import { type Overlay, type ParsedOverlay, parseOverlayFile, sha256 } from './overlay.ts';
import { CATALOG_SOURCE, CATALOG_VERSION, ROWS } from './rows.ts';

export { KNOWN_REDIRECT_HOSTS } from '../knowledge/redirect-hosts.ts';
export { compareWithDocument } from './compare.ts';
export type { Overlay } from './overlay.ts';
export { publicHosts } from './public-hosts.ts';

/** Every row, in catalogue order, made concrete for the profile. */
export function assembleRequirements(profile: Profile, overlay: Overlay | null): Requirement[] {
  return rowsWithOverlay(overlay).map((row) => requirementOfRow(row, profile));
}

export function parseOverlay(text: string): ParsedOverlay {
  return parseOverlayFile(text, new Set(ROWS.map((row) => row.id)));
}

export function catalogInfo(overlay: Overlay | null): CatalogInfo {
  return {
    version: CATALOG_VERSION,
    source: CATALOG_SOURCE,
    sha256: sha256(sortedJson(rowsWithOverlay(overlay))),
    overlay: overlay?.sha256 ?? null,
  };
}
