import { invalid } from '../model/arguments';
import type { ExecutionRef } from '../service/guards';
import { callTable, stubNote } from './callTable';
import { knownExecution } from './knownExecution';
import { callText, contrast, explain, type Matcher } from './matcher';
import { requireFake, shortArn } from './received';
import { countRedrives, effectiveRedrives } from './redrives';

/**
 * The code under test has redriven these executions, each at least once, and no others. Of a Map Run, the child executions that were
 * redriven with their parent need not be listed.
 */
export const toHaveRedrivenOnly: Matcher<[executions: readonly ExecutionRef[]]> = (context, received, executions) => {
  const fake = requireFake(received, 'toHaveRedrivenOnly');
  checkList(executions);
  const listed = executions.map((execution) => knownExecution('toHaveRedrivenOnly', fake, execution));
  const twice = listed.find((arn, index) => listed.indexOf(arn) !== index);
  if (twice !== undefined) throw invalid('toHaveRedrivenOnly() lists an execution twice.', twice, 'List each once.');
  const redriven = [...new Set(effectiveRedrives(fake, undefined).map(({ input }) => String(input['executionArn'])))];
  const missing = listed.filter((arn) => countRedrives(fake, arn, undefined) === 0);
  const others = redriven.filter((arn) => !listed.includes(arn));
  const message = () =>
    explain(
      callText(context, 'sfn', 'toHaveRedrivenOnly', listed.map(shortArn)),
      contrast(context, 'these redriven, and no others', receivedText(missing, others), 'others redriven, or not all'),
      callTable(fake, 'RedriveExecution'),
      stubNote(fake),
    );
  return { pass: missing.length === 0 && others.length === 0, message };
};

/** An empty list would be met by code that does nothing. */
function checkList(executions: unknown): void {
  if (Array.isArray(executions) && executions.length > 0) return;
  const hint = 'Write for example toHaveRedrivenOnly([order, past]); for none: expect(sfn).not.toHaveRedriven().';
  throw invalid('toHaveRedrivenOnly() takes a list of executions.', executions, hint);
}

function receivedText(missing: readonly string[], others: readonly string[]): string {
  const parts = [
    missing.length === 0 ? [] : [`not redriven: ${missing.map(shortArn).join(', ')}`],
    others.length === 0 ? [] : [`redriven too: ${others.map(shortArn).join(', ')}`],
  ].flat();
  return parts.length === 0 ? 'these redriven, and no others' : parts.join('\n          ');
}
