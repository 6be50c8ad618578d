/**
 * Errors of the operating system by number, in any language: errno(3) of Linux and macOS, Winsock ("Windows Sockets Error Codes"), Win32,
 * libuv's numbers on Windows (uv/errno.h), and getaddrinfo(3) as Python prints it.
 */
import { type ErrorEntry, entriesOf, TIMEOUT } from './entry.ts';

/**
 * Matches `[Errno 111]`, `[WinError 10061]`, `errno = 121`, `(os error 111)`, `system error -122`; a Winsock number after any word for an
 * error. `win32` is the meaning on Windows if it differs: `[WinError 32]` is a file in use, not a broken pipe.
 */
const errno = (numbers: string, winsock: string, win32 = winsock): RegExp =>
  new RegExp(
    String.raw`\[Errno (?:${numbers}|${winsock})\]|\[WinError (?:${win32})\]|\b(?:OS [Ee]rror|[Ee]rrno|[Ss]ystem error|os error)(?: code)?["']?[ :=(]{1,3}-?(?:${numbers}|${win32})\b|\b(?:[Ee]rror|[Cc]ode|[Ss]ocket|SocketException|WSA\w{0,30})[^\d]{0,12}\b(?:${winsock})\b`,
  );

const disk = { layer: 'disk', means: 'the disk of the machine that printed this is full, or its quota is used up', findings: [] } as const;

export const errnoNumbers = (): ErrorEntry[] =>
  entriesOf('errno', { rank: 'shared', program: 'any program', seen: 'asm-generic/errno.h, winsock2.h, libuv: include/uv/errno.h' }, [
    {
      what: 'unresolved',
      pattern: new RegExp(String.raw`\[Errno (?:-[2358]|-1[01])\]|\bError -[235] connecting|${errno('3008|3001', '1100[1-4]').source}`),
      says: 'dns.unavailable',
    },
    {
      what: 'refused',
      pattern: errno('111|61|4078', '10061'),
      says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
    },
    { what: 'waited', pattern: errno('110|60|115|4039', '10060', '10060|121'), says: TIMEOUT },
    { what: 'unreachable', pattern: errno('101|113|51|65|4031|4062|4063|4073', '100(?:50|51|64|65)'), says: 'tcp.unreachable' },
    { what: 'denied', pattern: errno('4092', '10013'), says: 'tcp.local-denied' },
    { what: 'no-address', pattern: errno('99|49|4090', '10049'), says: 'tcp.no-address' },
    {
      what: 'reset',
      pattern: new RegExp(String.raw`\[Errno 32\]|${errno('104|54|103|53|4047|4077|4079', '1005[234]').source}`),
      says: { kind: 'tls.reset', findings: ['tls-cut-off', 'name-filtered-in-tls', 'download-cut-short'] },
    },
    { what: 'disk', pattern: errno('28|122|4055', '10069', '10069|112'), says: disk },
  ]);
