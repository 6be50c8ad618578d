/** Gitpod's access requirements as data: assembled for a profile, changed by an overlay, compared with the published page. */
import { candidateEditions } from '../knowledge/installation.ts';
import type { Profile } from '../model/profile.ts';
import { EDITIONS, type EditionName } from '../model/profile-words.ts';
import type { CatalogInfo } from '../model/provenance.ts';
import type { Requirement } from '../model/requirement.ts';
import { sortedJson } from '../model/sorted-json.ts';
import { requirementOfRow } from './concrete.ts';
import { editionOf, editionsWith, rowsOfAny } from './editions/index.ts';
import { rowsWithOverlay } from './overlaid.ts';
import { type Overlay, type ParsedOverlay, parseOverlayFile, sha256 } from './overlay.ts';
import type { Row } from './row.ts';
import { CATALOG_SOURCE, CATALOG_VERSION } from './rows.ts';

export { KNOWN_REDIRECT_HOSTS } from '../knowledge/redirect-hosts.ts';
export { compareWithDocument, documentDiff } from './compare.ts';
export { documentText } from './document-text.ts';
export { editionDifferences, type RowDifference } from './edition-diff.ts';
export { editionOf } from './editions/index.ts';
export { type ImportStep, importDocument } from './import.ts';
export type { Overlay } from './overlay.ts';
export { publicHosts } from './public-hosts.ts';
export { publishedSpelling } from './published-spelling.ts';

/** Every requirement, in catalogue order, made concrete for the profile. */
export function assembleRequirements(profile: Profile, overlay: Overlay | null): Requirement[] {
  const rows =
    profile.editionIs === 'unsure' ? rowsWithOverlay(overlay, rowsOfAny(candidateEditions(profile))) : rowsOf(overlay, profile.edition);
  return rows.map((row) => requirementOfRow(row, profile, editionsWith(row.id)));
}

/** The requirements of an edition (absent: the document), with the overlay applied. */
export function rowsOf(overlay: Overlay | null, edition?: EditionName): readonly Row[] {
  return rowsWithOverlay(overlay, editionOf(edition).rows);
}

/** An overlay may remove a requirement of any edition, and add what this edition lacks. */
export function parseOverlay(text: string, edition?: EditionName): ParsedOverlay {
  const ids = (name?: EditionName) => editionOf(name).rows.map((row) => row.id);
  return parseOverlayFile(text, new Set(EDITIONS.flatMap(ids)), new Set(ids(edition)));
}

/**
 * The identity of the list that a session stores. The digest covers the requirements of every edition, so that it does not depend on an
 * answer of the user.
 */
export function catalogInfo(overlay: Overlay | null): CatalogInfo {
  return {
    version: CATALOG_VERSION,
    source: CATALOG_SOURCE,
    sha256: sha256(sortedJson(Object.fromEntries(EDITIONS.map((name) => [name, rowsOf(overlay, name)])))),
    overlay: overlay?.sha256 ?? null,
  };
}
