/**
 * Previews, changes and writes a bundle. What is written is what was last previewed. A bundle that will be encrypted is never on disk
 * unencrypted.
 */
import { join, resolve } from 'node:path';
import type { BundleDraft } from '../../app/application.ts';
import { type BundleChoice, type BundlePreview, type PreviewFile, WHOLE_BUNDLE } from '../../app/screens/preview.ts';
import { type BundleResult, buildBundle, bundleName, isEssential, publishFile, suspectText } from '../../bundle/index.ts';
import { diagnose } from '../../diagnosis/index.ts';
import { buildReport } from '../../documents/report/report.ts';
import type { Report } from '../../model/report.ts';
import type { RedactionLevel } from '../../redact/index.ts';
import type { SessionLog } from '../../run/log.ts';
import { requestedPart } from '../../run/requested-part.ts';
import { keepDecodeMap } from '../../run/store/decode-maps.ts';
import type { LiveSession, SessionStore } from '../live-session.ts';
import { BUILD_INFO } from '../version.ts';
import { memoryProblem } from './bundle-memory.ts';

/** The parts of a session that a bundle needs: content, redaction, name and recipients. */
type Bundled = Pick<LiveSession, 'subject' | 'redaction' | 'sessionStore' | 'recipients'>;

type Recipients = LiveSession['recipients'];
type Built = Extract<BundleResult, { ok: true }>;

/**
 * `complete` adds the parts that the session lacks. `wanted` is the requested path; by default the file is in the current folder and has
 * the bundle's name.
 */
export function bundleDraft(
  { subject: { log }, redaction, sessionStore, recipients }: Bundled,
  wanted: string | null,
  how: 'interactive' | 'flag',
  complete: (report: Report) => Report = (report) => report,
): BundleDraft {
  let last: { built: Built; decodeMap(): Record<string, string>; seen: number } | null = null;
  let chosen = WHOLE_BUNDLE;
  const ending = recipients === null ? '.zip' : '.encrypted.zip';
  const path = () => resolve(wanted ?? join(process.cwd(), `${bundleName(sessionStore.id, redaction.redactor.level)}${ending}`));

  async function make(choice: BundleChoice): Promise<{ ok: true; built: Built } | { ok: false; problem: string }> {
    chosen = choice;
    const lack = memoryProblem(log.events);
    if (lack !== null) return { ok: false, problem: [lack, ...wayWithMoreMemory(sessionStore, how)].join(' ') };
    const redactor = choice.hidden.length === 0 ? redaction.redactor : redaction.hiding(choice.hidden);
    const session = requestedPart(log.session);
    const at = log.wallClock();
    const built = await buildBundle({
      events: log.events,
      report: complete(buildReport(session, diagnose(session))),
      redactor,
      createdAt: at,
      name: bundleName(sessionStore.id, redactor.level),
      consent: { how, at, ...(choice.hidden.length === 0 ? {} : { hiddenWords: choice.hidden.length }) },
      program: BUILD_INFO,
      utcOffsetMinutes: -new Date(at).getTimezoneOffset(),
      without: choice.without,
    });
    if (!built.ok) {
      last = null;
      return built;
    }
    last = { built, decodeMap: redactor.decodeMap, seen: log.events.length };
    return { ok: true, built };
  }

  return {
    async preview(choice) {
      const made = await make(choice);
      return made.ok ? { ok: true, preview: await previewOf(made.built, redaction.redactor.level, recipients) } : made;
    },
    async write() {
      // Adds the notes since the last preview to the session.
      const current = last !== null && last.seen === log.events.length ? { ok: true as const, built: last.built } : await make(chosen);
      if (!current.ok) return current;
      const { built } = current;
      const shipped = await sealed(built, log, redaction.redactor.level, recipients);
      if (!shipped.ok) return shipped;
      const published = await publishFile(path(), shipped.bytes);
      if (!published.ok) return { ok: false, problem: published.problem };
      if (sessionStore.folder !== null && last !== null)
        keepDecodeMap(sessionStore.folder, sessionStore.id, namesOf(built, last.decodeMap()));
      return {
        ok: true,
        path: published.path,
        sha256: shipped.sha256,
        entries: built.entries.map(({ path: name, bytes }) => ({ name, bytes })),
        encryptedTo: shipped.recipients,
        withheld: built.omissions.flatMap(({ what, why, fields = [] }) => (why === 'withheld-unsafe' ? [suspectText(what, fields)] : [])),
      };
    },
  };
}

/** The advice to write the bundle again with more memory. A headless sweep cannot be resumed. */
function wayWithMoreMemory({ isKept }: SessionStore, how: 'interactive' | 'flag'): string[] {
  const more = 'NODE_OPTIONS=--max-old-space-size=512';
  if (how === 'flag') return [`Run the command again with ${more}.`];
  return isKept() ? [`The session is kept. To write the bundle: ${more} gitpod-doctor --resume --bundle FILE.zip`] : [];
}

async function previewOf(
  { name, bytes, entries, omissions }: Built,
  level: RedactionLevel,
  recipients: Recipients,
): Promise<BundlePreview> {
  const ships = entries.map((entry): PreviewFile => ({ ...entry, essential: isEssential(entry.path), leftOut: null }));
  const missing = omissions.map(({ what, why }): PreviewFile => ({ path: what, bytes: 0, text: '', essential: false, leftOut: why }));
  return {
    ...{ name, bytes: bytes.length, level },
    files: [...ships, ...missing].sort((a, b) => (a.path < b.path ? -1 : 1)),
    recipients: await shortRecipients(recipients),
  };
}

/** The bytes to write, encrypted if requested; null after a failure. */
async function sealed(built: Built, log: SessionLog, level: RedactionLevel, recipients: Recipients) {
  if (recipients === null) return { ...built, recipients: [] };
  const { encryptBundle } = await import('../../bundle/encrypt/encrypt.ts');
  const { name, bytes } = built;
  return encryptBundle({ name, bytes, recipients, level, tool: log.session.tool, createdAt: log.wallClock() });
}

/** The names in the bundle, without those that were removed later as secrets. */
function namesOf({ entries }: Built, names: Readonly<Record<string, string>>): Record<string, string> {
  const found = [...new Set(entries.flatMap(({ text }) => text.match(/px-[a-z0-9-]+/g) ?? []))].join('\n');
  return Object.fromEntries(Object.entries(names).filter(([name]) => found.includes(name)));
}

async function shortRecipients(recipients: Recipients): Promise<string[]> {
  if (recipients === null) return [];
  const { shortRecipient } = await import('../../bundle/encrypt/recipients.ts');
  return recipients.map(shortRecipient);
}
