/**
 * Realistic random configurations from a seed: sections, matches, negation, includes, overrides, tokens, canonicalisation, refused lines,
 * and typed names.
 */
import fc from 'fast-check';
import { canBeAlone } from './real-ssh.ts';

/** One file: its lines; an include line is filled in when the file is written. */
export interface MadeFile {
  lines: string[];
  includes: { at: number; files: MadeFile[]; as: 'files' | 'globs' | 'folder' }[];
}

export interface Made {
  file: MadeFile;
  alias: string;
  /** The client may look up the name in DNS. */
  mayLookUp: boolean;
}

const settings = fc.oneof(
  fc.constantFrom('User alice', 'user=bob', 'User "carol"', '  USER\tdave', 'User erin # a note'),
  fc.constantFrom('Port 2201', 'Port=2202', 'port 2203'),
  fc.constantFrom('HostName 192.0.2.1', 'HostName %h.internal', 'Hostname "gate.example"', 'HostName real.gitpod.environment'),
  fc.constantFrom(
    'ProxyCommand /opt/gitpod environment ssh %h --proxy-connect',
    'ProxyCommand none',
    'ProxyCommand nc # %h  %p',
    'ProxyCommand "/a b/ona" ssh %h',
  ),
  fc.constantFrom('ProxyJump bastion', 'ProxyJump jump@a:22,b', 'ProxyJump none'),
  fc.constantFrom('IdentityFile ~/.ssh/a', 'IdentityFile ~/.ssh/b', 'IdentityFile "/keys/with blank"', 'IdentityFile none'),
  fc.constantFrom('IdentityFile ~/.ssh/%r@%h-%p', 'IdentityFile %d/%u-%i-%L-%l', 'IdentityFile /k/%n%%%k-%C', `IdentityFile \${HOME}/k`),
  fc.constantFrom('IdentitiesOnly yes', 'IdentitiesOnly no', 'identitiesonly=yes'),
  fc.constantFrom(
    'StrictHostKeyChecking no',
    'StrictHostKeyChecking accept-new',
    'ControlMaster auto',
    'ControlPath /tmp/c-%C',
    'LogLevel QUIET',
  ),
  fc.constantFrom('# a comment', '', '   ', '#User nobody', 'IgnoreUnknown UseKeychain', 'SendEnv LANG LC_*'),
);

/** Forms of a host name that ssh uses unchanged. */
const oddHostNames = fc.constantFrom(
  'HostName https://gate.example/',
  'HostName gate.example:22',
  'HostName gate.example#note',
  'HostName “gate.example”',
  'HostName h%%h',
);

const canonical = fc.oneof(
  fc.constantFrom('CanonicalizeHostname yes', 'CanonicalizeHostname always', 'CanonicalizeHostname no'),
  fc.constantFrom(
    'CanonicalDomains corp.example',
    'CanonicalDomains one.example two.example',
    'CanonicalizeMaxDots 0',
    'CanonicalizeMaxDots 5',
  ),
  fc.constantFrom('CanonicalizePermittedCNAMEs *.a.example:*.b.example', 'CanonicalizeFallbackLocal no'),
);

const refused = fc.constantFrom(
  'UseKeychain yes',
  'Port many',
  'Match tagged work',
  'Match host a b',
  'IdentityFile /my keys/id',
  'HostName 50%x',
  'User',
  '<<<<<<< HEAD',
);

const lines = fc.oneof(
  { weight: 60, arbitrary: settings },
  { weight: 3, arbitrary: oddHostNames },
  { weight: canBeAlone ? 4 : 0, arbitrary: canonical },
  { weight: 1, arbitrary: refused },
);

const headers = fc.oneof(
  fc.constantFrom('Host *', 'Host *.gitpod.environment', 'Host other', 'Host w1.gitpod.environment', 'Host ?1.gitpod.*', 'Host w2.*'),
  fc.constantFrom('Host * !*.gitpod.environment', 'Host !other *', 'Host "*.gitpod.environment" x', 'Host W1.gitpod.environment', 'host=*'),
  fc.constantFrom('Match all', 'Match host *.gitpod.environment', 'Match originalhost w1.*', 'Match user alice', 'Match host 192.0.2.1'),
  fc.constantFrom(
    'Match !host *.gitpod.environment',
    'Match host "*.example,*.internal" user alice',
    'Match final all',
    'Match final host *.environment',
  ),
  fc.constantFrom('Match exec "touch MARKER"', 'Match host other exec "touch MARKER"', 'Match !exec "touch MARKER"', 'Match canonical all'),
);

const aliases = fc.oneof(
  { weight: 4, arbitrary: fc.constant('w1.gitpod.environment') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'me@w1.gitpod.environment',
      'ssh://me@w1.gitpod.environment:2222',
      'ssh://w1.gitpod.environment',
      'a@b@w1.gitpod.environment',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('W1.Gitpod.Environment', 'w1.gitpod.environment.', 'w1', 'box', '192.0.2.9', '::1', '[::1]') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'wü1.gitpod.environment',
      'w+1=x.gitpod.environment',
      'w1.gitpod.environment:22',
      'w%1.gitpod.environment',
      '~w1',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('w1;id', 'a b', '$(id)', 'ssh://w1.gitpod.environment/x', 'x`id`@w1.gitpod.environment') },
);

/** Includes nested three deep: deeper than usual, and bounded because the number of files doubles per level. */
export const made: fc.Arbitrary<Made> = fc.record({
  file: fileOf(3),
  alias: aliases,
  mayLookUp: canBeAlone ? fc.boolean() : fc.constant(false),
});

function fileOf(depth: number): fc.Arbitrary<MadeFile> {
  const sections = fc.array(fc.tuple(fc.option(headers, { nil: null, freq: 2 }), fc.array(lines, { maxLength: 4 })), {
    minLength: 1,
    maxLength: 5,
  });
  const as = fc.constantFrom('files' as const, 'files' as const, 'globs' as const, 'globs' as const, 'folder' as const);
  return fc.record({
    lines: sections.map((each) => each.flatMap(([header, body]) => [...(header === null ? [] : [header]), ...body])),
    includes:
      depth === 0
        ? fc.constant([])
        : fc.array(fc.record({ at: fc.nat({ max: 12 }), files: fc.array(fileOf(depth - 1), { maxLength: 2 }), as }), { maxLength: 2 }),
  });
}
