import { invalid, isMembers } from '../model/arguments';
import { provenanceOf } from '../model/provenance';
import type { Coverage, MachineCoverage } from '../service/coverage/coverage';
import type { FindingsSource } from './page/findings';

/** What is no execution, and is shown with the pictures of one. */
export type PictureSource = FindingsSource | Coverage | MachineCoverage;

// By their members, not by their classes: a copy of the kit that was loaded anew has classes of its own.
export const isFindings = (source: unknown): source is FindingsSource =>
  isMembers(source) && Array.isArray(source['findings']);

export const isCoverage = (source: unknown): source is Coverage | MachineCoverage =>
  isMembers(source) &&
  (isOfMachine(source) || (Array.isArray(source['machines']) && source['machines'].every(isOfMachine)));

const isOfMachine = (source: unknown): boolean =>
  isMembers(source) && isMembers(source['resumed']) && provenanceOf(source)?.definition !== undefined;

export const machinesOf = (source: Coverage | MachineCoverage): readonly MachineCoverage[] =>
  'machines' in source ? source.machines : [source];

/** A picture holds one state machine. */
export function oneMachine(source: Coverage | MachineCoverage): MachineCoverage {
  if (!('machines' in source)) return source;
  const [only, ...others] = source.machines;
  if (only !== undefined && others.length === 0) return only;
  throw invalid(
    'toSvg() draws the coverage of one state machine.',
    source.machines.map(({ name }) => name),
    'Write toSvg(sfn.coverage(machine)), or toHtml(sfn.coverage()) for all of them.',
  );
}

/** Coverage and findings know their definitions, and no execution. */
export function refuseOptions(call: string, options: object, allowed: readonly string[]): void {
  const strange = Object.keys(options).filter((name) => !allowed.includes(name));
  if (strange.length === 0) return;
  throw invalid(
    `${call} has the option ${strange.join(', ')} for executions only.`,
    options,
    `Leave it out, or pass a history.`,
  );
}
