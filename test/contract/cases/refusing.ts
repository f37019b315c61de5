import * as sdk from '@aws-sdk/client-sfn';
import { ListWidgetsCommand } from '../../listWidgetsCommand';
import { refusalOf, type Case } from './scene';

const MISSING = 'arn:aws:states:us-east-1:123456789012:execution:orders:nobody';
const EXPRESS = 'arn:aws:states:us-east-1:123456789012:express:orders:one:3f1c';
const LABELED = 'arn:aws:states:us-east-1:123456789012:execution:orders/Map:child';

const refusals: [given: string, input: sdk.RedriveExecutionInput, expected: object][] = [
  [
    'an unknown execution',
    { executionArn: MISSING },
    { name: 'ExecutionDoesNotExist', message: `Execution Does Not Exist: '${MISSING}'` },
  ],
  [
    'the ARN of an Express execution',
    { executionArn: EXPRESS },
    { name: 'InvalidArn', message: "Invalid Arn: 'Resource type not valid in this context: express'" },
  ],
  [
    'no ARN',
    { executionArn: 'order-1' },
    { name: 'InvalidArn', message: "Invalid Arn: 'Invalid ARN prefix: order-1'" },
  ],
  [
    'a labeled child',
    { executionArn: LABELED },
    {
      name: 'ValidationException',
      message: 'Labeled Execution ARNs are not supported for this API',
      reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS',
    },
  ],
  [
    'two constraints broken at once',
    { executionArn: '', clientToken: 'with space' },
    {
      name: 'ValidationException',
      message:
        "2 validation errors detected: Value '' at 'executionArn' failed to satisfy constraint: Member must have length " +
        "greater than or equal to 1; Value 'with space' at 'clientToken' failed to satisfy constraint: Member must " +
        'satisfy regular expression pattern: [!-~]+',
    },
  ],
  [
    'a member of the wrong type',
    { executionArn: 5 as unknown as string },
    { name: 'SerializationException', message: 'NUMBER_VALUE can not be converted to a String' },
  ],
];

export const refusing: Case[] = [
  ...refusals.map(([given, input, expected]): Case => ({
    name: `a redrive of ${given} is refused with AWS's error`,
    async run({ sfn, caller, capabilities }) {
      const error = await refusalOf(caller.send(new sdk.RedriveExecutionCommand(input)));
      expect(error).toMatchObject(expected);
      if (capabilities.exceptions) {
        const classes = sdk as unknown as Record<string, new () => Error>;
        expect(error).toBeInstanceOf(classes[error.name] ?? sdk.SFNServiceException);
        expect(error).toMatchObject({ $fault: 'client', $metadata: { httpStatusCode: 400, attempts: 1 } });
      }
      expect(sfn.calls).toHaveLength(1);
    },
  })),
  {
    name: 'what the fake does not model is refused loudly',
    async run({ sfn, caller }) {
      const error = await refusalOf(caller.send(new ListWidgetsCommand({})));
      expect(error.name).toBe('UnknownOperationException');
      expect(() => sfn.settle()).toThrow(/'ListWidgets' is not modeled.*RedriveExecution/s);
    },
  },
];
