// Builds the package: one CommonJS implementation, so that its state exists once whoever loads it in whatever
// format, and thin ESM wrappers around it. It is cut into chunks that load when they are needed, because Jest pays for all
// that is loaded in each test file. Declarations come from tsc (tsconfig.build.json).
import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { lazyChunks } from './build/lazyChunks.mjs';
import jsonata from './build/synchronousJsonata.cjs';

/** Entry of the package -> its source. */
const entries = JSON.parse(readFileSync('entries.json', 'utf8'));

/** `src/…/x.mts` beside `x.ts` is the entry's own ESM form: it imports what only ESM can load, and hands it in. */
const esmSourceOf = (source) => source.replace(/\.ts$/, '.mts');
const handWritten = Object.fromEntries(
  Object.entries(entries)
    .map(([name, source]) => [name, esmSourceOf(source)])
    .filter(([, source]) => existsSync(source)),
);

const isThirdParty = (id) => !/^[./]/.test(id) && !id.startsWith(LIST);

/** In the sources the library of JSONata is made when it is asked for; what is built has it in a file of its own. */
const JSONATA_MODULE = 'build/synchronousJsonata.cjs';
const JSONATA_CHUNK = './jsonata.js';
const jsonataBesideTheChunks = {
  name: 'jsonata beside the chunks',
  resolveId: (id) => (id.endsWith(JSONATA_MODULE) ? { id: JSONATA_CHUNK, external: true } : undefined),
};

/** Chunk -> the sources that are its own; all others are core. `npm run bench` says what a test file pays for them. */
const CHUNKS = {
  command: /src\/cli\//,
  exploration: /src\/explore\//,
  queries: /asl\/(data|definition)\/jsonata/,
  mapRuns: /service\/mapRuns\/|asl\/\w+\/(mapRun|distributedMap|mapItems)/,
  containers: /asl\/(states\/(map|parallel|simple)|engine\/(containers|iterations|abort))/,
  expressions: /asl\/data\//,
  validation: /asl\/definition\//,
  coverage: /service\/coverage\/coverage|definitionParts/,
  catalogue: /src\/catalogue\//,
  history: /src\/history\//,
  incidents: /src\/incidents\//,
  search: /src\/explore\/(redrives|interleavings)\//,
  arbitraries: /src\/explore\/arbitraries\//,
  assertions: /src\/matchers\//,
  mockConfig: /adapters\/mockConfig/,
  server: /adapters\/(httpServer|control)\//,
  mswHandlers: /adapters\/(msw|providedMsw)/,
  clientMock: /adapters\/clientMock/,
  clients: /adapters\/(interceptClients|sdk|retryDelay)/,
  report: /src\/report\//,
  snapshots: /src\/snapshot\//,
  setup: /src\/setup\//,
  guard:
    /src\/(adapters\/(network|routes|coreModules|callerFile|mswModules|mswParts|stubs)|model\/(globalState|testkitError|didYouMean|callWitness|shownValue))/,
};
const chunkOf = (id) => Object.keys(CHUNKS).find((name) => CHUNKS[name].test(id)) ?? 'core';

/** What a runner loads does or holds something of its own: it is its entry. The other entries are lists of names. */
const acts = (source) => /^src\/(setup|snapshot)\//.test(source);
/** The command: no entry that is imported, but a file that is run. */
const COMMAND = 'src/cli/main.ts';
const isChunked = (id) =>
  id.includes('/src/') &&
  !id.endsWith(COMMAND) &&
  !Object.values(entries).some((source) => acts(source) && id.endsWith(source));

const LIST = 'names of ';
const listsOfNames = {
  name: 'lists of names',
  resolveId: (id) => (id.startsWith(LIST) ? id : undefined),
  load(id) {
    if (!id.startsWith(LIST)) return undefined;
    const source = resolve(entries[id.slice(LIST.length)]);
    const from = JSON.stringify(source);
    const hasDefault = readFileSync(source, 'utf8').includes('export default');
    return `export * from ${from};${hasDefault ? `export { default } from ${from};` : ''}`;
  },
};
const inputs = {
  ...Object.fromEntries(
    Object.entries(entries).map(([name, source]) => [name, acts(source) ? source : `${LIST}${name}`]),
  ),
  cli: COMMAND,
};

