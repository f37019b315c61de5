import type { Json } from '../../model/json';
import { IntrinsicArgumentError, type IntrinsicArguments } from './intrinsicArguments';
import { javaText } from './javaValues';

/**
 * States.Format.
 *
 * @recorded [intrinsic.format-braces] A brace of a template is one of `{}` or escaped; another one fails with a text that says which one is
 *   not matched. {recorded-answers}
 * @recorded [intrinsic.format-values] States.Format writes a value as Java does. {recorded-histories}
 * @assumed [intrinsic.format-path] In a template that comes out of a path a backslash has no meaning. Because: escapes belong to the
 *   apostrophes around a literal.
 */
export function formatTemplate(given: IntrinsicArguments): Json {
  const template = given.rawTemplate ?? given.text(0).replaceAll('\\', '\\\\');
  const pieces = template.match(/\{\}|\\[^]|[^]/g) ?? [];
  const unmatched = pieces.find((piece) => piece === '{' || piece === '}');
  if (unmatched !== undefined) throw new IntrinsicArgumentError(notMatched(unmatched));
  if (pieces.filter((piece) => piece === '{}').length !== given.values.length - 1) throw given.refused();
  let used = 0;
  return pieces.map((piece) => (piece === '{}' ? javaText(given.value(++used)) : piece.replace(/^\\/, ''))).join('');
}

function notMatched(brace: string): string {
  const other = brace === '{' ? '}' : '{';
  return `Invalid template in States.Format: matching '${other}' not found for '${brace}'.`;
}
