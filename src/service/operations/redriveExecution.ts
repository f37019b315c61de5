import type { RedriveExecutionInput, RedriveExecutionOutput } from '@aws-sdk/client-sfn';
import { parseArn } from '../../model/arn';
import { RefusalSignal, type Refusal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { executionNotRedrivable, refusal } from '../../rules/faults';
import type { Limits } from '../../rules/limits';
import { findRemembered, rememberToken, replayed } from '../../rules/idempotency';
import { redriveReasons } from '../../rules/redriveReasons';
import { refusalReason } from '../executions/executionShapes';
import { requireExecution } from '../executions/lookup';
import type { ExecutionRecord } from '../store';
import type { Operation } from './operation';
import type { OperationContext } from './operationContext';

/**
 * Redrives a failed, aborted or timed-out Standard execution.
 *
 * @recorded [redrive.order-of-checks] Type and label of the ARN are checked whatever the status, then existence, and a replay of a token
 *   before redrivability. {recorded-redrives}
 * @recorded [redrive.answer] The answer is redriveDate alone: the time of the ExecutionRedriven event. {recorded-redrives}
 * @assumed [redrive.open-executions-last] That too many executions are open is checked last: after redrivability, and not for a replay of a
 *   token. Because: ExecutionLimitExceeded is documented; where its check stands was not recorded. {api-redrive-execution}
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html
 */
export const redriveExecution: Operation<'RedriveExecution', RedriveExecutionInput, RedriveExecutionOutput> = {
  name: 'RedriveExecution',
  access: 'write',
  errors: [
    'ExecutionDoesNotExist',
    'ExecutionLimitExceeded',
    'ExecutionNotRedrivable',
    'InvalidArn',
    'ValidationException',
  ],
  about: ['executionArn'],
  request: { executionArn: required(shapes.arn), clientToken: optional(shapes.clientToken) },
  perform(input, context) {
    const { executionArn, clientToken } = input;
    const record = redriven(executionArn, context);
    const { now, store, limits, assumptions, driver } = context;

    const remembered = findRemembered(record.tokens, clientToken, now, limits, assumptions);
    if (remembered !== undefined) {
      context.markReplayed();
      record.tokens = replayed(record.tokens, remembered.token, now, assumptions);
      return { redriveDate: new Date(remembered.redriveDate) };
    }

    const reason = refusalReason(record, { now, store, limits, assumptions });
    if (reason !== undefined)
      throw new RefusalSignal(withClockHint(executionNotRedrivable({ executionArn, reason }), now, limits));
    driver.refuseBeyondLimit();

    driver.redrive(record, now);
    const redriveDate = record.run.redriveDate!;
    record.tokens = rememberToken(record.tokens, clientToken, now, redriveDate, limits);
    return { redriveDate: new Date(redriveDate) };
  },
};

/** The execution of an ARN. One that is there, and no child of a Map Run, has an ARN of the right form and type. */
function redriven(executionArn: string, context: OperationContext): ExecutionRecord {
  const known = context.store.executions.get(executionArn);
  if (known?.run.type === 'STANDARD' && known.mapRunArn === undefined) return known;
  refuseChild(executionArn);
  return requireExecution(executionArn, context);
}

/**
 * @recorded [redrive.labeled-child] A Standard child of a Map Run is refused whatever its status; an Express one by its type, like all
 *   Express ARNs. {recorded-map-runs}
 */
function refuseChild(text: string): void {
  const arn = parseArn(text);
  if (arn?.resource !== 'execution' || arn.label === undefined) return;
  throw new RefusalSignal(refusal('labeledExecution', {}, { reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS' }));
}

/** A test whose clock stands before the launch of RedriveExecution hardly means to: the text says how to mend it. */
function withClockHint(refused: Refusal, now: number, { redriveLaunch }: Limits): Refusal {
  if (now >= redriveLaunch || refused.message?.endsWith(redriveReasons.beforeLaunch) !== true) return refused;
  const hint = `(redrive-testkit: its clock says ${new Date(now).toISOString()}; set it to 2023-11-15 or later)`;
  return { ...refused, message: `${refused.message} ${hint}` };
}
