import ts from 'typescript';
import { visit } from '../tidy/sources';
import type { Claim, Level } from './claims';
import { lineOf } from './comments';

/**
 * The rules of the history checker. It shows sentence, evidence and source of a broken rule to its users, so they are data there,
 * `ruleFamily('redrives', [{ id: 'link', says: '…', evidence: 'recorded', source: '…' }])`, and their claims are read from the rows.
 */
export function claimsOfRules(file: ts.SourceFile): Claim[] {
  const claims: Claim[] = [];
  visit(file, (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'ruleFamily') return;
    const [family, rules] = node.arguments;
    if (
      family === undefined ||
      !ts.isStringLiteral(family) ||
      rules === undefined ||
      !ts.isArrayLiteralExpression(rules)
    )
      return;
    for (const row of rules.elements) {
      const { id, says, evidence, source, reason } = textsOf(row);
      claims.push({
        ...{ id: `history.${family.text}.${id}`, level: evidence as Level, sentence: says!, source: source! },
        ...(reason === undefined ? {} : { reason }),
        ...{ path: file.fileName, line: lineOf(file, row.getStart()) },
      });
    }
  });
  return claims;
}

function textsOf(row: ts.Expression): Readonly<Record<string, string | undefined>> {
  if (!ts.isObjectLiteralExpression(row)) return {};
  return Object.fromEntries(
    row.properties.flatMap((member) =>
      ts.isPropertyAssignment(member) && ts.isStringLiteralLike(member.initializer)
        ? [[member.name.getText(), member.initializer.text]]
        : [],
    ),
  );
}
