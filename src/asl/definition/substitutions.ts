import { stringifyJson } from '../../model/json';
import { strictJson } from '../../model/strictJson';
import { TestkitError } from '../../model/testkitError';

/** `${Name}`: letters, digits, and what CloudFormation's own names have (`${AWS::Region}`, `${My.Attribute}`). */
const PLACEHOLDER = /\$\{([A-Za-z_][\w.:-]*)\}/g;

/**
 * The text of a definition with its `${Name}` placeholders filled in, as AWS SAM and CloudFormation do with
 * `DefinitionSubstitutions`. In an object, placeholders in names and in strings are replaced; in a text they are replaced
 * wherever they stand, so that a number or a whole state may come in, too. `{}` and `${}` are no placeholders.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` for a placeholder without a substitution, and for a substitution that no
 * placeholder uses.
 * @example
 * substitute({ StartAt: 'A', States: { A: { Type: 'Task', Resource: '${ChargeFn}', End: true } } }, {
 *   ChargeFn: 'arn:aws:lambda:us-east-1:123456789012:function:charge',
 * });
 */
export function substitute(definition: object | string, substitutions: Readonly<Record<string, string>>): string {
  const text = typeof definition === 'string' ? definition : stringifyJson(strictJson(definition, 'The definition'));
  const names = new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''));
  const given = Object.keys(substitutions);
  refuse(
    'Placeholders of the definition have no substitution.',
    [...names].filter((name) => !given.includes(name)),
    given,
  );
  refuse(
    'Substitutions are not used by the definition.',
    given.filter((name) => !names.has(name)),
    [...names],
  );
  return text.replace(PLACEHOLDER, (_, name: string) => escapeFor(definition, substitutions[name] ?? ''));
}

/** Within the strings of an object a value stands inside quotes; in a text it is put in as it is. */
function escapeFor(definition: object | string, value: string): string {
  return typeof definition === 'string' ? value : JSON.stringify(value).slice(1, -1);
}

function refuse(what: string, wrong: readonly string[], right: readonly string[]): void {
  if (wrong.length === 0) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `${what} ${wrong.join(', ')}`,
    found: `On the other side: ${right.length === 0 ? 'none' : right.join(', ')}.`,
    hint: 'Let definitionSubstitutions name exactly the ${…} placeholders of the definition.',
  });
}
