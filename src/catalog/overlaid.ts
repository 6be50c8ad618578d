/** The requirements with an overlay applied. */
import { Area } from '../model/area.ts';
import type { Condition } from '../model/requirement.ts';
import { ANY_ANSWER } from '../model/requirement.ts';
import type { Target } from '../model/target.ts';
import { uncalibrated } from './calibrated.ts';
import { type AddedRow, areaOfRowId, type Overlay, splitHostPort } from './overlay.ts';
import { ALL_VANTAGES, type Row, type TargetTemplate } from './row.ts';
import { ROWS } from './rows.ts';

export function rowsWithOverlay(overlay: Overlay | null, rows: readonly Row[] = ROWS): readonly Row[] {
  if (overlay === null) return rows;
  // Another edition may have a requirement of the same id.
  const removed = new Set([...overlay.remove, ...overlay.add.map(({ id }) => id)]);
  const kept = rows.filter((row) => !removed.has(row.id)).map((row) => withHosts(row, overlay.replaceHost));
  return inAreaOrder([...kept, ...overlay.add.map(added)]);
}

/** Places added requirements after those of their area. */
export function inAreaOrder(rows: readonly Row[]): Row[] {
  return Area.options.flatMap((area) => rows.filter((row) => row.area === area));
}

function added(entry: AddedRow): Row {
  const conditions: Condition[] = [];
  if (entry.runner !== undefined) conditions.push({ kind: 'runner', is: entry.runner });
  if (entry.ide !== undefined) conditions.push({ kind: 'ide', is: entry.ide });
  const spellings = [entry.url ?? [], entry.urls ?? [], entry.tcp ?? [], entry.udp ?? []].flat();
  return {
    id: entry.id,
    area: Area.parse(areaOfRowId(entry.id)),
    title: entry.title ?? entry.id,
    section: 'overlay',
    endpoint: entry.endpoint ?? spellings.join(', '),
    level: entry.level ?? (conditions.length > 0 ? 'conditional' : 'required'),
    conditions,
    neededFrom: entry.from ?? ALL_VANTAGES,
    consumer: entry.consumer ?? 'go',
    targets: spellings.map((spelling) => templateOf(entry, spelling)),
    discovery: null,
    proof: { ...ANY_ANSWER, status: entry.status ?? 'any', followRedirects: entry.followRedirects ?? false },
    needs: null,
    origin: 'overlay',
    documented: entry.endpoint === undefined ? spellings.map((spelling) => documentedAs(entry, spelling)) : [entry.endpoint],
  };
}

function templateOf(entry: AddedRow, spelling: string): TargetTemplate {
  const split = entry.tcp === undefined && entry.udp === undefined ? null : splitHostPort(spelling);
  // The invented name below a wildcard may then not exist, so its failure proves nothing.
  if (split === null) return entry.endpoint?.includes('*') ? { url: spelling, standsFor: WILDCARD } : { url: spelling };
  const { host, port } = split;
  return { target: entry.udp === undefined ? { kind: 'tcp', host, port } : { kind: 'udp', address: host, port } };
}

const WILDCARD = 'the overlay names it for the wildcard';

/** The document has the addresses of the gateway without their port, which a label above them names. */
function documentedAs({ udp }: AddedRow, spelling: string): string {
  return udp === undefined ? spelling : (splitHostPort(spelling)?.host ?? spelling);
}

function withHosts(row: Row, replacements: Readonly<Record<string, string>>): Row {
  if (Object.keys(replacements).length === 0) return row;
  const text = (value: string) => replaced(value, replacements);
  const changed = {
    ...row,
    endpoint: text(row.endpoint),
    documented: row.documented.map(text),
    targets: row.targets.map((template) => inTemplate(template, text)),
    discovery: row.discovery === null ? null : { ...row.discovery, template: text(row.discovery.template) },
  };
  // Drops the recorded answers, because they are of the replaced host.
  return changed.endpoint === row.endpoint ? changed : uncalibrated(changed);
}

function inTemplate(template: TargetTemplate, text: (value: string) => string): TargetTemplate {
  if ('url' in template) return { ...template, url: text(template.url) };
  return 'target' in template ? { ...template, target: inTarget(template.target, text) } : template;
}

function inTarget(target: Target, text: (value: string) => string): Target {
  return target.kind === 'udp' ? { ...target, address: text(target.address) } : target;
}

/** Replaces hosts and parent domains in one pass, so that entries can swap names. The entry of a subdomain wins over its parent's. */
function replaced(value: string, replacements: Readonly<Record<string, string>>): string {
  const names = Object.keys(replacements).sort((a, b) => b.length - a.length);
  const anyName = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const pattern = new RegExp(`(?<![a-z0-9-])(${anyName})(?![a-z0-9-]|\\.[a-z0-9])`, 'g');
  return value.replace(pattern, (name) => replacements[name] ?? name);
}
