import { isJsonArray, isJsonObject, type Json } from '../../model/json';
import { queryLanguageOf, type Definition, type Workflow, type StateDefinition } from './definition';
import { definitionText } from '../../rules/definitionMessages';
import type { DiagnosticLog } from './diagnostics';

/**
 * @documented [definition.warnings] ValidateStateMachineDefinition has three warnings for strings that look like a path or a function where
 *   AWS takes them as they are. {api-validate-definition}
 * @assumed [definition.warned-fields] These fields are looked at. Because: AWS names none.
 */
export function checkWarnings(definition: Definition, log: DiagnosticLog): void {
  warnInWorkflow(definition, '', definition, log);
}

const LOOKS_LIKE_PATH = /^\$\$?(\.|\[|$)|^States\.[A-Z]\w*\(/;
const TEMPLATES = ['Parameters', 'ResultSelector', 'ItemSelector', 'Assign'] as const;
const PLAIN_TEXTS = ['Error', 'Cause'] as const;

function warnInWorkflow(workflow: Workflow, location: string, machine: Definition, log: DiagnosticLog): void {
  for (const [name, state] of Object.entries(workflow.States)) {
    const place = `${location}/States/${name}`;
    if (queryLanguageOf(state, machine) === 'JSONPath') warnInState(state, place, log);
    state.Branches?.forEach((branch, index) => warnInWorkflow(branch, `${place}/Branches[${index}]`, machine, log));
    if (state.ItemProcessor !== undefined) warnInWorkflow(state.ItemProcessor, `${place}/ItemProcessor`, machine, log);
    if (state.Iterator !== undefined) warnInWorkflow(state.Iterator, `${place}/Iterator`, machine, log);
  }
}

function warnInState(state: StateDefinition, location: string, log: DiagnosticLog): void {
  for (const field of TEMPLATES) {
    for (const { name } of pathLikeMembers(state[field] ?? null, `${location}/${field}`)) {
      if (!name.endsWith('.$'))
        log.warning('NO_DOLLAR', definitionText('warningNoDollar', { name }), `${location}/${field}`);
    }
  }
  for (const field of PLAIN_TEXTS) {
    if (looksLikePath(state[field] ?? null)) {
      log.warning('NO_PATH', definitionText('warningNoPath', { name: field }), `${location}/${field}`);
    }
  }
  for (const { name, place } of pathLikeMembers(state.Result ?? null, `${location}/Result`)) {
    log.warning('PASS_RESULT_IS_STATIC', definitionText('warningStaticResult', { name }), place);
  }
}

function looksLikePath(value: Json): boolean {
  return typeof value === 'string' && LOOKS_LIKE_PATH.test(value);
}

function pathLikeMembers(value: Json, place: string): { name: string; place: string }[] {
  if (isJsonArray(value)) return value.flatMap((item, index) => pathLikeMembers(item, `${place}[${index}]`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    looksLikePath(member) ? [{ name, place: `${place}/${name}` }] : pathLikeMembers(member, `${place}/${name}`),
  );
}
