/**
 * The borders of docs/design.md §3 as rules. Types count as imports too: what a folder may know is what it may name.
 * A rule that is in the way says why it stands; change the reason before the rule.
 */

/** Folders and what they may import of our own, besides themselves. */
const MAY_IMPORT = {
  files: [],
  terminal: [],
  model: [],
  knowledge: ['model'],
  shells: ['model'],
  catalog: ['model', 'knowledge'],
  plan: ['model', 'knowledge'],
  probes: ['model', 'knowledge', 'files', 'terminal/gate', 'run/probe-port'],
  diagnosis: ['model', 'knowledge', 'shells'],
  guide: ['model', 'knowledge'],
  session: ['model'],
  redact: ['model'],
  render: ['model', 'terminal/visible'],
  documents: ['model', 'knowledge', 'shells', 'session', 'diagnosis', 'guide', 'redact', 'render'],
  bundle: ['model', 'knowledge', 'shells', 'session', 'diagnosis', 'redact', 'documents', 'render'],
  fleet: ['model', 'knowledge', 'shells', 'redact'],
  run: ['model', 'knowledge', 'files', 'catalog', 'plan', 'diagnosis', 'guide', 'session', 'redact'],
  app: ['model', 'knowledge', 'shells', 'session', 'diagnosis', 'guide', 'redact', 'documents', 'render', 'run', 'terminal/visible'],
  ui: ['model', 'documents', 'render', 'app', 'terminal'],
  prompts: ['model', 'documents', 'render', 'guide', 'app'],
  demo: ['model', 'knowledge', 'catalog'],
};

const WHY = {
  files: 'How a named file is read does not depend on its content.',
  terminal: 'What may reach a terminal does not depend on who prints it.',
  model: 'The vocabulary imports nothing of ours.',
  knowledge: 'What is known about the world is the same for plan, probes and diagnosis, and measures nothing.',
  shells: 'How a command is written for a shell does not depend on who suggests it.',
  catalog: 'Requirements are data; nothing in them runs.',
  plan: 'What to ask is decided from the session alone, so that a replay asks the same.',
  probes: 'A probe returns facts; it must not know who diagnoses them.',
  diagnosis: 'Verdicts are functions of recorded observations, so that newer rules can judge an old session.',
  guide: 'The walk is a table over answers, findings and verdicts.',
  session: 'The log must be readable without anything that wrote it.',
  redact: 'One masking code for every way out.',
  documents: 'What is said is data, so that every renderer says the same.',
  render: 'How a block is spelled does not depend on what it says, nor on who asked for it.',
  bundle: 'A bundle is written and read without probes and without a terminal.',
  fleet: 'Many results are merged from what they say alone; who reads the files, and who shows it, is elsewhere.',
  run: 'The shell reaches the world only through the port that is handed in.',
  app: 'Store, actions and screen models are the application; how they are drawn is elsewhere.',
  prompts: 'The walk as a conversation is a second shell on the same application, and knows nothing of Ink or of a screen.',
  ui: 'Components draw the application and hand it the keys.',
  demo: 'The pretend internet must not share code with the probes that it tests.',
};

const TEST = '\\.test\\.tsx?$|/testing/';
const folder = (name) => (name.includes('/') ? `^src/${name}` : `^src/${name}/`);

const borders = Object.entries(MAY_IMPORT).map(([name, allowed]) => ({
  name: `border-of-${name}`,
  comment: WHY[name],
  severity: 'error',
  from: { path: folder(name), pathNot: TEST },
  to: { path: '^src/', pathNot: [folder(name), ...allowed.map(folder)] },
}));

/** Packages by folder; everything else of npm is forbidden there. */
const packages = (name, allowed) => ({
  name: `packages-of-${name}`,
  comment: 'A package is used where the design says, so that start-up and the pure folders stay what they are.',
  severity: 'error',
  from: { path: folder(name), pathNot: TEST },
  to: { path: '^node_modules/', pathNot: allowed.map((pkg) => `^node_modules/(@types/)?${pkg}/`) },
});

/** A package that one folder knows alone: it is large, and loads with the first use of that folder. */
const keptTo = (place, pkg) => ({
  name: `kept-to-${place.split('/').at(-1)}`,
  comment: 'A large package is known to one folder, so that it loads when that folder is used and not before.',
  severity: 'error',
  from: { path: '^src/', pathNot: `${TEST}|^${place}/` },
  to: { path: `^node_modules/(@types/)?${pkg}` },
});

