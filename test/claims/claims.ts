import ts from 'typescript';
import { parse, textOf, typeScriptBelow } from '../tidy/sources';
import { claimsOfRules } from './checkerRules';
import { codeAt, commentsOf, isDocblock, lineOf, type Comment } from './comments';

/** How sure a claim is, the surest first. */
export const LEVELS = ['documented', 'recorded', 'reported', 'assumed'] as const;
export type Level = (typeof LEVELS)[number];

/** One thing that the kit says of AWS: a tag in a docblock, above the code that makes it true. */
export interface Claim {
  readonly id: string;
  readonly level: Level;
  /** Of a row of a table that speaks for itself: the row. */
  readonly sentence: string;
  /** The sentence is code. */
  readonly isCode?: boolean;
  /** Key of a source; an assumed claim may have one: the page that is silent. */
  readonly source?: string;
  /** Why an assumed claim is read this way. */
  readonly reason?: string;
  readonly path: string;
  readonly line: number;
}

/** A claim that is not of the form that CONTRIBUTING asks for. */
export interface ClaimProblem {
  readonly place: string;
  readonly message: string;
}

const LEVEL = LEVELS.join('|');
const TAG = new RegExp(`^@(${LEVEL})\\b`);
const TAG_ANYWHERE = new RegExp(`@(${LEVEL})\\b`);
const BODY = new RegExp(`^@(${LEVEL})\\s*(?:\\[([^\\]]*)\\])?\\s*(.*)$`);
const ID = /^[a-z][a-z0-9-]*(\.[A-Za-z0-9-]+)+$/;

/** What a claim begins with where it is no tag: "Recorded: …", "(assumed: …)", "Recorded on AWS: …", "… (documented)". */
const HEAD_OUTSIDE = new RegExp(
  `\\b(?:${LEVEL})\\s*:|(?:^\\s*|[.;:(]\\s*)(?:${LEVEL})(?:\\s+\\w+){1,3}\\s*:|\\((?:${LEVEL})\\)`,
  'i',
);

/** The claims of a file, and what is wrong with them. */
export function readClaims(file: ts.SourceFile): { claims: Claim[]; problems: ClaimProblem[] } {
  const claims: Claim[] = [];
  const problems: ClaimProblem[] = [];
  for (const comment of commentsOf(file)) {
    const report = (message: string): void =>
      void problems.push({ place: `${file.fileName}:${comment.line}`, message });
    const { tags, rest } = partsOf(comment);
    const outside = HEAD_OUTSIDE.exec(rest) ?? TAG_ANYWHERE.exec(rest);
    if (outside !== null) report(`'${outside[0]}' begins a claim outside of a tag at the head of a line of a docblock`);
    if (tags.length > 0) codeProblems(comment).forEach(report);
    for (const { text, offset } of tags) {
      const claim = { ...claimOf(text, comment), path: file.fileName, line: lineOf(file, comment.position + offset) };
      claims.push(claim);
      formProblems(claim, text).forEach(report);
    }
  }
  return { claims, problems };
}

interface Tag {
  readonly text: string;
  /** Where it begins in its comment. */
  readonly offset: number;
}

