/** Searches bytes for a secret in every form in which secrets leak: unchanged, URL-encoded, base64 at any offset, hex. */

/** The invariant base64 of the text at each offset: the part that neighbouring bytes cannot change. */
function base64Cores(text: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text, 'utf8')]);
    const encoded = bytes.toString('base64').replace(/=+$/, '');
    const from = Math.ceil((offset * 8) / 6);
    const core = encoded.slice(from, Math.floor((bytes.length * 8) / 6));
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function spellings(secret: string): string[] {
  const hex = Buffer.from(secret, 'utf8').toString('hex');
  const percent = [...hex.matchAll(/../g)].map(([byte]) => `%${byte}`).join('');
  return [...new Set([secret, encodeURIComponent(secret), percent, hex, JSON.stringify(secret).slice(1, -1), ...base64Cores(secret)])];
}

/** The secrets found in the bytes, each with its spelling. */
export function leaks(where: string, bytes: Uint8Array | string, secrets: readonly string[]): string[] {
  const text = (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1')).toLowerCase();
  return secrets.flatMap((secret) =>
    spellings(secret)
      .filter((spelling) => text.includes(spelling.toLowerCase()))
      .map((spelling) => `${where}: ${secret} as ${spelling}`),
  );
}
