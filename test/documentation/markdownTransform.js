// Makes a test file of a Markdown page: each of its code blocks that holds tests runs in a describe of its own.
const { createHash } = require('node:crypto');
const ts = require('typescript');

const FENCED = /^```(js|ts)(?: (continued))?\n([^]*?)^```$/gm;

/** Blocks for other runners are compiled by compiled.ts, but they cannot run here. */
const runsHere = (code) => /^test[.(]/m.test(code) && !/from '(node:test|vitest)'/.test(code);

/** The files that a reader has in the end: a block that continues another stands below the last one in its language. */
function filesOf(page) {
  const files = [];
  for (const { 1: language, 2: continued, 3: code, index } of page.matchAll(FENCED)) {
    if (continued) files.findLast((file) => file.language === language).code += code;
    else files.push({ line: page.slice(0, index).split('\n').length, language, code });
  }
  return files;
}

function toTests(page) {
  return filesOf(page)
    .filter(({ code }) => runsHere(code))
    .map(({ line, code }) => {
      const { outputText } = ts.transpileModule(code, {
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true },
      });
      return `describe('line ${line}', () => {\nconst exports = {};\n${outputText}\n});`;
    })
    .join('\n');
}

module.exports = {
  getCacheKey: (page) =>
    createHash('sha256')
      .update(page)
      .update(runsHere.toString())
      .update(filesOf.toString())
      .update(toTests.toString())
      .digest('hex'),
  process: (page) => ({ code: toTests(page) }),
};
