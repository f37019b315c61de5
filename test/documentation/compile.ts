import { join } from 'node:path';
import ts from 'typescript';
import { compilerOptions, programOfEntries } from '../drift/docs/publicDeclarations';
import { root } from '../tidy/sources';

/** A piece of code from the documentation. */
export interface Snippet {
  /** `README.md:42`, or the name of the export whose docstring it is in. */
  readonly place: string;
  readonly language: 'js' | 'ts';
  readonly code: string;
  /** Import statements that a reader knows to add. */
  readonly imports?: string;
}

/** Types that JavaScript has not written down. */
const MISSING_TYPES: ReadonlySet<number> = new Set([7005, 7006, 7031, 7034]);

/** Compiles all snippets in one program; answers what is wrong with them, place by place. */
export function errorsIn(snippets: readonly Snippet[]): string[] {
  const texts = new Map(snippets.map((snippet, index) => [pathOf(index), moduleOf(snippet)]));
  const known = programOfEntries();
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, target, ...rest) => {
    const text = texts.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, target);
    return known.getSourceFile(path) ?? getSourceFile(path, target, ...rest);
  };
  const program = ts.createProgram([join(__dirname, 'prelude.ts'), ...texts.keys()], options, host);
  return snippets.flatMap((snippet, index) => {
    const file = program.getSourceFile(pathOf(index))!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      .filter(({ code }) => snippet.language === 'ts' || !MISSING_TYPES.has(code))
      .map((problem) => `${snippet.place}: ${messageOf(problem)}`);
  });
}

const pathOf = (index: number): string => join(root, 'test', 'documentation', `snippet-${index}.ts`);

const IMPORT = /^import [^;]+;.*$/gm;

/** Imports stand at the top; the rest may await, so it cannot export. */
function moduleOf({ code, imports = '' }: Snippet): string {
  const own = code.match(IMPORT) ?? [];
  return [
    imports,
    ...own,
    'export async function snippet() {',
    code.replace(IMPORT, '').replace(/^export default /m, 'void '),
    '}',
    '',
  ].join('\n');
}

function messageOf({ file, start, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, ' ');
  if (file === undefined || start === undefined) return text;
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `${text}\n    ${file.text.split('\n')[line]?.trim()}`;
}