const NODE_TYPES = 'node';
const pure = ['model', 'knowledge', 'shells', 'plan', 'diagnosis', 'guide', 'session', 'documents', 'render', 'fleet', 'app'];

export default {
  forbidden: [
    ...borders,
    packages('model', ['zod', 'ipaddr\\.js']),
    packages('catalog', ['zod', NODE_TYPES]),
    packages('shells', []),
    packages('plan', []),
    packages('diagnosis', []),
    packages('guide', []),
    packages('session', ['zod']),
    packages('redact', ['zod', 'ipaddr\\.js', NODE_TYPES]),
    packages('knowledge', ['ipaddr\\.js']),
    packages('documents', []),
    packages('render', ['string-width', 'wrap-ansi', 'slice-ansi', 'cli-truncate']),
    packages('app', []),
    packages('fleet', ['zod', NODE_TYPES]),
    packages('bundle', ['zod', 'fflate', 'yauzl', 'age-encryption', '@secretlint/core', '@secretlint/secretlint-rule-preset-recommend', NODE_TYPES]),
    packages('probes', ['undici', 'ipaddr\\.js', 'ssh-config', 'jsonc-parser', 'ssh2', 'socks', 'dns-packet', 'quickjs-wasi', '@aws-sdk/[\\w-]+', '@smithy/node-http-handler', NODE_TYPES]),
    keptTo('src/probes/aws', '@(aws-sdk|smithy)/'),
    keptTo('src/probes/connection', 'socks/'),
    keptTo('src/probes/ssh', 'ssh2/'),
    keptTo('src/probes/ssh', 'ssh-config/'),
    keptTo('src/probes/pac', 'quickjs-wasi/'),
    // The build keeps nothing of it but the client that is used there.
    keptTo('src/probes/http', 'undici/'),
    packages('demo', ['dns-packet', '@peculiar/x509', 'reflect-metadata', NODE_TYPES]),
    packages('run', [NODE_TYPES]),
    packages('cli', [NODE_TYPES]),
    packages('terminal', [NODE_TYPES]),
    packages('prompts', [NODE_TYPES]),
    packages('ui', ['ink', 'ink-spinner', 'react', 'wrap-ansi', NODE_TYPES]),
    {
      name: 'no-node-in-pure-folders',
      comment: 'Pure folders compute; they read no file, open no socket and ask no clock. A checksum is no I/O.',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/`, pathNot: TEST },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?zlib$' },
    },
    {
      name: 'node-io-only-in-the-shell',
      comment: 'Sockets belong to probes and demo, files to the store, the bundle’s publisher and the command line. Hashing is no I/O.',
      severity: 'error',
      from: { path: '^src/(catalog|redact|bundle|run|ui|prompts)/', pathNot: `${TEST}|^src/run/store/|^src/prompts/line-reader|^src/bundle/publish|^src/ui/terminal/drawing` },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer|zlib|url|util)$' },
    },
    {
      name: 'commands-have-one-maker',
      comment: 'What a command may hold is read from our own source alone, by the template; anything else would be a string again.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/model/command/(template|index)\\.ts$' },
      to: { path: '^src/model/command/parse\\.ts$' },
    },
    {
      name: 'rules-write-no-command',
      comment: 'A rule builds a command as a value; which shell it is written for, and how its words are quoted, is decided where it is shown.',
      severity: 'error',
      from: { path: '^src/diagnosis/(facts|rules)/', pathNot: TEST },
      to: { path: '^src/shells/' },
    },
    {
      name: 'facts-below-rules',
      comment: 'Facts are queries over a view; a rule reads them, and the engine runs the rules.',
      severity: 'error',
      from: { path: '^src/diagnosis/facts/', pathNot: TEST },
      to: { path: '^src/diagnosis/(rules|engine)/' },
    },
    {
      name: 'rules-below-engine',
      comment: 'A rule does not know which other rules run, nor what becomes of its claim.',
      severity: 'error',
      from: { path: '^src/diagnosis/rules/', pathNot: TEST },
      to: { path: '^src/diagnosis/engine/' },
    },
    {
      name: 'nobody-imports-the-entry',
      comment: 'The entry awaits what it imports; a cycle through it ends the program silently.',
      severity: 'error',
      from: {},
      to: { path: '^src/cli/main\\.ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'Data flows one way, types included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'tests-stay-out',
      comment: 'The product must not lean on test code.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing is a mistake in the path.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types are followed too: TypeScript’s own resolver is not needed for imports that carry their extension.
    detectProcessBuiltinModuleCalls: true,
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.js'] },
  },
};
