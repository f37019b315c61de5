import { seededDraws, type FakerLike } from '../model/faker';
import { isJsonArray, isJsonObject, mapMembers, parseJson, toPlainJson, type Json } from '../model/json';
import { checkOptions, invalid, isMembers, kindOf } from '../model/arguments';
import { detailsMemberOf } from '../model/historyEvent';
import { detailsOf, type HistoryEventLike } from '../history/historyEvents';
import { DETAILS_MEMBERS } from '../history/rules/memberTable';
import { Anonymizer } from './anonymizer';
import type { CapturedDescription } from '../history/rebuild/rebuiltRun';
import { capturedEvents } from './capture';
import { textOfDefinition } from '../asl/definition/givenDefinition';
import { readFiles } from './capturedFiles';
import type { CapturedFiles } from './importExecution';
import { replacementsWith } from './replacements';
import { textFrom } from '../model/capturedMember';

/** Options of {@link anonymizeExecution}. */
export interface AnonymizeOptions {
  /** The consumer's faker, version 9 or 10: texts and causes are drawn from it. Without it they are counted. */
  faker?: FakerLike;
  /** The same seed gives the same replacements; 1 unless given. */
  randomSeed?: number;
}

/** An incident that tells nothing of whom it was: what `importExecution` takes, and what can be committed. */
export interface AnonymizedFiles {
  describe?: CapturedDescription;
  history: { events: HistoryEventLike[] };
  definition?: object;
}

/**
 * Replaces account, names of resources, payloads and causes of a captured execution, each by the same wherever it occurs, so that the
 * files can be committed. Structure, dates, error names, the names of states and members, and the expressions of a definition stay:
 * the definition and the code under test know them. Look at what comes out before it is committed.
 *
 * @throws TestkitError `ARGUMENT_INVALID`, `OPTION_UNKNOWN`; `HISTORY_INVALID` for what is no whole history.
 * @example
 * import { writeFileSync } from 'node:fs';
 * const incident = anonymizeExecution({ describe: describeJson, history: historyJson, definition }, { faker });
 * writeFileSync('incident.json', JSON.stringify(incident));
 */
export function anonymizeExecution(files: CapturedFiles, options: AnonymizeOptions = {}): AnonymizedFiles {
  return anonymized(files, anonymizerOf([files], options));
}

/** Executions that belong together, and descriptions of what is between them: what is the same in two of them is replaced by the same. */
export function anonymizeAlike(
  executions: readonly CapturedFiles[],
  others: readonly Readonly<Record<string, unknown>>[],
): { executions: AnonymizedFiles[]; others: Record<string, unknown>[] } {
  const anonymizer = anonymizerOf(executions, {});
  return {
    executions: executions.map((files) => anonymized(files, anonymizer)),
    others: others.map((each) => members(each, anonymizer)),
  };
}

function anonymizerOf(executions: readonly CapturedFiles[], options: AnonymizeOptions): Anonymizer {
  const histories = executions.map((files) => capturedEvents(readFiles(CALL, files).history));
  const { faker, randomSeed = 1 } = checked(options);
  const draw = faker === undefined ? undefined : seededDraws(faker, randomSeed).draw;
  return new Anonymizer(replacementsWith(draw, randomSeed), namesThatStay(histories.flat()));
}

function anonymized(files: CapturedFiles, anonymizer: Anonymizer): AnonymizedFiles {
  const { describe, history } = readFiles(CALL, files);
  return {
    ...(describe === undefined ? {} : { describe: members(describe, anonymizer) }),
    history: { events: capturedEvents(history).map((event) => anonymousEvent(event, anonymizer)) },
    ...(files.definition === undefined ? {} : { definition: definition(files.definition, anonymizer) as object }),
  };
}

const CALL = 'anonymizeExecution()';

function checked(options: AnonymizeOptions): AnonymizeOptions {
  checkOptions(CALL, options, ['faker', 'randomSeed'], 'anonymizeExecution(files, { faker, randomSeed: 7 })');
  const { randomSeed } = options;
  if (randomSeed === undefined || Number.isSafeInteger(randomSeed)) return options;
  throw invalid(`The option randomSeed of ${CALL} is a whole number.`, randomSeed, 'Write { randomSeed: 7 }.');
}

/** Names of states, and errors. */
function namesThatStay(events: readonly HistoryEventLike[]): Set<string> {
  const details = events.map((event) => detailsOf(event) ?? {});
  const names = details.flatMap(({ name, error, state }) => [name, error, state]);
  return new Set(names.filter((name) => typeof name === 'string'));
}

