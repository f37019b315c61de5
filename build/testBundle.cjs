// Jest's global set-up: all sources as one file, from which a test file takes the modules that it imports. Jest reads, compiles and
// links each module anew for each test file; of the 300 modules of src that was most of the time of the tests.
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const root = join(__dirname, '..');
const folder = join(root, '.cache');
const BUNDLE = join(folder, 'sources.js');

/** What does something when it is loaded, and what is loaded outside of tests, stays a module of its own. */
const OWN_MODULE =
  /[\\/]src[\\/](setup[\\/](jest|jestEnvironment|vitest)|matchers[\\/]register[\\/]\w+|cli[\\/]main)\.ts$/;
const isBundled = (path) => path.endsWith('.ts') && !OWN_MODULE.test(path);
const nameOf = (path) => relative(root, path).replaceAll('\\', '/');

const sources = () =>
  readdirSync(join(root, 'src'), { recursive: true })
    .map((path) => join(root, 'src', path))
    .filter(isBundled)
    .sort();

const ALL = 'all sources';
const everyModule = {
  name: ALL,
  resolveId(id, from) {
    if (id === ALL) return id;
    // What is loaded when it is asked for keeps its place.
    return id.endsWith('.cjs') && from !== undefined ? { id: join(from, '..', id), external: true } : undefined;
  },
  load(id) {
    if (id !== ALL) return undefined;
    const paths = sources();
    const imports = paths.map((path, index) => `import * as m${index} from ${JSON.stringify(path)};`);
    const members = paths.map((path, index) => `${JSON.stringify(nameOf(path))}: m${index},`);
    return `${imports.join('\n')}\nexport const modules = {\n${members.join('\n')}\n};\n`;
  },
};

/** Written under another name and moved: several runs of Jest may be at it. What is there already is left alone: Jest may watch. */
function write(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}

async function writeBundle() {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: ALL,
    platform: 'node',
    external: (id) => id !== ALL && !/^[./]/.test(id),
    makeAbsoluteExternalsRelative: false,
    plugins: [everyModule],
    logLevel: 'silent',
    treeshake: false,
  });
  const { output } = await bundle.generate({
    format: 'cjs',
    exports: 'named',
    codeSplitting: false,
    sourcemap: 'hidden',
    dir: folder,
  });
  await bundle.close();
  const [{ code, map }] = output;
  mkdirSync(folder, { recursive: true });
  write(`${BUNDLE}.map`, JSON.stringify(map));
  write(BUNDLE, code);
}

const hashOf = (text) => createHash('sha1').update(text).digest('hex');

module.exports = writeBundle;
module.exports.BUNDLE = BUNDLE;
/** Jest's transformer, of the sources and of the bundle. */
module.exports.process = (code, path) =>
  path === BUNDLE
    ? { code, map: JSON.parse(readFileSync(`${BUNDLE}.map`, 'utf8')) }
    : { code: `module.exports = require(${JSON.stringify(BUNDLE)}).modules[${JSON.stringify(nameOf(path))}];` };
module.exports.getCacheKey = (code, path) =>
  hashOf(`${readFileSync(__filename, 'utf8')}${path}${path === BUNDLE ? code : ''}`);
