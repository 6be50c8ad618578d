/** The parts of an error that classification reads, for any thrown value. */

export interface NativeError {
  name: string;
  code: string | undefined;
  errno: number | undefined;
  syscall: string | undefined;
  message: string;
}

export function nativeError(error: unknown): NativeError {
  const seen = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return {
    name: text(seen['name']) ?? '',
    code: text(seen['code']),
    errno: typeof seen['errno'] === 'number' ? seen['errno'] : undefined,
    syscall: text(seen['syscall']),
    message: text(seen['message']) ?? '',
  };
}

/** Error classes that the language throws for a bug. */
const OF_THE_LANGUAGE: ReadonlySet<string> = new Set(['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError']);

/** True for a bug. If an input (an address, a header, a remote URL) causes such an error, that error or its cause has a code. */
export function isProgrammingError(error: unknown): boolean {
  if (!(error instanceof Error) || !OF_THE_LANGUAGE.has(error.name)) return false;
  let next: unknown = error;
  for (let depth = 0; depth < 8 && next instanceof Error; depth += 1) {
    if (nativeError(next).code !== undefined) return false;
    next = next.cause;
  }
  return true;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
