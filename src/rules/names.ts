import type { Rule } from './rule';

/** Which characters a name of an execution, state machine or activity may have, and the label of a Distributed Map. */
export const nameRules: readonly Rule[] = [
  {
    id: 'names.characters',
    says: 'Names have no white space, brackets, wildcards, control characters, nor any of " # % \\ ^ | ~ ` $ & , ; : /.',
    evidence: 'documented',
    source: 'api-start-execution',
    where: 'src/rules/names.ts',
  },
];

const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

export function isValidName(name: string): boolean {
  return !FORBIDDEN.test(name);
}
