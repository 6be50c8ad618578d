/** Headers as received, by lower-case name; a name may have several values. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

export function valuesOfHeader(headers: Headers, name: string): string[] {
  const value = headers[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
