import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import tsconfig from '../../../tsconfig.json';
import { root } from '../../tidy/sources';
import { sourcesOfEntries } from './packageEntries';

/** An entry of the package, with its source. */
export interface Entry {
  readonly specifier: string;
  readonly source: string;
}

/** One exported name, or a member of one. */
export interface Declared {
  readonly name: string;
  readonly signature: string;
  readonly text: string;
  readonly tags: readonly { readonly name: string; readonly text: string }[];
}

export interface Exported extends Declared {
  readonly kind: 'function' | 'class' | 'interface' | 'type' | 'constant';
  readonly members: readonly Declared[];
}

export const entries: readonly Entry[] = [...sourcesOfEntries].map(([specifier, source]) => {
  // What only ESM can import has a form of its own for it.
  const forImport = join(root, source.replace(/\.ts$/, '.mts'));
  return { specifier, source: existsSync(forImport) ? forImport : join(root, source) };
});

const FLAGS =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType |
  ts.TypeFormatFlags.WriteArrowStyleSignature;

let api: ReadonlyMap<string, readonly Exported[]> | undefined;

/** What each entry exports, with the docstrings. */
export function publicApi(): ReadonlyMap<string, readonly Exported[]> {
  return (api ??= readPublicApi());
}

function readPublicApi(): ReadonlyMap<string, readonly Exported[]> {
  const program = programOfEntries();
  const checker = program.getTypeChecker();
  return new Map(
    entries.map(({ specifier, source }) => {
      const module = checker.getSymbolAtLocation(program.getSourceFile(source)!)!;
      const exported = checker.getExportsOfModule(module).map((symbol) => readExported(checker, symbol));
      return [specifier, exported.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))];
    }),
  );
}

/** The options of the modes of the catalogue: no mode knows all, so their interface is not exported. */
export function catalogueOptions(): readonly Declared[] {
  const program = programOfEntries();
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(CATALOGUE_OPTIONS)!)!;
  const symbol = checker.getExportsOfModule(module).find(({ name }) => name === 'AnyOptions')!;
  return membersOf(checker, symbol);
}

const CATALOGUE_OPTIONS = join(root, 'src/catalogue/options.ts');

let program: ts.Program | undefined;

/** The entries as the compiler reads them, once: it takes seconds. */
export function programOfEntries(): ts.Program {
  return (program ??= ts.createProgram([...entries.map(({ source }) => source), CATALOGUE_OPTIONS], compilerOptions()));
}

/** The project's own options; what is read is not emitted. */
export function compilerOptions(): ts.CompilerOptions {
  // Not the paths of tsconfig.json: `npm run docs` is about to write those.
  const paths = Object.fromEntries([...sourcesOfEntries].map(([specifier, source]) => [specifier, [`./${source}`]]));
  const { options } = ts.convertCompilerOptionsFromJson({ ...tsconfig.compilerOptions, paths }, root);
  return { ...options, noEmit: true, noUnusedLocals: false, noUnusedParameters: false };
}

export function readExported(checker: ts.TypeChecker, exported: ts.Symbol): Exported {
  const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
  const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
  const kind = kindOf(symbol);
  return {
    ...declared(checker, symbol, exported.name),
    kind,
    signature: signatureOf(checker, symbol, exported.name),
    members: hasOwnMembers(symbol) ? membersOf(checker, symbol) : [],
  };
}

function kindOf({ flags }: ts.Symbol): Exported['kind'] {
  if ((flags & ts.SymbolFlags.Function) !== 0) return 'function';
  if ((flags & ts.SymbolFlags.Class) !== 0) return 'class';
  if ((flags & ts.SymbolFlags.Interface) !== 0) return 'interface';
  return (flags & ts.SymbolFlags.TypeAlias) !== 0 ? 'type' : 'constant';
}

