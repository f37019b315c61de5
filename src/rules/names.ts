/**
 * Which characters a name of an execution, state machine or activity, and the label of a Distributed Map, cannot have.
 *
 * @documented [names.characters] Names have no white space, brackets, wildcards, control characters, nor any of " # % \ ^ | ~ ` $ & , ; :
 *   /. {api-start-execution}
 */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

export function isValidName(name: string): boolean {
  return !FORBIDDEN.test(name);
}
