import ts from 'typescript';
import { operationNames } from '../../src/service/operations/operationTable';
import { entries, programOfEntries } from '../drift/docs/publicDeclarations';
import { textOf } from '../tidy/sources';

/** The methods of the fake that are operations. */
const operations = operationNames.map((name) => name.charAt(0).toLowerCase() + name.slice(1));

/** What docs/API.md says below each heading; headings that it has twice together. */
const sections = new Map<string, string>();
for (const part of textOf('docs/API.md').split(/^#{2,4} /m)) {
  const heading = part.slice(0, part.indexOf('\n')).replace(/\(\)$/, '');
  sections.set(heading, `${sections.get(heading) ?? ''}\n${part}`);
}

const program = programOfEntries();
const checker = program.getTypeChecker();

const isOurs = (declaration: ts.Declaration): boolean =>
  !declaration.getSourceFile().fileName.includes('/node_modules/');

/** Every function that the package exports, with the methods of what it exports. */
function publicSignatures(): { readonly name: string; readonly signature: ts.Signature }[] {
  return entries.flatMap(({ specifier, source }) =>
    checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(source)!)!).flatMap((exported) => {
      const symbol = (exported.flags & ts.SymbolFlags.Alias) === 0 ? exported : checker.getAliasedSymbol(exported);
      const isType = (symbol.flags & ts.SymbolFlags.Value) === 0;
      const type = isType ? checker.getDeclaredTypeOfSymbol(symbol) : checker.getTypeOfSymbol(symbol);
      const own = type.getCallSignatures().map((signature) => ({ name: `${specifier} ${symbol.name}`, signature }));
      if (!isType && (symbol.flags & ts.SymbolFlags.Class) === 0) return own;
      const methods = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)).filter(isShown);
      return [
        ...own,
        ...methods.flatMap((method) =>
          checker
            .getTypeOfSymbol(method)
            .getCallSignatures()
            .map((signature) => ({ name: `${specifier} ${symbol.name}.${method.name}`, signature })),
        ),
      ];
    }),
  );
}

/** A member of ours that is part of what the package declares. */
function isShown(member: ts.Symbol): boolean {
  const isInternal = member.getJsDocTags().some(({ name }) => name === 'internal');
  return (member.declarations?.every(isOurs) ?? false) && !isInternal && !/^(__|#)/.test(member.name);
}

/** The heading under which a member has to stand: that of the type or of the function that declares it. */
function ownerOf(member: ts.Symbol): string | undefined {
  let node: ts.Node | undefined = member.declarations?.[0];
  for (node = node?.parent; node !== undefined; node = node.parent) {
    if (ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) continue;
    if (
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isFunctionDeclaration(node)
    ) {
      return node.name?.text;
    }
  }
  return undefined;
}

/** A class that is not exported is told of by the name of the type that it is exported as. */
function sectionOf(owner: string): string {
  const named = sections.get(owner);
  return named ?? [...sections.values()].filter((text) => text.includes(`& ${owner}\n`)).join('\n');
}

const seen = new Set<ts.Type>();
const missing = new Set<string>();
const found = new Set<string>();

/** Looks for every member of a type, and of the types of its members, in the reference. */
function lookFor(given: ts.Type, of: string): void {
  const type = checker.getNonNullableType(checker.getBaseConstraintOfType(given) ?? given);
  if (seen.has(type)) return;
  seen.add(type);
  if (type.isUnionOrIntersection()) return type.types.forEach((each) => lookFor(each, of));
  if (checker.isArrayType(type))
    return checker.getTypeArguments(type as ts.TypeReference).forEach((each) => lookFor(each, of));
  if ((type.flags & ts.TypeFlags.Object) === 0) return;
  for (const member of checker.getPropertiesOfType(type).filter(isShown)) {
    const owner = ownerOf(member);
    if (owner === undefined) continue;
    const isThere = new RegExp(`(^|[^\\w$.-])'?${member.name.replace(/[$.]/g, '\\$&')}'?[?<:(]`, 'm').test(
      sectionOf(owner),
    );
    (isThere ? found : missing).add(isThere ? `${owner}.${member.name}` : `${owner}.${member.name}, of ${of}`);
    lookFor(checker.getTypeOfSymbol(member), of);
  }
}

test('every member of every options type stands in docs/API.md, as the compiler sees it', () => {
  for (const { name, signature } of publicSignatures()) {
    // The next test has the operations, whose types are the SDK's. What restore() takes is opaque.
    if ([...operations, 'restore'].some((operation) => name.endsWith(`.${operation}`))) continue;
    for (const parameter of signature.getParameters()) lookFor(checker.getTypeOfSymbol(parameter), name);
  }
  expect([...missing]).toEqual([]);
  for (const known of [
    'FakeOptions.clock',
    'SetUpOptions.writeReportOnFailure',
    'AnyOptions.stoppedAgo',
    'FaultOptions.optional',
  ]) {
    expect(found).toContain(known);
  }
  expect(found.size).toBeGreaterThan(300);
});

test('every operation stands in docs/API.md with all that it takes and answers', () => {
  const fake = publicSignatures().filter(({ name }) => name.startsWith('redrive-testkit FakeStepFunctions.'));
  const untold = operations.flatMap((operation) => {
    const { signature } = fake.find(({ name }) => name.endsWith(`.${operation}`))!;
    const types = [
      ...signature.getParameters().map((each) => checker.getTypeOfSymbol(each)),
      signature.getReturnType(),
    ];
    const members = types.flatMap((type) => checker.getPropertiesOfType(type).map(({ name }) => name));
    const text = sections.get(`sfn.${operation}`) ?? '';
    return members.filter((member) => !text.includes(`- \`${member}`)).map((member) => `${operation}.${member}`);
  });
  expect(untold).toEqual([]);
  expect(operations.length).toBeGreaterThanOrEqual(36);
});
