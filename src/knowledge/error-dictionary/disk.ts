/** A full disk. It stops downloads, image pulls and environments without any network problem. */
import { type ErrorEntry, entriesOf, type Meaning } from './entry.ts';

const disk = (means: string): Meaning => ({ layer: 'disk', means, findings: [] });

export const diskEntries = (): ErrorEntry[] =>
  entriesOf('disk', { program: 'any program', seen: 'Linux errno(3), Win32 error 112, apt 2.6, dnf 4.14, Docker: documented' }, [
    {
      what: 'full',
      pattern:
        /[Nn]o space left on (?:the )?device|\bENOSPC\b|[Nn]ot enough (?:free )?(?:disk )?space|[Ii]nsufficient (?:free )?(?:disk )?space|don't have enough free space|more space needed on the \S{1,200} filesystem|(?:[Dd]isk|[Ff]ile ?system|[Vv]olume|[Dd]rive) (?:is )?(?:almost )?full\b|0x80070070|\(os error (?:28|112)\)|\[Errno 28\]|[Oo]ut of disk space|[Tt]here is no(?:t enough)? space/,
      says: disk('the disk of the machine that printed this is full'),
    },
    {
      what: 'quota',
      pattern:
        /[Dd]isk [Qq]uota [Ee]xceeded|\bEDQUOT\b|\(os error 122\)|\[Errno 122\]|[Ss]torage quota (?:has been )?exceeded|exceeded (?:its|the|your) (?:disk|storage|ephemeral[- ]storage) (?:quota|limit)|ephemeral[- ]storage|\b[Dd]isk[- ]?[Pp]ressure\b|\bFreeDiskSpaceFailed\b/,
      says: disk('this account or environment has no storage left'),
    },
    {
      what: 'inodes',
      pattern: /[Nn]o (?:free )?inodes|out of inodes|System limit for number of file watchers reached/,
      says: disk('the file system takes no further files or watches'),
    },
  ]);
