/**
 * Makes a synchronous library out of `jsonata`, whose functions are asynchronous from 2.0 on.
 *
 * `async`, `await` and `Promise.all` go. What stays is given a meter: every loop and every function counts a step, what
 * makes a long value in one go counts by its length, and patterns are made by the meter, which can stop their searches.
 * The library's own objects cannot be seen through a function as a value. All of it is done on the syntax tree; the
 * texts in between stay as they are.
 */
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** Methods that make a long value, or walk one, in one go. */
const SIZED = new Set(['slice', 'join', 'split', 'replace', 'unshift', 'sort', 'toString']);

/**
 * What the library asks the global object for, as names of its own: the sandbox of a test runner looks each global up in
 * many times the time that a node of an expression takes.
 */
const OWN_NAMES = [
  ...['Array', 'Boolean', 'Error', 'JSON', 'Math', 'Number', 'Object', 'Promise', 'String', 'Symbol'],
  ...[
    'isFinite',
    'isNaN',
    'parseFloat',
    'parseInt',
    'decodeURI',
    'decodeURIComponent',
    'encodeURI',
    'encodeURIComponent',
  ],
];

/** The meter that counts nothing: in force until `meterWith` hands in another one. */
const NO_METER = `
let meter = {
  step() {},
  sized: (value) => value,
  joined: (value) => value,
  pushed: (length) => length,
  visible: (value) => value,
  keys: Object.keys,
  owns: (object, name) => Object.prototype.hasOwnProperty.call(object, name),
  stringify: JSON.stringify,
  RegExp,
};
`;

/**
 * `$sort` and `^(…)`, comparing in the same order as the library does. The library's own merges by recursion, one call
 * for each element, and copies what is left each time: without `await` in between the stack would end at 10,000 elements.
 */
const SORT = `function sort(arr, comparator) {
  if (typeof arr === 'undefined') return undefined;
  if (arr.length <= 1) return arr;
  if (typeof comparator === 'undefined' && !isArrayOfNumbers(arr) && !isArrayOfStrings(arr)) {
    throw { stack: (new Error()).stack, code: 'D3070', index: 1 };
  }
  const comp = typeof comparator === 'undefined' ? (a, b) => a > b : comparator;
  const merge = (left, right) => {
    const merged = [];
    let l = 0;
    let r = 0;
    while (l < left.length && r < right.length) merged.push(comp(left[l], right[r]) ? right[r++] : left[l++]);
    while (l < left.length) merged.push(left[l++]);
    while (r < right.length) merged.push(right[r++]);
    return merged;
  };
  const msort = (array) => {
    if (array.length <= 1) return array;
    const middle = Math.floor(array.length / 2);
    const left = msort(array.slice(0, middle));
    return merge(left, msort(array.slice(middle)));
  };
  return msort(arr);
}`;

const isDirective = (ts, statement) => ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);