/** Writes `<entry>.d.ts`, `<entry>.mjs` and `<entry>.d.mts` beside each `<entry>.js`. */
const wrappers = {
  name: 'wrappers',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || !chunk.isEntry) continue;
      if (chunk.name === 'cli') {
        chunk.code = `#!/usr/bin/env node\n${chunk.code}`;
        continue;
      }
      const types = `./types/${relative('src', entries[chunk.name]).replace(/\.ts$/, '')}`;
      const emit = (fileName, source) => this.emitFile({ type: 'asset', fileName, source });
      const hasDefault = chunk.exports.includes('default');
      const names = chunk.exports.filter((name) => name !== 'default');
      const reexport = (from) =>
        // Values beside a default are named: checkers of types do not look through the star for them.
        [
          `export * from '${from}';`,
          ...(hasDefault ? [`export { ${['default', ...names].join(', ')} } from '${from}';`] : []),
          '',
        ].join('\n');
      emit(`${chunk.name}.d.ts`, reexport(types));
      if (chunk.name in handWritten) {
        emit(`${chunk.name}.d.mts`, reexport(`${types}.mjs`));
        continue;
      }
      emit(`${chunk.name}.d.mts`, reexport(`./${chunk.name}.js`));
      emit(
        `${chunk.name}.mjs`,
        [
          `import cjs from './${chunk.name}.js';`,
          ...(names.length > 0 ? [`export const { ${names.join(', ')} } = cjs;`] : []),
          ...(hasDefault ? ['export default cjs.default;'] : []),
          '',
        ].join('\n'),
      );
    }
  },
};

/** Node reads a file without other letters in a tenth of the time, and V8 scans it faster: Jest does both for every test file. */
const asciiOnly = {
  name: 'ASCII only',
  generateBundle(_options, bundle) {
    const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/[^\x00-\x7f]/g, escaped);
    }
  },
};

const implementation = {
  input: inputs,
  platform: 'node',
  external: isThirdParty,
  plugins: [jsonataBesideTheChunks, listsOfNames, lazyChunks, wrappers, asciiOnly],
  makeAbsoluteExternalsRelative: false,
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'cjs',
    exports: 'named',
    strict: true,
    // Jest reads and compiles this file anew for every test file; the declarations keep the docstrings.
    comments: false,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: chunkOf, debugName: 'chunks', test: isChunked }],
    },
  },
};

const esmForms = {
  input: handWritten,
  platform: 'node',
  external: (id) => id.endsWith('.js') || isThirdParty(id),
  // Both forms of an entry stand side by side, in the sources as in what is built.
  makeAbsoluteExternalsRelative: false,
  output: { dir: 'dist', format: 'esm', entryFileNames: '[name].mjs' },
};

/** `synchronousJsonata()` as the sources know it. */
const jsonataChunk = {
  input: 'jsonata',
  platform: 'node',
  plugins: [
    {
      name: 'synchronous jsonata',
      resolveId: (id) => (id === 'jsonata' ? '\0jsonata.cjs' : undefined),
      load: (id) =>
        id === '\0jsonata.cjs'
          ? `${jsonata.synchronousSource()}\nconst library = module.exports;\nmodule.exports = { synchronousJsonata: () => library };`
          : undefined,
    },
  ],
  output: {
    file: 'dist/chunks/jsonata.js',
    format: 'cjs',
    // Names and blanks only: the library reads how many parameters its functions have.
    minify: { mangle: true, compress: false },
    comments: false,
    postBanner: jsonata.notice(),
  },
};

export default [implementation, jsonataChunk, ...(Object.keys(handWritten).length > 0 ? [esmForms] : [])];
