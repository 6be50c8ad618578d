/**
 * A file that changes the catalogue without a new version of the tool (`--catalog FILE`), for EU hosts, a renamed control
 * plane or a customer's own mirror. It is JSON, and every field is optional:
 *
 *     {
 *       "replaceHost": { "us01.gitpod.dev": "eu01.gitpod.dev" },
 *       "remove": ["jetbrains.download-cf"],
 *       "add": [
 *         { "id": "management.ona", "title": "Ona", "url": "https://app.ona.com" },
 *         { "id": "vscode.cdn", "url": "https://any.cdn.example", "endpoint": "https://*.cdn.example", "ide": "vscode" },
 *         { "id": "gateway.lighthouse", "udp": ["198.51.100.7:4242"], "runner": "standard", "from": ["runner"] }
 *       ]
 *     }
 *
 * `replaceHost` applies to the host itself, to names below it and to addresses. Requirements are removed first, then hosts
 * are replaced, then requirements are added.
 */

import { createHash } from 'node:crypto';
import * as z from 'zod';
import { parseAddress } from '../model/address.ts';
import { Area } from '../model/area.ts';
import { AREAS } from '../model/areas.ts';
import { Consumer } from '../model/consumer.ts';
import { isHost } from '../model/host-syntax.ts';
import { Proof, RequirementLevel } from '../model/requirement.ts';
import { bareHost } from '../model/target.ts';
import { RunnerKind, Vantage } from '../model/vantage.ts';
import { overlayProblem, quote } from './overlay-problem.ts';

const hostOrAddress = z.string().refine(isHost, 'is neither a host name nor an address');

const webUrl = z.string().refine(isWebUrl, 'is not an http or https URL');

const hostAndPort = z.string().refine((text) => splitHostPort(text) !== null, 'is not host:port');
const addressAndPort = z.string().refine((text) => parseAddress(splitHostPort(text)?.host ?? '') !== null, 'is not address:port');

const AddedRow = z
  .strictObject({
    id: z.string().regex(/^[a-z]+\.[a-z0-9][a-z0-9-]*$/, 'is not area.name in lower case'),
    title: z.string().min(1).optional(),
    /** Exactly one of these four gives the target. */
    url: webUrl.optional(),
    urls: z.array(webUrl).min(1).optional(),
    tcp: z.array(hostAndPort).min(1).optional(),
    udp: z.array(addressAndPort).min(1).optional(),
    /** The spelling of the document and of requests to other teams, such as a wildcard that `url` represents. Absent: the targets. */
    endpoint: z.string().min(1).max(400).optional(),
    level: RequirementLevel.optional(),
    runner: RunnerKind.optional(),
    ide: z.enum(['vscode', 'jetbrains']).optional(),
    from: z.array(Vantage).min(1).optional(),
    consumer: Consumer.optional(),
    status: Proof.shape.status.optional(),
    followRedirects: z.boolean().optional(),
  })
  .refine(
    (row) => [row.url, row.urls, row.tcp, row.udp].filter((way) => way !== undefined).length === 1,
    'needs exactly one of url, urls, tcp, udp',
  )
  .refine((row) => Area.safeParse(areaOfRowId(row.id)).success, `begins with none of the areas ${AREAS.join(', ')}`);
export type AddedRow = z.infer<typeof AddedRow>;

const OverlayFile = z.strictObject({
  remove: z.array(z.string()).default([]),
  replaceHost: z.record(hostOrAddress, hostOrAddress).default({}),
  add: z.array(AddedRow).default([]),
});

/** A parsed overlay, with the digest of its file. */
export type Overlay = z.infer<typeof OverlayFile> & { sha256: string };

/** The changes of an overlay without its file. */
export type ImportedOverlay = Pick<Overlay, 'replaceHost' | 'remove' | 'add'>;

export type ParsedOverlay = { ok: true; overlay: Overlay } | { ok: false; problem: string };

export function areaOfRowId(id: string): string {
  return id.split('.')[0] ?? '';
}

export function splitHostPort(text: string): { host: string; port: number } | null {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2] ?? '';
  const port = Number(match?.[3]);
  return isHost(host) && port >= 1 && port <= 65535 ? { host, port } : null;
}

/** `knownIds` are the requirements that may be removed, and `taken` those that must not be added again. */
export function parseOverlayFile(text: string, knownIds: ReadonlySet<string>, taken = knownIds): ParsedOverlay {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, problem: 'it is not JSON' };
  }
  const parsed = OverlayFile.safeParse(json, { reportInput: true });
  if (!parsed.success) return { ok: false, problem: overlayProblem(parsed.error) };

  const removed = new Set(parsed.data.remove);
  const unknown = parsed.data.remove.find((id) => !knownIds.has(id));
  if (unknown !== undefined) return { ok: false, problem: `remove: there is no row ${quote(unknown)}` };
  const seen = new Set([...taken].filter((id) => !removed.has(id)));
  for (const row of parsed.data.add) {
    if (seen.has(row.id)) return { ok: false, problem: `add: there is a row ${quote(row.id)} already` };
    seen.add(row.id);
  }
  return { ok: true, overlay: { ...parsed.data, sha256: sha256(text) } };
}

function isWebUrl(text: string): boolean {
  try {
    const url = new URL(text.replaceAll('<region>', 'region').replaceAll('<account-id>', '0'));
    return (
      (url.protocol === 'https:' || url.protocol === 'http:') &&
      url.username === '' &&
      url.password === '' &&
      isHost(bareHost(url.hostname))
    );
  } catch {
    return false;
  }
}

/** The digest that identifies a catalogue or an overlay. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