/** The edits that make a text synchronous and metered: `[from, to, text]`, outer nodes first. */
function editsOf(ts, file) {
  const edits = [];
  const startOf = (node) => node.getStart(file);
  const replace = (from, to, text) => edits.push([from, to, text]);
  const insert = (at, text) => replace(at, at, text);
  const wrap = (node, name) => {
    insert(startOf(node), `meter.${name}(`);
    insert(node.end, ')');
  };
  const countStep = (body) => {
    if (ts.isBlock(body)) {
      // 'use strict' stays the first statement of its function.
      const strict = body.statements.findLast((statement) => isDirective(ts, statement));
      return insert(strict?.end ?? startOf(body) + 1, ' meter.step();');
    }
    insert(startOf(body), '{ meter.step(); ');
    insert(body.end, ' }');
  };

  const called = { 'JSON.stringify': 'meter.stringify', 'Object.keys': 'meter.keys', 'Promise.all': '' };
  const changeCall = (node) => {
    const callee = node.expression;
    if (!ts.isPropertyAccessExpression(callee)) return;
    const name = callee.name.text;
    const instead = called[callee.getText(file)];
    if (instead !== undefined) replace(startOf(callee), callee.end, instead);
    else if (name === 'hasOwnProperty') {
      // Data may have a member of that name.
      insert(startOf(node), 'meter.owns(');
      replace(callee.expression.end, startOf(node.arguments[0]), ', ');
    } else if (name === 'push') wrap(node, 'pushed');
    else if (name === 'concat') wrap(node, 'joined');
    else if (SIZED.has(name)) wrap(node, 'sized');
  };

  const look = (node) => {
    if (ts.isFunctionLike(node)) {
      const asynchronous = node.modifiers?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
      if (asynchronous !== undefined) replace(startOf(asynchronous), asynchronous.end, '');
      if (node.body !== undefined && ts.isBlock(node.body)) countStep(node.body);
    } else if (ts.isAwaitExpression(node)) replace(startOf(node), startOf(node.expression), '');
    else if (ts.isIterationStatement(node, false)) {
      if (ts.isForInStatement(node)) wrap(node.expression, 'visible');
      countStep(node.statement);
    } else if (ts.isCallExpression(node)) changeCall(node);
    else if (ts.isIdentifier(node) && node.text === 'RegExp') replace(startOf(node), node.end, 'meter.RegExp');
    ts.forEachChild(node, look);
  };
  look(file);
  return edits;
}

function applied(text, edits) {
  let made = '';
  let at = 0;
  // The sort is stable: what outer nodes insert at a place stands before what inner ones do.
  for (const [from, to, replacement] of edits.toSorted((a, b) => a[0] - b[0])) {
    if (from < at) throw new Error(`Two edits of jsonata overlap at ${from}.`);
    made += text.slice(at, from) + replacement;
    at = to;
  }
  return made + text.slice(at);
}

function parsed(ts, text) {
  return ts.createSourceFile('jsonata.js', text, ts.ScriptTarget.ES2022, true);
}

/** The library with its sort written anew. */
function withOwnSort(ts, text) {
  const file = parsed(ts, text);
  const found = [];
  const look = (node) => {
    if (ts.isFunctionDeclaration(node) && node.name?.text === 'sort') found.push([node.getStart(file), node.end, SORT]);
    ts.forEachChild(node, look);
  };
  look(file);
  if (found.length !== 1) throw new Error(`jsonata has ${found.length} functions named sort.`);
  return applied(text, found);
}

const libraryFolder = () => dirname(require.resolve('jsonata/package.json'));

/** The text of the synchronous library, a CommonJS module: `jsonata`, and on it `meterWith(meter)`. */
function synchronousSource() {
  const ts = require('typescript');
  const text = withOwnSort(ts, readFileSync(join(libraryFolder(), 'jsonata.js'), 'utf8'));
  const file = parsed(ts, text);
  return `const { ${OWN_NAMES.join(', ')} } = globalThis;\n${NO_METER}${applied(text, editsOf(ts, file))}
module.exports.meterWith = (given) => {
  meter = given;
};
`;
}

/** The notice that the license of `jsonata` asks for, as a comment that minifiers keep. */
function notice() {
  return `/*! jsonata 2.0.6, made synchronous. © Copyright IBM Corp. 2016, 2018.\n${readFileSync(join(libraryFolder(), 'LICENSE'), 'utf8').trim()}\n*/`;
}

/** Where the library is kept for runs from the sources: what it is made of is in its name. */
function keptFile() {
  const parts = [__filename, join(libraryFolder(), 'package.json')].map((path) => readFileSync(path));
  const digest = parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
  return join(__dirname, '..', 'node_modules', '.cache', 'redrive-testkit', `jsonata-${digest.slice(0, 16)}.cjs`);
}

/** The library itself, for runs from the sources; what is built has it as a file of its own. */
function synchronousJsonata() {
  const kept = keptFile();
  if (!existsSync(kept)) {
    // Several test runners may come here at once: each writes a file of its own, and the last one stays.
    const own = `${kept}.${process.pid}`;
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(own, synchronousSource());
    renameSync(own, kept);
  }
  return require(kept);
}

module.exports = { synchronousJsonata, synchronousSource, notice };
