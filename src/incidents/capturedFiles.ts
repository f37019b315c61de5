import { checkDuration, checkOptions, invalid, isWritten } from '../model/arguments';
import { jsonOfText } from '../model/jsonText';
import { isDateLike } from '../history/historyEvents';
import { TestkitError } from '../model/testkitError';
import type { CapturedDescription } from '../history/rebuild/rebuiltRun';
import type { CapturedHistory } from './capture';
import type { CapturedFiles } from './importExecution';

const FILES: readonly (keyof CapturedFiles)[] = ['describe', 'history', 'definition', 'check', 'stoppedAgo'];

/** What the AWS CLI or the SDK has told of an execution. */
interface Captured {
  readonly describe: CapturedDescription | undefined;
  readonly history: CapturedHistory;
}

/** Reads the files of a captured execution, and refuses what cannot be such; what the history says is checked later. */
export function readFiles(call: string, files: CapturedFiles): Captured {
  checkOptions(call, files, FILES, `${call.replace('()', '')}({ describe, history, definition })`);
  const { check, stoppedAgo } = files;
  const describe = ofText('description', files.describe);
  if (describe !== undefined && !isWritten(describe)) {
    const hint = 'Pass what `aws stepfunctions describe-execution` printed, as text or parsed, or leave it out.';
    throw invalid('The description is an object, as DescribeExecution answers it.', describe, hint);
  }
  refuseNoDates(describe);
  if (check !== undefined && typeof check !== 'boolean') {
    throw invalid(`The option check of ${call} is true or false.`, check, 'Write { check: false } to leave it out.');
  }
  checkDuration('stoppedAgo', stoppedAgo);
  return { describe, history: ofText('history', files.history) };
}

/** A text may be a date that was masked; nothing else stands where a date is. */
function refuseNoDates(describe: CapturedDescription = {}): void {
  for (const name of ['startDate', 'stopDate', 'redriveDate'] as const) {
    const date = describe[name];
    if (date === undefined || date === null || isDateLike(date)) continue;
    throw invalid(`The ${name} of the description is a date.`, date, 'Pass the description as it was captured.');
  }
}

/** What the text of a file says; anything else is taken as parsed. */
function ofText<Parsed>(what: string, given: Parsed | string): Parsed {
  if (typeof given !== 'string') return given;
  return jsonOfText(given, (found) => {
    const hint = 'Capture it again, whole: the AWS CLI prints JSON with --output json.';
    return new TestkitError({ code: 'ARGUMENT_INVALID', what: `The ${what} is no JSON.`, found, hint });
  }) as Parsed;
}
