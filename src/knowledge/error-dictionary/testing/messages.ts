/** A message as a program prints it, and the expected match. */
import { expect, it } from 'vitest';
import type { FailureKind } from '../../../model/failure.ts';
import type { FindingName } from '../../../model/finding-codes.ts';
import type { Symptom } from '../../../model/profile.ts';
import { matchError } from '../match.ts';

export type Message = [text: string, kind: FailureKind | 'aws' | 'ssh', host: string | null, finding: FindingName, symptom: Symptom];

export function eachIsRead(messages: readonly Message[]): void {
  it.each(messages)('is matched with kind, host, finding and symptom: %s', (text, kind, host, finding, symptom) => {
    const [match] = matchError(text);
    expect({ kind: match?.kind ?? match?.layer, host: match?.host, symptom: match?.symptom }).toEqual({ kind, host, symptom });
    expect(match?.findings).toContain(finding);
  });
}
