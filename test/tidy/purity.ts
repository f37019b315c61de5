import ts from 'typescript';
import { parse, placeOf, typeScriptBelow, visit } from './sources';

/** Where time and chance come from. */
const SOURCES_OF_TIME_AND_CHANCE = /^src\/(time\/|model\/idSource\.ts$)/;

const IMPURE_MEMBERS: Record<string, RegExp> = {
  Date: /^now$/,
  performance: /./,
  process: /^(hrtime|nextTick|uptime)$/,
  Math: /^random$/,
  crypto: /^random/,
};
const IMPURE_NAMES = /^(setTimeout|setInterval|setImmediate|randomUUID|randomBytes|randomInt|getRandomValues|hrtime)$/;

function impurityOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const owner = node.expression.text;
    if (IMPURE_MEMBERS[owner]?.test(node.name.text)) return `${owner}.${node.name.text}`;
  }
  const isDate = (callee: ts.Node): boolean => ts.isIdentifier(callee) && callee.text === 'Date';
  if (ts.isNewExpression(node) && isDate(node.expression) && !node.arguments?.length) return 'new Date()';
  if (ts.isCallExpression(node) && isDate(node.expression)) return 'Date()';
  if (ts.isIdentifier(node) && IMPURE_NAMES.test(node.text) && !ts.isPropertySignature(node.parent)) return node.text;
  return undefined;
}

function findings(path: string, look: (node: ts.Node) => string | undefined): string[] {
  const found: string[] = [];
  visit(parse(path), (node) => {
    const what = look(node);
    if (what !== undefined) found.push(`${placeOf(node)} ${what}`);
  });
  return found;
}

const sources = typeScriptBelow('src');

test('the check sees clocks, timers and chance', () => {
  const file = ts.createSourceFile(
    'sample.ts',
    'Date.now(); new Date(); Date(); setTimeout(f, 1); Math.random(); performance.now(); crypto.randomUUID(); new Date(5);',
    ts.ScriptTarget.ES2022,
    true,
  );
  const seen = new Set<string>();
  visit(file, (node) => seen.add(impurityOf(node) ?? ''));
  expect([...seen].filter(Boolean)).toEqual([
    'Date.now',
    'new Date()',
    'Date()',
    'setTimeout',
    'Math.random',
    'performance.now',
    'crypto.randomUUID',
    'randomUUID',
  ]);
});

test('no clock, timer or chance outside src/time and the id source', () => {
  const impure = sources
    .filter((path) => !SOURCES_OF_TIME_AND_CHANCE.test(path))
    .flatMap((path) => findings(path, impurityOf));
  expect(impure).toEqual([]);
});

test('no structuredClone: in Jest its results are of a foreign realm', () => {
  const cloned = sources.flatMap((path) =>
    findings(path, (node) => (ts.isIdentifier(node) && node.text === 'structuredClone' ? node.text : undefined)),
  );
  expect(cloned).toEqual([]);
});

/** A constant of a module that says in its comment what it bounds: a number of the kit, not of the service. */
function isDocumentedConstant(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isVariableDeclaration(parent) || !/^[A-Z\d_]+$/.test(parent.name.getText())) return false;
  const statement = parent.parent.parent;
  return ts.isSourceFile(statement.parent) && ts.getJSDocCommentsAndTags(statement).length > 0;
}

/** A number of the service, as opposed to a digit, a unit conversion, a calendar, a bit pattern, a power of ten or an HTTP status. */
function magicNumber(path: string, node: ts.Node): string | undefined {
  if (!ts.isNumericLiteral(node)) return undefined;
  const spelled = node.getText().replaceAll('_', '');
  const value = Number(spelled);
  if (value < 100 || /^0[xob]|e/i.test(spelled)) return undefined;
  const { parent } = node;
  const operator = ts.isBinaryExpression(parent) ? parent.operatorToken.kind : undefined;
  const isCalendar = operator === ts.SyntaxKind.PercentToken;
  const isConversion =
    value === 1000 && (operator === ts.SyntaxKind.AsteriskToken || operator === ts.SyntaxKind.SlashToken);
  const isHttpStatus =
    value >= 200 &&
    value < 600 &&
    (path.startsWith('src/adapters/') ||
      (ts.isPropertyAssignment(parent) && parent.name.getText().endsWith('StatusCode')));
  return isConversion || isCalendar || isHttpStatus || isDocumentedConstant(node) ? undefined : spelled;
}

test('numbers of the service live in src/rules only; bounds of the kit are documented constants', () => {
  const magic = sources
    .filter((path) => !path.startsWith('src/rules/') && !SOURCES_OF_TIME_AND_CHANCE.test(path))
    .flatMap((path) => findings(path, (node) => magicNumber(path, node)));
  expect(magic).toEqual([]);
});

/** Where whoever develops the kit sees what the engine does, `TRACE=1`; what a test runner has print; and the command. */
const PRINTING = /^src\/(asl\/engine\/trace|setup\/(jest|vitest)Reporter|cli\/io)\.ts$/;

test('nothing is printed but by the trace, the reporters and the command', () => {
  const printing = (node: ts.Node): string | undefined => {
    if (!ts.isPropertyAccessExpression(node)) return undefined;
    const text = node.getText();
    return /^console\.|^process\.std(out|err)\b/.test(text) ? text : undefined;
  };
  const printed = sources.filter((path) => !PRINTING.test(path)).flatMap((path) => findings(path, printing));
  expect(printed).toEqual([]);
});
