import ts from 'typescript';
import { operationNames } from '../../../src/service/operations/operationTable';
import { entries, programOfEntries, readExported, type Declared, type Exported } from './publicDeclarations';

/**
 * Types that the signatures and members of what is exported name, without being exported themselves: the options of a method, for
 * example. What is opaque in them stays so: a class tells only what it exports.
 */
export function typesBehind(): Exported[] {
  const checker = programOfEntries().getTypeChecker();
  const exported = new Set(exportedSymbols(checker));
  const madeOf = new Set([...exported].flatMap(intersected));
  const found = new Set<ts.Symbol>();
  const open = [...exported];
  for (let symbol = open.pop(); symbol !== undefined; symbol = open.pop()) {
    for (const named of namedBy(checker, symbol)) {
      if (exported.has(named) || found.has(named)) continue;
      found.add(named);
      open.push(named);
    }
  }
  return (
    [...found]
      // A class that a type of ours is made of is told of there.
      .filter(({ name }) => !madeOf.has(name))
      .map((symbol) => readExported(checker, symbol))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  );
}

const intersected = ({ declarations = [] }: ts.Symbol): string[] =>
  declarations.flatMap((each) =>
    ts.isTypeAliasDeclaration(each) && ts.isIntersectionTypeNode(each.type)
      ? each.type.types.map((type) => type.getText())
      : [],
  );

function exportedSymbols(checker: ts.TypeChecker): ts.Symbol[] {
  return entries.flatMap(({ source }) => {
    const module = checker.getSymbolAtLocation(programOfEntries().getSourceFile(source)!)!;
    return checker.getExportsOfModule(module).map((symbol) => resolved(checker, symbol));
  });
}

const resolved = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);

/** Our interfaces and aliases that the public part of a declaration names. */
function namedBy(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const look = (node: ts.Node): void => {
    if (isHidden(node)) return;
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
      const named = checker.getSymbolAtLocation(name);
      if (named !== undefined) found.push(resolved(checker, named));
    }
    ts.forEachChild(node, look);
  };
  for (const declaration of symbol.declarations ?? []) look(declaration);
  return found.filter(isShown);
}

/** What the declarations of the package leave out. */
function isHidden(node: ts.Node): boolean {
  if (ts.isBlock(node)) return true;
  // What a type is measured by, rather than what it is.
  if (ts.isTypeParameterDeclaration(node)) return true;
  if (ts.isTypeReferenceNode(node) && node.typeName.getText() === 'ReturnType') return true;
  if (ts.isConditionalTypeNode(node.parent) && (node === node.parent.checkType || node === node.parent.extendsType)) {
    return true;
  }
  if (ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal')) return true;
  if (!ts.isClassElement(node)) return false;
  return (
    (node.name !== undefined && ts.isPrivateIdentifier(node.name)) ||
    (ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0 ||
    ts.isConstructorDeclaration(node)
  );
}

function isShown({ flags, declarations = [] }: ts.Symbol): boolean {
  const isOurs = declarations.every((each) => !each.getSourceFile().fileName.includes('node_modules'));
  const isName = declarations.some((each) => ts.isTypeAliasDeclaration(each) && ts.isTypeQueryNode(each.type));
  return (
    isOurs && !isName && (flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) !== 0
  );
}

/** An operation as a method of the fake: the members of what it takes, and of what it answers. */
export interface OperationShape {
  readonly name: string;
  readonly input: readonly Pick<Declared, 'signature'>[];
  readonly output: readonly Pick<Declared, 'signature'>[];
}

/** Every operation of the service, as the compiler sees it on the fake. */
export function operationShapes(): OperationShape[] {
  const checker = programOfEntries().getTypeChecker();
  const fake = exportedSymbols(checker).find(({ name }) => name === 'FakeStepFunctions')!;
  const type = checker.getDeclaredTypeOfSymbol(fake);
  return operationNames.map((operation) => {
    const name = operation.charAt(0).toLowerCase() + operation.slice(1);
    const method = checker.getPropertyOfType(type, name)!;
    const signature = checker.getSignaturesOfType(checker.getTypeOfSymbol(method), ts.SignatureKind.Call)[0]!;
    const [input] = signature.getParameters();
    return {
      name,
      input: shapeOf(checker, checker.getTypeOfSymbol(input!)),
      output: shapeOf(checker, checker.getReturnTypeOfSignature(signature)),
    };
  });
}

function shapeOf(checker: ts.TypeChecker, type: ts.Type): { signature: string }[] {
  return checker.getPropertiesOfType(type).map((member) => {
    const isOptional = (member.flags & ts.SymbolFlags.Optional) !== 0;
    const of = checker.getTypeOfSymbol(member);
    const shown = checker.typeToString(isOptional ? checker.getNonNullableType(of) : of);
    return { signature: `${member.name}${isOptional ? '?' : ''}: ${shown}` };
  });
}
