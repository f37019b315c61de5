import { checkDuration, checkOptions, invalid, isWholeFrom, isWritten } from '../model/arguments';
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
  refuseOtherKinds(describe);
  if (check !== undefined && typeof check !== 'boolean') {
    throw invalid(`The option check of ${call} is true or false.`, check, 'Write { check: false } to leave it out.');
  }
  checkDuration('stoppedAgo', stoppedAgo);
  return { describe, history: ofText('history', files.history) };
}

/** What DescribeExecution answers; a text may be a date that was masked. */
const KINDS: readonly {
  readonly kind: string;
  readonly names: readonly (keyof CapturedDescription)[];
  readonly is: (value: unknown) => boolean;
}[] = [
  { kind: 'a date', names: ['startDate', 'stopDate', 'redriveDate'], is: isDateLike },
  {
    kind: 'a text',
    names: ['executionArn', 'stateMachineArn', 'name', 'status', 'input', 'error', 'cause'],
    is: (value) => typeof value === 'string',
  },
  { kind: 'a whole number from 0', names: ['redriveCount'], is: (value) => isWholeFrom(0, value) },
];

/** What is of another kind than what DescribeExecution answers would be passed over in silence. */
function refuseOtherKinds(describe: CapturedDescription = {}): void {
  for (const { kind, names, is } of KINDS) {
    for (const name of names) {
      const value = describe[name];
      if (value === undefined || value === null || is(value)) continue;
      throw invalid(`The ${name} of the description is ${kind}.`, value, 'Pass the description as it was captured.');
    }
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
