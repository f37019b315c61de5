import ts from 'typescript';
import { parse, textOf, typeScriptBelow, visit } from '../tidy/sources';
import { lineOf } from './comments';

/** A test that says in its title which claim it proves: 'a closed execution keeps its stop date [stop.closed-execution]'. */
export interface NamedClaim {
  readonly id: string;
  readonly path: string;
  readonly line: number;
}

const IN_TITLE = /\[([a-z][a-z0-9-]*(?:\.[A-Za-z0-9-]+)+)\]/g;
const BARE = /^[a-z][a-z0-9-]*(?:\.[A-Za-z0-9-]+)+$/;
const PLACEHOLDER = /\[(%s|\$\w+)\]/;

/**
 * The claims that the tests of a file name. Titles are the first arguments of `test` and `describe`, the member `name` of cases that
 * stand in tables, and the texts of an inline `each`: those that end with an id in brackets or, for a title with `[%s]` or
 * `[$claim]`, those that are one.
 */
export function claimsNamedIn(file: ts.SourceFile): NamedClaim[] {
  const found: NamedClaim[] = [];
  const add = (id: string, node: ts.Node): void =>
    void found.push({ id, path: file.fileName, line: lineOf(file, node.getStart()) });
  const addAllIn = (title: ts.Node, pattern: RegExp): void => {
    for (const [, id] of textIn(title).matchAll(pattern)) add(id!, title);
  };
  visit(file, (node) => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'name') addAllIn(node.initializer, IN_TITLE);
    if (!ts.isCallExpression(node) || !isTest(node.expression)) return;
    const [title] = node.arguments;
    if (title === undefined) return;
    addAllIn(title, IN_TITLE);
    visit(node.expression, (each) => {
      if (!ts.isStringLiteralLike(each)) return;
      if (PLACEHOLDER.test(textIn(title)) && BARE.test(each.text)) add(each.text, each);
      else addAllIn(each, new RegExp(`${IN_TITLE.source}$`, 'g'));
    });
  });
  return found;
}

const textIn = (title: ts.Node): string =>
  ts.isStringLiteralLike(title) ? title.text : ts.isTemplateExpression(title) ? title.getText() : '';

/** `test(…)`, `describe.each(…)(…)`, `it.skip(…)` and so on. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return /^(test|it|describe)$/.test(callee.text);
  if (ts.isPropertyAccessExpression(callee)) return isTest(callee.expression);
  return ts.isCallExpression(callee) && isTest(callee.expression);
}

let known: NamedClaim[] | undefined;

/** Every claim that a test or a lesson names. */
export function claimsNamedByTests(): NamedClaim[] {
  return (known ??= typeScriptBelow('test', 'examples')
    .filter((path) => !/^test\/(claims|tidy|drift)\//.test(path))
    .filter((path) => /\[[a-z][a-z0-9-]*\.[A-Za-z0-9.-]+\]|\[(%s|\$\w+)\]/.test(textOf(path)))
    .flatMap((path) => claimsNamedIn(parse(path))));
}
