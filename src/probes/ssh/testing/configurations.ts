/** Configurations as people write them, made by chance from a seed: sections, matches, negation, includes, shadowing, tokens. */
import fc from 'fast-check';

export const ALIAS = 'w1.gitpod.environment';

/** One file: its lines; an include line is filled in when the file is written. */
export interface MadeFile {
  lines: string[];
  includes: { at: number; files: MadeFile[]; asGlob: boolean }[];
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

/** Files that include files, three deep: deeper than anybody writes, and bounded, as the number of files doubles with each step. */
export const madeFile: fc.Arbitrary<MadeFile> = fileOf(3);

function fileOf(depth: number): fc.Arbitrary<MadeFile> {
  const sections = fc.array(fc.tuple(fc.option(headers, { nil: null, freq: 2 }), fc.array(settings, { maxLength: 4 })), {
    minLength: 1,
    maxLength: 5,
  });
  return fc.record({
    lines: sections.map((made) => made.flatMap(([header, body]) => [...(header === null ? [] : [header]), ...body])),
    includes:
      depth === 0
        ? fc.constant([])
        : fc.array(fc.record({ at: fc.nat({ max: 12 }), files: fc.array(fileOf(depth - 1), { maxLength: 2 }), asGlob: fc.boolean() }), {
            maxLength: 2,
          }),
  });
}
