import { fieldLimit } from '../../rules/fieldLimits';
import { isValidName } from '../../rules/names';
import { integer, oneOf, path, template, text, textOrExpression, each, type FieldCheck } from './fieldChecks';
import { definitionText } from '../../rules/definitionMessages';
import { serviceResource } from './resources';
import { shaped, type Shape } from './shapes';

/**
 * @documented [definition.item-reader] ItemReader of a Distributed Map has these members. {item-reader}
 * @assumed [definition.item-reader-others] Members that are not listed pass. Because: AWS adds some now and then.
 */
export const itemReader: Shape = {
  required: ['Resource'],
  only: { JSONPath: ['Parameters'], JSONata: ['Arguments'] },
  fields: {
    Resource: serviceResource,
    Parameters: template,
    Arguments: template,
    ReaderConfig: shaped({
      atMostOneOf: [['MaxItems', 'MaxItemsPath']],
      only: { JSONPath: ['MaxItemsPath'], JSONata: [] },
      fields: {
        InputType: text,
        CSVHeaderLocation: oneOf('FIRST_ROW', 'GIVEN'),
        CSVHeaders: each(text),
        CSVDelimiter: textOrExpression,
        MaxItems: integer({ min: 0, max: fieldLimit('maxItems') }),
        MaxItemsPath: path,
      },
    }),
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

export const resultWriter: Shape = {
  only: { JSONPath: ['Parameters'], JSONata: ['Arguments'] },
  fields: {
    Resource: serviceResource,
    Parameters: template,
    Arguments: template,
    WriterConfig: shaped({ fields: { Transformation: text, OutputType: text } }),
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
