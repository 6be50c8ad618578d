/** A reader of CSV that accepts exactly RFC 4180. */

/** Records of fields. Throws where a line does not end in CRLF, or where an unquoted field contains a quote. */
export function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = /"((?:[^"]|"")*)"/y;
    const plain = /[^",\r\n]*/y;
    const reader = text[at] === '"' ? quoted : plain;
    reader.lastIndex = at;
    const found = reader.exec(text);
    if (found === null) throw new Error(`A quote is not closed, at ${at}`);
    record.push(found[1] === undefined ? found[0] : found[1].replaceAll('""', '"'));
    at += found[0].length;
    if (text[at] === ',') {
      at += 1;
    } else if (text.startsWith('\r\n', at)) {
      records.push(record);
      record = [];
      at += 2;
    } else {
      throw new Error(`Neither a comma nor the end of a line, at ${at}: ${JSON.stringify(text.slice(at, at + 20))}`);
    }
  }
  if (record.length > 0) throw new Error('The last line has no end');
  return records;
}