function anonymousEvent(event: HistoryEventLike, anonymizer: Anonymizer): HistoryEventLike {
  const { id, previousEventId, type, timestamp } = event;
  const details = detailsOf(event);
  return {
    ...Object.fromEntries(Object.entries({ timestamp, type, id, previousEventId }).filter(([name]) => name in event)),
    ...(details === undefined ? {} : { [detailsMemberOf(type ?? '')]: members(details, anonymizer) }),
  };
}

/** What each member of an event or a description holds. What is not named here goes away: nobody knows whom it tells of. */
const TREATMENT: Readonly<Record<string, 'payload' | 'cause' | 'arn' | 'payloads' | 'name' | 'stays'>> = {
  ...staying(),
  input: 'payload',
  output: 'payload',
  parameters: 'payload',
  assignedVariables: 'payloads',
  cause: 'cause',
  redriveStatusReason: 'arn',
  resource: 'arn',
  roleArn: 'arn',
  mapRunArn: 'arn',
  executionArn: 'arn',
  stateMachineArn: 'arn',
  stateMachineVersionArn: 'arn',
  stateMachineAliasArn: 'arn',
  taskCredentials: 'payloads',
  workerName: 'name',
};

/** Structure, dates, counts, and the names of states and errors. */
function staying(): Record<string, 'stays'> {
  const ofEvents = Object.values(DETAILS_MEMBERS).flatMap((known) => [
    ...(known?.required ?? []),
    ...(known?.optional ?? []),
  ]);
  const ofDescriptions = ['name', 'status', 'startDate', 'stopDate', 'redriveCount', 'redriveDate', 'redriveStatus'];
  return Object.fromEntries([...ofEvents, ...ofDescriptions].map((name) => [name, 'stays']));
}

function members(given: Readonly<Record<string, unknown>>, anonymizer: Anonymizer): Record<string, unknown> {
  const described = 'executionArn' in given;
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const treatment = described && name === 'name' ? 'name' : TREATMENT[name];
      return treatment === undefined ? [] : [[name, treated(treatment, value, anonymizer)]];
    }),
  );
}

function treated(treatment: string | undefined, value: unknown, anonymizer: Anonymizer): unknown {
  if (treatment === 'payloads' && isMembers(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, anonymizer.payload(textFrom(text))]));
  }
  // Marks such as { truncated: false }.
  if (isMembers(value) && kindOf(value) !== 'Date') {
    return Object.fromEntries(Object.entries(value).filter(([, mark]) => typeof mark === 'boolean'));
  }
  if (typeof value !== 'string') return value;
  switch (treatment) {
    case 'payload':
      return anonymizer.payload(value);
    case 'cause':
      return anonymizer.cause(value);
    case 'arn':
      return anonymizer.arns(value);
    case 'name':
      return anonymizer.name('execution', value);
    default:
      return value;
  }
}

/** Fields of a definition that hold texts of the user; everything else is structure. */
const DATA_FIELDS =
  /^(Parameters|Arguments|Assign|Result|ResultSelector|ItemSelector|BatchInput|Items|Output|NumericEquals|String\w+(?<!Path))$/;

function definition(given: object | string, anonymizer: Anonymizer): unknown {
  return toPlainJson(fields(parseJson(textOfDefinition(given)), anonymizer));
}

function fields(value: Json, anonymizer: Anonymizer): Json {
  if (isJsonArray(value)) return value.map((item) => fields(item, anonymizer));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, Json][] => {
      if (name === 'Comment') return [];
      if (name === 'States') return [[name, states(member, anonymizer)]];
      if (DATA_FIELDS.test(name)) return [[name, data(member, name, anonymizer)]];
      return [[name, typeof member === 'string' ? text(member, name, anonymizer) : fields(member, anonymizer)]];
    }),
  );
}

/** A state may have the name of a field. */
function states(value: Json, anonymizer: Anonymizer): Json {
  return isJsonObject(value) ? mapMembers(value, (state) => fields(state, anonymizer)) : value;
}

function text(value: string, field: string, anonymizer: Anonymizer): string {
  if (field === 'Label') return anonymizer.name('mapRun', value);
  return field === 'Cause' && !isExpression(value, field) ? anonymizer.cause(value) : anonymizer.arns(value);
}

const isExpression = (value: string, name: string): boolean => name.endsWith('.$') || value.startsWith('{%');

/** Literals are replaced as in payloads; paths and expressions stay. */
function data(value: Json, name: string, anonymizer: Anonymizer): Json {
  if (typeof value === 'string') {
    return isExpression(value, name) ? value : anonymizer.value(value, name);
  }
  if (isJsonArray(value)) return value.map((item) => data(item, name, anonymizer));
  if (!isJsonObject(value)) return anonymizer.value(value, name);
  return Object.fromEntries(Object.entries(value).map(([each, member]) => [each, data(member, each, anonymizer)]));
}
