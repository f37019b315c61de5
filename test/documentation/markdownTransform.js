// Makes a test file of a Markdown page: each of its code blocks that holds tests runs in a describe of its own.
const { createHash } = require('node:crypto');
const ts = require('typescript');

const FENCED = /^```(js|ts)\n([^]*?)^```$/gm;

/** Blocks for other runners are compiled by compiled.test.ts, but they cannot run here. */
const runsHere = (code) => /^test\(/m.test(code) && !/from '(node:test|vitest)'/.test(code);

function toTests(page) {
  return [...page.matchAll(FENCED)]
    .filter(([, , code]) => runsHere(code))
    .map(([, , code, ...{ length, [length - 2]: offset }]) => {
      const line = page.slice(0, offset).split('\n').length;
      const { outputText } = ts.transpileModule(code, {
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true },
      });
      return `describe('line ${line}', () => {\nconst exports = {};\n${outputText}\n});`;
    })
    .join('\n');
}

module.exports = {
  getCacheKey: (page) => createHash('sha256').update(page).update(toTests.toString()).digest('hex'),
  process: (page) => ({ code: toTests(page) }),
};
