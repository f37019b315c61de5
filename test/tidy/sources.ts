import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

/** The project's top folder. */
export const root = join(__dirname, '..', '..');

const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', '.git', '.cache']);

const listed = new Map<string, string[]>();

/** Files below a folder, as paths from the project's top with forward slashes. */
export function filesBelow(folder: string): string[] {
  const known = listed.get(folder);
  if (known !== undefined) return known;
  const files = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !NOT_OURS.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path.split(sep).join('/')];
    })
    .toSorted();
  listed.set(folder, files);
  return files;
}

/** TypeScript files below the folders that exist. */
export function typeScriptBelow(...folders: string[]): string[] {
  const present = readdirSync(root);
  return folders
    .filter((folder) => present.includes(folder.split('/')[0]!))
    .flatMap(filesBelow)
    .filter((path) => /\.[cm]?tsx?$/.test(path));
}

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

const parsed = new Map<string, ts.SourceFile>();

export function parse(path: string): ts.SourceFile {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const file = ts.createSourceFile(path, textOf(path), ts.ScriptTarget.ES2022, true);
  parsed.set(path, file);
  return file;
}

export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** `path:line`, as editors open it. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

export interface Import {
  readonly from: string;
  readonly specifier: string;
  /** `type`: erased; `static`: at load; `lazy`: when a function runs. */
  readonly kind: 'type' | 'static' | 'lazy';
  readonly place: string;
}

/** What a file imports: statements, `import()` types, `import()` and `require()` calls. */
export function importsOf(path: string): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node, text: ts.Node | undefined, kind: Import['kind']): void => {
    if (text === undefined || !ts.isStringLiteralLike(text)) return;
    found.push({ from: path, specifier: text.text, kind, place: placeOf(node) });
  };
  visit(parse(path), (node) => {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, isErased(node) ? 'type' : 'static');
    } else if (ts.isExportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.isTypeOnly ? 'type' : 'static');
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node, node.argument.literal, 'type');
    } else if (ts.isCallExpression(node) && loadsAModule(node.expression)) {
      add(node, node.arguments[0], isInsideAFunction(node) ? 'lazy' : 'static');
    }
  });
  return found;
}

function isErased({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
}

const loadsAModule = (callee: ts.Expression): boolean =>
  callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');

function isInsideAFunction(node: ts.Node): boolean {
  for (let above = node.parent; !ts.isSourceFile(above); above = above.parent) {
    if (ts.isFunctionLike(above)) return true;
  }
  return false;
}

/** The file that a relative import names. */
export function resolveRelative(from: string, specifier: string): string {
  const target = relative(root, join(root, from, '..', specifier))
    .split(sep)
    .join('/');
  const stem = target.replace(/\.[cm]?js$/, '');
  const known = new Set(typeScriptBelow('src'));
  const candidates = [target, `${stem}.ts`, `${stem}.mts`, `${stem}/index.ts`];
  return candidates.find((candidate) => known.has(candidate)) ?? target;
}
