/** The origin of each file in a bundle, and the privacy classes of its fields. */
import { HostFacts } from '../model/host-facts.ts';
import { Observation } from '../model/observation.ts';
import type { PrivacyClass } from '../model/privacy.ts';
import { Limits, Profile } from '../model/profile.ts';
import { CatalogInfo, ToolInfo } from '../model/provenance.ts';
import { Report } from '../model/report.ts';
import { SessionEvent } from '../model/session.ts';
import { Verdict } from '../model/verdict.ts';
import { privacyClasses, RedactionSummary } from '../redact/index.ts';
import { BUNDLE_ENTRIES } from './layout.ts';
import type { ManifestFile } from './manifest.ts';

export interface Provenance {
  origin: NonNullable<ManifestFile['origin']>;
  privacyClasses: PrivacyClass[];
}

type Source = readonly [kind: Provenance['origin']['kind'], id: string, classes: () => PrivacyClass[]];

/** The privacy classes of session and report together, for texts and pages that are made from both. */
const all = () => privacyClasses(SessionEvent, Report);
const fixed = (): PrivacyClass[] => ['public'];

const SOURCES: Readonly<Record<(typeof BUNDLE_ENTRIES)[keyof typeof BUNDLE_ENTRIES], Source>> = {
  [BUNDLE_ENTRIES.readme]: ['generated', 'readme', fixed],
  [BUNDLE_ENTRIES.reportText]: ['generated', 'report', all],
  [BUNDLE_ENTRIES.reportPage]: ['generated', 'report', all],
  [BUNDLE_ENTRIES.report]: ['generated', 'report', () => privacyClasses(Report)],
  // The message of an internal error can quote anything.
  [BUNDLE_ENTRIES.session]: ['generated', 'session', () => classesAndText(privacyClasses(ToolInfo, CatalogInfo, Limits, Profile))],
  // The settings of other programs are described in sentences.
  [BUNDLE_ENTRIES.environment]: ['generated', 'environment', () => classesAndText(privacyClasses(ToolInfo, HostFacts, Profile))],
  [BUNDLE_ENTRIES.path]: ['user', 'walk', () => classesAndText(fixed())],
  [BUNDLE_ENTRIES.observations]: ['probe', 'probes', () => privacyClasses(Observation)],
  [BUNDLE_ENTRIES.timeline]: ['generated', 'session-log', () => privacyClasses(SessionEvent)],
  [BUNDLE_ENTRIES.verdicts]: ['generated', 'rules', () => privacyClasses(ToolInfo, Verdict)],
  [BUNDLE_ENTRIES.events]: ['probe', 'session-log', () => privacyClasses(SessionEvent)],
  [BUNDLE_ENTRIES.redaction]: ['generated', 'redaction', () => privacyClasses(RedactionSummary)],
  [BUNDLE_ENTRIES.checksums]: ['generated', 'checksums', fixed],
  [BUNDLE_ENTRIES.manifest]: ['generated', 'manifest', fixed],
};

export function provenanceOf(path: string): Provenance {
  const [kind, id, classes] = (SOURCES as Readonly<Record<string, Source>>)[path] ?? (['generated', 'bundle', all] as const);
  return { origin: { kind, id }, privacyClasses: classes() };
}

function classesAndText(classes: readonly PrivacyClass[]): PrivacyClass[] {
  return [...new Set<PrivacyClass>([...classes, 'text'])].sort();
}