/** The tags of a docblock, each on one line, and the text around them. A tag ends where another tag or an empty line begins. */
function partsOf(comment: Comment): { tags: Tag[]; rest: string } {
  if (!isDocblock(comment)) return { tags: [], rest: comment.text.replace(/^\/[/*]\s*|\n\s*\*?/g, ' ') };
  const tags: { text: string; offset: number }[] = [];
  const rest: string[] = [];
  let offset = 0;
  let isOpen = false;
  for (const line of comment.text.split('\n')) {
    const text = line
      .replace(/^\s*(\/\*\*|\*(?!\/))?/, '')
      .replace(/\*\/$/, '')
      .trim();
    if (TAG.test(text)) tags.push({ text, offset });
    else if (isOpen && text !== '' && !text.startsWith('@')) tags.at(-1)!.text += ` ${text}`;
    else rest.push(text);
    isOpen = TAG.test(text) || (isOpen && text !== '' && !text.startsWith('@'));
    offset += line.length + 1;
  }
  return { tags, rest: rest.join(' ') };
}

function claimOf(text: string, { token }: Comment): Omit<Claim, 'path' | 'line'> {
  const [, level, id = '', body] = BODY.exec(text) as unknown as [string, Level, string | undefined, string];
  const { words, source } = withoutSource(body);
  const [said, reason] = level === 'assumed' ? withoutReason(words) : [words];
  const row = rowAt(token);
  const itself = said === '' && row !== undefined ? { sentence: row, isCode: true } : { sentence: said };
  return { id, level, ...itself, ...(source && { source }), ...(reason && { reason }) };
}

function withoutSource(body: string): { words: string; source?: string } {
  const [whole, source] = /\s*\{([\w-]+)\}\.?$/.exec(body) ?? [];
  return whole === undefined ? { words: body } : { words: body.slice(0, -whole.length).trim(), source: source! };
}

function withoutReason(words: string): [said: string, reason?: string] {
  const at = words.search(/(?:^|\s)Because:/);
  return at < 0 ? [words] : [words.slice(0, at).trim(), words.slice(at).replace(/^\s*Because:\s*/, '')];
}

/** A row of a table whose claim says what the row says. */
function rowAt(token: ts.Node): string | undefined {
  const code = codeAt(token);
  return ts.isPropertyAssignment(code) ? code.getText().replace(/\s+/g, ' ') : undefined;
}

/** A claim that no code makes true is none. */
function codeProblems({ token, isDetached }: Comment): string[] {
  if (token.kind === ts.SyntaxKind.EndOfFileToken || /^[)\]}]$/.test(token.getText()))
    return ['a claim has no code under it: it stands at the end of a file or a block'];
  if (isDetached) return ['an empty line parts a claim from its code'];
  const code = codeAt(token);
  if (ts.isImportDeclaration(code) || ts.isExportDeclaration(code))
    return ['a claim stands above an import or an export'];
  return isType(code)
    ? ['a claim stands above a type, which does nothing: move it to the code that makes it true']
    : [];
}

function isType(code: ts.Node): boolean {
  for (let above = code; !ts.isSourceFile(above); above = above.parent) {
    if (ts.isTypeNode(above) || ts.isInterfaceDeclaration(above) || ts.isTypeAliasDeclaration(above)) return true;
    if (ts.isStatement(above)) return false;
  }
  return false;
}

function formProblems({ id, level, sentence, source, reason }: Claim, text: string): string[] {
  const name = id === '' ? `'${text.slice(0, 60)}'` : `[${id}]`;
  return [
    ...(id === '' ? [`${name} has no id: @${level} [some.id] Sentence.`] : []),
    ...(id !== '' && !ID.test(id) ? [`${name} is no id: dotted, lower case, like stop.closed-execution`] : []),
    ...(sentence === '' ? [`${name} says nothing`] : []),
    ...(level === 'assumed' && reason === undefined ? [`${name} is assumed and has no 'Because: …'`] : []),
    ...(level !== 'assumed' && source === undefined ? [`${name} names no source: {source-key} at its end`] : []),
  ];
}

/** Problems of claims beside each other: an id that stands twice, a source that does not exist. */
export function problemsAmong(claims: readonly Claim[], sources: ReadonlySet<string>): ClaimProblem[] {
  const first = new Map<string, Claim>();
  return claims.flatMap((claim) => {
    const { id, source } = claim;
    const place = placeOf(claim);
    const twin = first.get(id);
    if (twin === undefined) first.set(id, claim);
    return [
      ...(twin === undefined ? [] : [{ place, message: `[${id}] stands at ${placeOf(twin)}, too` }]),
      ...(source === undefined || sources.has(source)
        ? []
        : [{ place, message: `[${id}] names '${source}', which is not in src/rules/sources.ts` }]),
    ];
  });
}

const placeOf = ({ path, line }: Claim): string => `${path}:${line}`;

/** A file as the parser takes it, for examples. */
export const sourceFile = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);

let known: { claims: Claim[]; problems: ClaimProblem[] } | undefined;

/** Every claim in src, in the order of the files, and what is wrong with their form. */
export function claimsOfTheProject(): { claims: Claim[]; problems: ClaimProblem[] } {
  if (known !== undefined) return known;
  const files = typeScriptBelow('src')
    .filter((path) => new RegExp(LEVEL, 'i').test(textOf(path)))
    .map(parse);
  const read = files.map(readClaims);
  return (known = {
    claims: [...read.flatMap(({ claims }) => claims), ...files.flatMap(claimsOfRules)],
    problems: read.flatMap(({ problems }) => problems),
  });
}
