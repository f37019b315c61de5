import { stringifyJson } from '../../model/json';
import { strictJson } from '../../model/strictJson';
import { TestkitError } from '../../model/testkitError';

/** `${Name}`: letters, digits, and what CloudFormation's own names have (`${AWS::Region}`, `${My.Attribute}`). */
const PLACEHOLDER = /\$\{([A-Za-z_][\w.:-]*)\}/g;

/** What may stand for a placeholder. */
export type Substitution = boolean | number | string;

/**
 * The text of a definition with its `${Name}` placeholders filled in, as AWS SAM and CloudFormation do with
 * `DefinitionSubstitutions`. In an object, placeholders in names and in strings are replaced; in a text they are replaced
 * wherever they stand, so that a number or a whole state may come in, too. `{}` and `${}` are no placeholders.
 *
 * @reported [definition.unused-substitution] CloudFormation takes substitutions that a definition does not use. {reported-definitions}
 * @param substitutions without any, `${…}` is a text like others.
 * @throws {TestkitError} `ARGUMENT_INVALID` for a placeholder without a substitution, and for YAML.
 * @example
 * substitute({ StartAt: 'A', States: { A: { Type: 'Task', Resource: '${ChargeFn}', End: true } } }, {
 *   ChargeFn: 'arn:aws:lambda:us-east-1:123456789012:function:charge',
 * });
 */
export function substitute(
  definition: object | string,
  substitutions: Readonly<Record<string, Substitution>> | undefined,
): string {
  const text = typeof definition === 'string' ? definition : stringifyJson(strictJson(definition, 'The definition'));
  refuseYaml(text);
  if (substitutions === undefined) return text;
  const given = Object.keys(substitutions);
  const names = new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''));
  const missing = [...names].filter((name) => !given.includes(name));
  if (missing.length > 0) {
    throw new TestkitError({
      code: 'ARGUMENT_INVALID',
      what: `Placeholders of the definition have no substitution: ${missing.join(', ')}.`,
      found: `Substitutions for: ${given.length === 0 ? 'none' : given.join(', ')}.`,
      hint: 'Let definitionSubstitutions name every ${…} of the definition, one that stays as ${Name: "${Name}"}.',
    });
  }
  return text.replace(PLACEHOLDER, (_, name: string) => escapeFor(definition, String(substitutions[name])));
}

const YAML = /^(?!\s*[{["]).*^(Comment|QueryLanguage|StartAt|States|TimeoutSeconds)\s*:/ms;

/** The service would say of YAML that a token is not recognized, and not what it is. */
function refuseYaml(text: string): void {
  if (!YAML.test(text)) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'The definition is YAML, and Step Functions takes JSON.',
    found: text.length > 40 ? `It begins with ${JSON.stringify(text.slice(0, 40))}.` : JSON.stringify(text),
    hint: "Parse it first, and pass the object: parse(text) of the package 'yaml', or load(text) of 'js-yaml'.",
  });
}

/** Within the strings of an object a value stands inside quotes; in a text it is put in as it is. */
function escapeFor(definition: object | string, value: string): string {
  return typeof definition === 'string' ? value : JSON.stringify(value).slice(1, -1);
}
