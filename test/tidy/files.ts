import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesBelow, parse, placeOf, root, textOf, typeScriptBelow, visit } from './sources';

const MOST_LINES_OF_A_FILE = 320;
const MOST_LINES_OF_A_FUNCTION = 60;

const code = typeScriptBelow('src', 'test', 'examples');
const isText = (path: string): boolean => !/\.(png|jpe?g|gif|ico|tgz)$/.test(path);
const all = filesBelow('.').filter(isText);

const linesOf = (text: string): number => text.trimEnd().split('\n').length;

function matches(paths: string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 100)}`] : [])),
  );
}

test('a file fits in the head', () => {
  const long = code.map((path) => [path, linesOf(textOf(path))] as const);
  expect(long.filter(([, lines]) => lines > MOST_LINES_OF_A_FILE)).toEqual([]);
});

test('a function fits on a screen', () => {
  const long: string[] = [];
  for (const path of typeScriptBelow('src')) {
    visit(parse(path), (node) => {
      if (!ts.isFunctionLike(node)) return;
      const lines = linesOf(node.getText());
      if (lines > MOST_LINES_OF_A_FUNCTION) long.push(`${placeOf(node)} ${lines} lines`);
    });
  }
  expect(long).toEqual([]);
});

/** One name that two entries of the package give: what is imported tells them apart. */
const GIVEN_BY_TWO_ENTRIES = new Set(['Workflow', 'failureModes', 'setupFakeStepFunctions', 'toMswHandlers']);

test('no two files export a thing of the same name', () => {
  const files = new Map<string, Set<string>>();
  for (const path of typeScriptBelow('src')) {
    for (const [, name = ''] of textOf(path).matchAll(
      /^export (?:abstract |async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm,
    )) {
      if (!GIVEN_BY_TWO_ENTRIES.has(name)) files.set(name, new Set([...(files.get(name) ?? []), path]));
    }
  }
  expect([...files].filter(([, paths]) => paths.size > 1)).toEqual([]);
});

test('nothing is left for later', () => {
  const marker = new RegExp(
    `\\b(${['TO', 'FIX', 'XX', 'HA'].map((start, index) => start + ['DO', 'ME', 'X', 'CK'][index]).join('|')})\\b`,
  );
  expect(matches(all, marker)).toEqual([]);
});

function isConditional(node: ts.Node): boolean {
  for (let above = node.parent; !ts.isSourceFile(above); above = above.parent) {
    if (ts.isConditionalExpression(above) || ts.isIfStatement(above)) return true;
  }
  return false;
}

test('no test is left out or runs alone, but for those that choose by what is present', () => {
  const left: string[] = [];
  for (const path of typeScriptBelow('test', 'examples')) {
    visit(parse(path), (node) => {
      if (ts.isIdentifier(node) && /^(fdescribe|fit|ftest|xdescribe|xit|xtest)$/.test(node.text)) {
        left.push(`${placeOf(node)} ${node.text}`);
      }
      if (!ts.isPropertyAccessExpression(node) || !/^(describe|test|it)$/.test(node.expression.getText())) return;
      if (!/^(only|skip|todo|failing)$/.test(node.name.text)) return;
      if (node.name.text !== 'skip' || !isConditional(node)) left.push(`${placeOf(node)} ${node.getText()}`);
    });
  }
  expect(left).toEqual([]);
});

test('no path of a single machine', () => {
  expect(matches(all, /(?<![\w.)}*])\/(?:home|root|tmp|work|Users)(?:\/\w|\b(?=['"`\s]))/)).toEqual([]);
});

test('no registry is named', () => {
  expect(matches(all, /\bregistry\.[a-z0-9-]+\.[a-z]{2,}|\/\/[a-z0-9.-]*(artifactory|verdaccio|nexus)\b/i)).toEqual([]);
});

describe('the lock file', () => {
  interface Locked {
    resolved?: string;
    optionalDependencies?: Record<string, string>;
  }
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };

  test('leaves open where packages come from', () => {
    expect(Object.keys(packages).filter((name) => packages[name]?.resolved !== undefined)).toEqual([]);
  });

  test('holds the binaries of every platform, without which a clean install is refused', () => {
    const installed = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
    const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies).filter((name) => !installed.has(name)),
    );
    expect(missing).toEqual([]);
  });
});
