import ts from 'typescript';

/** A comment of a source file, and the code that it stands above. */
export interface Comment {
  /** As it is written, with its delimiters. */
  readonly text: string;
  readonly position: number;
  /** From 1. */
  readonly line: number;
  /** The first token behind it, if nothing but other comments lies between. */
  readonly token: ts.Node;
  /** Whether an empty line parts it from that token. */
  readonly isDetached: boolean;
}

export const isDocblock = ({ text }: Comment): boolean => text.startsWith('/**');

/** Every comment of a file, in order. Strings and templates that look like comments are none. */
export function commentsOf(file: ts.SourceFile): Comment[] {
  const found = new Map<number, Comment>();
  for (const token of tokensOf(file)) {
    const from = token.getFullStart();
    const ranges = [
      ...(ts.getTrailingCommentRanges(file.text, from) ?? []),
      ...(ts.getLeadingCommentRanges(file.text, from) ?? []),
    ];
    for (const { pos, end } of ranges) {
      found.set(pos, {
        text: file.text.slice(pos, end),
        position: pos,
        line: lineOf(file, pos),
        token,
        isDetached: /\n\s*\n/.test(file.text.slice(end, token.getStart(file, false))),
      });
    }
  }
  return [...found.values()].toSorted((a, b) => a.position - b.position);
}

/** The tokens of a file; template texts, in which a comment would be text, are left out. */
function tokensOf(node: ts.Node): ts.Node[] {
  if (ts.isJSDoc(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) return [];
  return ts.isToken(node) ? [node] : node.getChildren().flatMap(tokensOf);
}

export function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1;
}

/** The largest piece of code that begins with a token: a statement, a row of a table, a member. */
export function codeAt(token: ts.Node): ts.Node {
  let code = token;
  const start = token.getStart();
  while (!ts.isSourceFile(code.parent) && code.parent.getStart() === start) code = code.parent;
  return code;
}
