import { fieldLimit } from '../../rules/fieldLimits';
import type { StateType } from './definition';
import { assignment } from './assignments';
import { catchers, retriers } from './retryCatch';
import { choiceRules } from './choiceRules';
import {
  anObject,
  anything,
  decimal,
  expressions,
  flag,
  integer,
  items,
  nonEmptyArray,
  oneOf,
  path,
  pathOrIntrinsic,
  pathOrNull,
  resultPath,
  template,
  text,
  textOrExpression,
  timestamp,
  withResult,
} from './fieldChecks';
import { itemBatcher, itemReader, label, resultWriter } from './mapFields';
import { credentials, taskResource } from './resources';
import { shaped, type Shape } from './shapes';

const common = { Type: text, Comment: text, QueryLanguage: oneOf('JSONPath', 'JSONata') };
const inputOutput = { InputPath: pathOrNull, OutputPath: pathOrNull, Output: expressions };
const outputOfResult = { ...inputOutput, Output: withResult(expressions) };
const transition = { Next: text, End: flag };
const result = { ResultPath: resultPath, ResultSelector: template };
const errorHandling = { Retry: retriers, Catch: catchers };

/** @documented [definition.query-language-fields] These fields belong to one of the query languages only. {transforming-data} */
const only = {
  JSONPath: [
    ...['InputPath', 'OutputPath', 'ResultPath', 'Parameters', 'ResultSelector', 'ItemsPath', 'Result'],
    ...['TimeoutSecondsPath', 'HeartbeatSecondsPath', 'SecondsPath', 'TimestampPath', 'ErrorPath', 'CausePath'],
    ...['MaxConcurrencyPath', 'ToleratedFailureCountPath', 'ToleratedFailurePercentagePath'],
  ],
  JSONata: ['Arguments', 'Output', 'Items'],
} as const;

/** Every field of a state that goes on to another state, or ends. */
const continuing = {
  closed: true,
  only,
  exactlyOneOf: [['Next', 'End']],
} as const;

/** The fields of each state type. Fields that are not listed are refused. */
export const stateShapes: Readonly<Record<StateType, Shape>> = {
  Pass: {
    ...continuing,
    fields: {
      ...common,
      ...inputOutput,
      ResultPath: resultPath,
      Parameters: template,
      Result: anything,
      Assign: assignment,
      ...transition,
    },
  },
  Task: {
    ...continuing,
    required: ['Resource'],
    atMostOneOf: [
      ['TimeoutSeconds', 'TimeoutSecondsPath'],
      ['HeartbeatSeconds', 'HeartbeatSecondsPath'],
    ],
    fields: {
      ...common,
      Resource: taskResource,
      ...outputOfResult,
      Parameters: template,
      Arguments: expressions,
      ...result,
      Assign: withResult(assignment),
      Credentials: credentials,
      TimeoutSeconds: integer({ min: 1, max: fieldLimit('timeoutSeconds') }),
      TimeoutSecondsPath: path,
      HeartbeatSeconds: integer({ min: 1, max: fieldLimit('timeoutSeconds') }),
      HeartbeatSecondsPath: path,
      ...errorHandling,
      ...transition,
    },
  },
  Choice: {
    closed: true,
    only,
    required: ['Choices'],
    fields: { ...common, ...inputOutput, Choices: choiceRules, Default: text, Assign: assignment },
  },
  Wait: {
    ...continuing,
    exactlyOneOf: [
      ['Next', 'End'],
      ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
    ],
    fields: {
      ...common,
      ...inputOutput,
      Seconds: integer({ min: 0, max: fieldLimit('waitSeconds') }),
      SecondsPath: path,
      Timestamp: timestamp,
      TimestampPath: path,
      Assign: assignment,
      ...transition,
    },
  },
  Succeed: { closed: true, only, fields: { ...common, ...inputOutput } },
  Fail: {
    closed: true,
    only,
    atMostOneOf: [
      ['Error', 'ErrorPath'],
      ['Cause', 'CausePath'],
    ],
    fields: {
      ...common,
      Error: textOrExpression,
      ErrorPath: pathOrIntrinsic,
      Cause: textOrExpression,
      CausePath: pathOrIntrinsic,
    },
  },
  Parallel: {
    ...continuing,
    required: ['Branches'],
    fields: {
      ...common,
      Branches: nonEmptyArray,
      ...outputOfResult,
      Parameters: template,
      Arguments: expressions,
      ...result,
      Assign: withResult(assignment),
      ...errorHandling,
      ...transition,
    },
  },
  Map: {
    ...continuing,
    exactlyOneOf: [
      ['Next', 'End'],
      ['ItemProcessor', 'Iterator'],
    ],
    atMostOneOf: [
      ['MaxConcurrency', 'MaxConcurrencyPath'],
      ['ToleratedFailureCount', 'ToleratedFailureCountPath'],
      ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'],
      ['ItemSelector', 'Parameters'],
    ],
    fields: {
      ...common,
      ItemProcessor: anObject,
      Iterator: anObject,
      ...outputOfResult,
      ItemsPath: pathOrIntrinsic,
      Items: items,
      ItemSelector: template,
      Parameters: template,
      ItemReader: shaped(itemReader),
      ItemBatcher: shaped(itemBatcher),
      ResultWriter: resultWriter,
      Label: label,
      MaxConcurrency: integer({ min: 0 }),
      MaxConcurrencyPath: path,
      ToleratedFailureCount: integer({ min: 0 }),
      ToleratedFailureCountPath: path,
      ToleratedFailurePercentage: decimal({ min: 0, max: fieldLimit('toleratedFailurePercentage') }),
      ToleratedFailurePercentagePath: path,
      ...result,
      Assign: withResult(assignment),
      ...errorHandling,
      ...transition,
    },
  },
};
