import { relative, sep } from 'node:path';
import ts from 'typescript';

/** The declarations of a built package, resolved as a consumer's compiler does. */
export function readDeclarations(entries: readonly string[]): ts.Program {
  return ts.createProgram([...entries], {
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    strict: true,
    skipLibCheck: true,
    types: ['node', 'jest'],
  });
}

/** What a compiler finds wrong in the declarations below a folder: consumers may check them (skipLibCheck: false). */
export function errorsBelow(program: ts.Program, folder: string): string[] {
  const strict = ts.createProgram(program.getRootFileNames(), { ...program.getCompilerOptions(), skipLibCheck: false });
  return strict
    .getSourceFiles()
    .filter(({ fileName }) => !relative(folder, fileName).startsWith('..'))
    .flatMap((file) => strict.getSemanticDiagnostics(file))
    .map(
      ({ file, messageText }) =>
        `${relative(folder, file!.fileName)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

/** What an entry exports, one line each: values with their type, types by what they are. */
export function exportsOf(program: ts.Program, entry: string): string[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${entry} is not a module`);
  return checker
    .getExportsOfModule(module)
    .map((exported) => {
      const target = (exported.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(exported) : exported;
      return `${exported.name}: ${shapeOf(checker, target)}`;
    })
    .toSorted();
}

function shapeOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;
  if ((symbol.flags & ts.SymbolFlags.Class) !== 0) {
    return `class { ${membersOf(checker, checker.getDeclaredTypeOfSymbol(symbol))} }`;
  }
  if ((symbol.flags & ts.SymbolFlags.Interface) !== 0) {
    return `interface { ${membersOf(checker, checker.getDeclaredTypeOfSymbol(symbol))} }`;
  }
  if ((symbol.flags & ts.SymbolFlags.TypeAlias) !== 0) {
    const declared = checker.getDeclaredTypeOfSymbol(symbol);
    return `type ${checker.typeToString(declared, undefined, flags | ts.TypeFormatFlags.InTypeAlias)}`;
  }
  return checker.typeToString(checker.getTypeOfSymbol(symbol), undefined, flags);
}

/** Members by name: their types are in the declarations, their presence is what a release must not lose. */
const membersOf = (checker: ts.TypeChecker, type: ts.Type): string =>
  checker
    .getPropertiesOfType(type)
    .map(({ name, flags }) => ((flags & ts.SymbolFlags.Optional) !== 0 ? `${name}?` : name))
    .filter((name) => !name.startsWith('__@'))
    .toSorted()
    .join(', ');

/** Places below a folder where a declaration says `any`. */
export function anysBelow(program: ts.Program, folder: string): string[] {
  const found: string[] = [];
  for (const file of program.getSourceFiles()) {
    const path = relative(folder, file.fileName).split(sep).join('/');
    if (path.startsWith('..')) continue;
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) {
        found.push(
          `${path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1} ${node.parent.getText()}`,
        );
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}
