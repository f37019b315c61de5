// Makes the chunks of a CommonJS bundle load when they are first needed, and not when a file that imports from them is loaded. The
// sources keep plain imports, and Jest, which pays for each module in each test file, loads what the test uses.
//
// A chunk becomes a function of the other chunks. So all that one load of an entry leads to is one copy, whatever becomes of the
// module registry meanwhile: after `jest.resetModules()` a chunk is read anew, but works with the chunks that were there before.
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';

const IMPORT = /^const (require_[\w$]+) = require\("\.(?:\/chunks)?\/([\w-]+)\.js"\);\n/gm;
/** An import for its effects. Chunks have none: only entries do something when they are loaded. */
const BARE_IMPORT = /^require\("\.(?:\/chunks)?\/[\w-]+\.js"\);\n/gm;
const EXPORT =
  /^Object\.defineProperty\(exports, "([\w$]+)", \{\s*enumerable: true,\s*get: function\(\) \{\s*return ([\w$]+);\s*\}\s*\}\);\n?/gm;
const HANDED_ON = /^exports\.([\w$]+) = (require_[\w$]+)\.\$\.([\w$]+);$/gm;
const STRICT = '"use strict";\n';

/** Puts `chunk.$.name` for `chunk.name`: looking at `$` loads the chunk. */
function withLazyImports(code) {
  const imports = new Map();
  const body = code.replace(BARE_IMPORT, '').replace(IMPORT, (_, variable, chunk) => {
    imports.set(variable, chunk);
    return '';
  });
  const lazy = body.replace(/\b(require_[\w$]+)(\.?)/g, (all, variable, dot) => {
    if (!imports.has(variable)) return all;
    if (dot === '') throw new Error(`${variable} is used as a whole`);
    return `${variable}.$.`;
  });
  const head = [...imports].map(([variable, chunk]) => `const ${variable} = chunks["${chunk}"];\n`).join('');
  return { imports, head, body: lazy };
}

/** The parentheses tell V8 that the function is called at once: without them it is parsed twice. */
function asFunction(code) {
  const getters = [];
  const bare = code.replace(STRICT, '').replace(EXPORT, (_, name, local) => {
    getters.push(`get ${name}() { return ${local}; }`);
    return '';
  });
  const { head, body } = withLazyImports(bare);
  return `${STRICT}module.exports = (function (chunks, provide) {\nprovide({ ${getters.join(', ')} });\n${head}${body}});\n`;
}

/** A function that an entry hands on loads its chunk when it is called, all else when it is looked at. */
function asLazyEntry(code, isFunction) {
  const { imports, head, body } = withLazyImports(code);
  if (imports.size === 0) return code;
  const names = body.replace(HANDED_ON, (_, name, variable, original) =>
    isFunction(imports.get(variable), original)
      ? `exports.${name} = function ${name}(...args) { return ${variable}.$.${original}(...args); };`
      : `Object.defineProperty(exports, "${name}", { enumerable: true, get: () => ${variable}.$.${original} });`,
  );
  return names.replace(STRICT, `${STRICT}const chunks = require("./chunks/load.js");\n${head}`);
}

const loaderOf = (names) => `${STRICT}const chunks = {
${names.map((name) => `  "${name}": lazy(() => require("./${name}.js")),`).join('\n')}
};
function lazy(load) {
  const chunk = {};
  const become = (value) => Object.defineProperty(chunk, "$", { value, configurable: true });
  const get = () => {
    try {
      load()(chunks, become);
      return chunk.$;
    } catch (error) {
      Object.defineProperty(chunk, "$", { get, configurable: true });
      throw error;
    }
  };
  return Object.defineProperty(chunk, "$", { get, configurable: true });
}
module.exports = chunks;
`;

const nameOf = ({ fileName }) => fileName.replace(/^.*\/|\.js$/g, '');

/** The chunks as they will run, to see what is a function in them. */
function evaluated(chunks) {
  const require = createRequire(import.meta.url);
  const run = (code, load) => {
    const module = { exports: {} };
    compileFunction(code, ['module', 'require', '__dirname'])(module, load, import.meta.dirname);
    return module.exports;
  };
  const codeOf = (path) => chunks.find((chunk) => `./${nameOf(chunk)}.js` === path).code;
  return run(loaderOf(chunks.map(nameOf)), (path) => run(codeOf(path), require));
}

/** A plugin for rolldown. */
export const lazyChunks = {
  name: 'lazy chunks',
  generateBundle(_options, bundle) {
    const outputs = Object.values(bundle).filter(({ type }) => type === 'chunk');
    const chunks = outputs.filter(({ isEntry }) => !isEntry);
    for (const chunk of chunks) chunk.code = asFunction(chunk.code);
    this.emitFile({ type: 'asset', fileName: 'chunks/load.js', source: loaderOf(chunks.map(nameOf)) });
    const running = evaluated(chunks);
    const isFunction = (chunk, name) => {
      const value = running[chunk].$[name];
      return typeof value === 'function' && !String(value).startsWith('class');
    };
    for (const entry of outputs.filter(({ isEntry }) => isEntry)) entry.code = asLazyEntry(entry.code, isFunction);
  },
};