function declared(checker: ts.TypeChecker, symbol: ts.Symbol, name: string): Declared {
  return {
    name,
    signature: '',
    text: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    tags: symbol.getJsDocTags(checker).map((tag) => ({ name: tag.name, text: ts.displayPartsToString(tag.text) })),
  };
}

function signatureOf(checker: ts.TypeChecker, symbol: ts.Symbol, name: string): string {
  const kind = kindOf(symbol);
  if (kind === 'function' || kind === 'constant') return valueSignature(checker, symbol, name);
  const alias = symbol.declarations?.find((each) => ts.isTypeAliasDeclaration(each));
  return alias === undefined
    ? ''
    : oneLine(alias.getText())
        .replace(/^export /, '')
        .replace(/;$/, '');
}

/** Of a type that only names others, they are listed; what is opaque stays so. */
function hasOwnMembers(symbol: ts.Symbol): boolean {
  const kind = kindOf(symbol);
  if (kind === 'interface' || kind === 'class') return true;
  const alias = symbol.declarations?.find((each) => ts.isTypeAliasDeclaration(each));
  return alias !== undefined && ts.isIntersectionTypeNode(alias.type);
}

/** As it is written, without its body: readers know it like that from their editor. */
function valueSignature(checker: ts.TypeChecker, symbol: ts.Symbol, name: string): string {
  const functions = (symbol.declarations ?? []).filter((each) => ts.isFunctionDeclaration(each));
  const overloads = functions.length > 1 ? functions.filter(({ body }) => body === undefined) : functions;
  if (overloads.length > 0) return overloads.map(writtenSignature).join('\n');
  return `${name}: ${checker.typeToString(checker.getTypeOfSymbol(symbol), undefined, FLAGS)}`;
}

function writtenSignature(declaration: ts.FunctionDeclaration | ts.MethodDeclaration): string {
  const { body } = declaration;
  const end = body === undefined ? declaration.getEnd() : body.getStart();
  return oneLine(declaration.getSourceFile().text.slice(declaration.getStart(), end))
    .replace(/^(export |async |function )+/, '')
    .replace(/;$/, '');
}

/** Without comments, on one line, and without the comma that a formatter leaves behind the last parameter. */
const oneLine = (text: string): string =>
  text
    .replace(/\/\*\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\( /g, '(')
    .replace(/,? \)/g, ')')
    .trim();

function membersOf(checker: ts.TypeChecker, symbol: ts.Symbol): Declared[] {
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  if (type.isUnion()) return [];
  return checker
    .getPropertiesOfType(type)
    .filter((member) => isOurs(member) && !/^(__|#)/.test(member.name) && !isInternal(member))
    .map((member) => ({ ...declared(checker, member, member.name), signature: memberSignature(checker, member) }));
}

function memberSignature(checker: ts.TypeChecker, member: ts.Symbol): string {
  const methods = (member.declarations ?? []).filter((each) => ts.isMethodDeclaration(each));
  const overloads = methods.length > 1 ? methods.filter(({ body }) => body === undefined) : methods;
  if (overloads.length > 0) return overloads.map(writtenSignature).join('; ');
  const declaration = member.declarations?.find((each) => !ts.isMappedTypeNode(each));
  if (declaration !== undefined && (ts.isPropertySignature(declaration) || ts.isMethodSignature(declaration))) {
    return oneLine(declaration.getText())
      .replace(/^readonly /, '')
      .replace(/;$/, '');
  }
  return `${member.name}: ${checker.typeToString(checker.getTypeOfSymbol(member), undefined, FLAGS)}`;
}

/** The declarations of the package leave it out. */
function isInternal(member: ts.Symbol): boolean {
  return member.getJsDocTags().some(({ name }) => name === 'internal');
}

/** A member that we declare: not one of an array, of an error, or of the SDK. */
function isOurs(symbol: ts.Symbol): boolean {
  return symbol.declarations?.some((each) => !each.getSourceFile().fileName.includes('node_modules')) ?? false;
}
