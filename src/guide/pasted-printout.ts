/**
 * The stored form of an administrator's AWS CLI output: what the diagnosis needs, on one line. It can contain the output of both commands.
 */

import { readAllowedImagesSettings, readImages } from '../knowledge/allowed-images/read.ts';
import { PastedImageAccess } from '../model/aws/pasted-images.ts';
import { parsedJson } from '../model/parsed-json.ts';
import type { CheckedAnswer } from './answer-text.ts';

const PROBLEM = 'That is not the JSON of aws ec2 get-allowed-images-settings or describe-images.';
const CUT_SHORT =
  'The JSON is incomplete or damaged. Give the output as a file instead: gitpod-doctor check ami --images FILE, and --allowed-images FILE for the setting.';

/** Idempotent: the stored text parses to itself. */
export function checkPrintout(text: string): CheckedAnswer {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: true, value: '' };
  const pasted = storedPrintout(trimmed) ?? printedIn(trimmed);
  return pasted === undefined
    ? { ok: false, problem: documentsIn(trimmed).length === 0 && trimmed.startsWith('{') ? CUT_SHORT : PROBLEM }
    : { ok: true, value: printoutText(pasted) };
}

/** The stored printout; undefined for any other text. */
export function storedPrintout(value: string): PastedImageAccess | undefined {
  const [document] = documentsIn(value);
  return PastedImageAccess.safeParse(document).data;
}

export function printoutText({ settings, images }: PastedImageAccess): string {
  return JSON.stringify(PastedImageAccess.parse({ settings, images }));
}

function printedIn(text: string): PastedImageAccess | undefined {
  const documents = documentsIn(text);
  const settings = documents.map((document) => readAllowedImagesSettings(document)).find((read) => read !== null) ?? null;
  const images = documents.map((document) => readImages(document)).find((read) => read !== null) ?? null;
  return settings === null && images === null ? undefined : { settings, images };
}

/** The JSON objects of a text, one after the other; empty if the text contains anything else. */
function documentsIn(text: string): unknown[] {
  const ends = [...text.matchAll(/\}(?=\s*\{)/g)].map(({ index }) => index + 1);
  // A brace can be inside a string, so a split is valid only if both sides are JSON. There are at most two documents.
  for (const end of [...ends, text.length]) {
    const parts = [text.slice(0, end), text.slice(end)].filter((part) => part.trim() !== '').map(parsedJson);
    if (!parts.includes(undefined)) return parts;
  }
  return [];
}
