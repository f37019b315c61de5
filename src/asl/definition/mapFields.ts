import { fieldLimit } from '../../rules/fieldLimits';
import { isValidName } from '../../rules/names';
import { isJsonObject, type Json } from '../../model/json';
import { isJsonataExpression } from '../data/jsonata';
import {
  integer,
  oneOf,
  path,
  template,
  text,
  textOrExpression,
  each,
  type FieldCheck,
  type FieldContext,
} from './fieldChecks';
import { definitionText } from '../../rules/definitionMessages';
import { s3Resource } from './resources';
import { checkShape, shaped, type Shape } from './shapes';

/**
 * @documented [definition.reader-values] InputType, ManifestType, Transformation and CSVDelimiter have one of these values. {item-reader}
 */
const readerConfigShape: Shape = {
  atMostOneOf: [['MaxItems', 'MaxItemsPath']],
  only: { JSONPath: ['MaxItemsPath'], JSONata: [] },
  fields: {
    InputType: oneOf('CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST'),
    ManifestType: oneOf('ATHENA_DATA', 'S3_INVENTORY'),
    Transformation: oneOf('NONE', 'LOAD_AND_FLATTEN'),
    CSVHeaderLocation: oneOf('FIRST_ROW', 'GIVEN'),
    CSVHeaders: each(text),
    CSVDelimiter: delimiter,
    ItemsPointer: jsonPointer,
    MaxItems: integer({ min: 0, max: fieldLimit('maxItems') }),
    MaxItemsPath: path,
  },
};

/**
 * Members of a ReaderConfig that go with some types of input only.
 *
 * @recorded [definition.reader-config] Those of CSV files go with CSV, and a ManifestType does not go with JSON. {recorded-answers}
 * @assumed [definition.reader-pointer] An ItemsPointer goes with JSON, a delimiter with a MANIFEST, too. Because: the guide says so, and refusals of
 *   others were not recorded. {item-reader}
 */
const GOES_WITH: Readonly<Record<string, (inputType: string) => boolean>> = {
  CSVHeaderLocation: (inputType) => inputType === 'CSV',
  CSVHeaders: (inputType) => inputType === 'CSV',
  CSVDelimiter: (inputType) => inputType === 'CSV' || inputType === 'MANIFEST',
  ItemsPointer: (inputType) => inputType === 'JSON',
  ManifestType: (inputType) => inputType !== 'JSON',
};

function readerConfig(value: Json, field: FieldContext): void {
  if (!checkShape(value, readerConfigShape, field)) return;
  const refuse = (message: string): void => field.log.schema(message, field.location);
  const has = (name: string): boolean => Object.hasOwn(value, name);
  const { InputType, CSVHeaderLocation, Transformation } = value;
  /** @recorded [definition.reader-flatten] What is loaded and flattened has an InputType. {recorded-answers} */
  if (Transformation === 'LOAD_AND_FLATTEN' && !has('InputType')) {
    refuse(definitionText('isRequired', { name: 'InputType' }));
  }
  /** @recorded [definition.reader-csv] A CSV file has a CSVHeaderLocation, and headers if they are given. {recorded-answers} */
  if (InputType === 'CSV' && !has('CSVHeaderLocation'))
    refuse(definitionText('isRequired', { name: 'CSVHeaderLocation' }));
  if (InputType === 'CSV' && CSVHeaderLocation === 'GIVEN' && !has('CSVHeaders')) {
    refuse(definitionText('fieldsRequired', { names: ['CSVHeaders'] }));
  }
  if (typeof InputType !== 'string') return;
  for (const [name, goesWith] of Object.entries(GOES_WITH)) {
    if (has(name) && !goesWith(InputType)) refuse(definitionText('fieldNotSupported', { name }));
  }
}

function delimiter(value: Json, field: FieldContext): void {
  if (field.language === 'JSONata' && isJsonataExpression(value)) textOrExpression(value, field);
  else oneOf('COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB')(value, field);
}

function jsonPointer(value: Json, field: FieldContext): void {
  text(value, field);
  if (typeof value !== 'string' || value === '' || value.startsWith('/')) return;
  field.log.schema(definitionText('notAPointer', { pointer: JSON.stringify(value) }), field.location);
}

/**
 * @documented [definition.item-reader] ItemReader of a Distributed Map has these members. {item-reader}
 * @assumed [definition.item-reader-others] Members that are not listed pass. Because: AWS adds some now and then.
 */
export const itemReader: Shape = {
  required: ['Resource'],
  only: { JSONPath: ['Parameters'], JSONata: ['Arguments'] },
  fields: {
    Resource: s3Resource('getObject', 'listObjectsV2'),
    Parameters: template,
    Arguments: template,
    ReaderConfig: readerConfig,
  },
};

export const itemBatcher: Shape = {
  only: { JSONPath: ['MaxItemsPerBatchPath', 'MaxInputBytesPerBatchPath'], JSONata: [] },
  atMostOneOf: [
    ['MaxItemsPerBatch', 'MaxItemsPerBatchPath'],
    ['MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'],
  ],
  fields: {
    BatchInput: template,
    MaxItemsPerBatch: integer({ min: 1 }),
    MaxItemsPerBatchPath: path,
    MaxInputBytesPerBatch: integer({ min: 1 }),
    MaxInputBytesPerBatchPath: path,
  },
};

/**
 * @documented [definition.result-writer-empty] A ResultWriter is not empty. {result-writer}
 * @documented [definition.result-writer-sets] It has a WriterConfig, a Resource with its parameters, or all of them. {result-writer}
 */
export const resultWriter: FieldCheck = (value, field) => {
  const isEmpty = isJsonObject(value) && Object.keys(value).length === 0;
  if (isEmpty) return field.log.schema(definitionText('cannotBeEmpty'), field.location);
  if (!checkShape(value, resultWriterShape, field)) return;
  const parameters = field.language === 'JSONata' ? 'Arguments' : 'Parameters';
  const missing = ['Resource', parameters].filter((name) => !Object.hasOwn(value, name));
  if (missing.length === 1) field.log.schema(definitionText('fieldsRequired', { names: missing }), field.location);
};

const resultWriterShape: Shape = {
  only: { JSONPath: ['Parameters'], JSONata: ['Arguments'] },
  fields: {
    Resource: s3Resource('putObject'),
    Parameters: template,
    Arguments: template,
    WriterConfig: shaped({
      fields: { Transformation: oneOf('NONE', 'COMPACT', 'FLATTEN'), OutputType: oneOf('JSON', 'JSONL') },
    }),
  },
};

export const processorConfig: Shape = {
  fields: { Mode: oneOf('INLINE', 'DISTRIBUTED'), ExecutionType: oneOf('STANDARD', 'EXPRESS') },
};

/** @documented [definition.label] A Label has none of the characters that names of AWS resources may not have. {state-map-distributed} */
function isLabel(text: string): boolean {
  return text !== '' && isValidName(text) && [...text].length <= fieldLimit('labelLength');
}

export const label: FieldCheck = (value, field) => {
  if (typeof value !== 'string') field.log.schema(definitionText('wrongType', { type: 'String' }), field.location);
  else if (!isLabel(value))
    field.log.error('INVALID_LABEL_NAME', definitionText('invalidLabel', { name: value }), field.location);
};
