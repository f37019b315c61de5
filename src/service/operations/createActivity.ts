import type { CreateActivityInput, CreateActivityOutput } from '@aws-sdk/client-sfn';
import { activityArn } from '../../model/arn';
import { RefusalSignal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { refusal } from '../../rules/faults';
import { isValidName } from '../../rules/names';
import { checkedEncryption } from '../machines/machineConfiguration';
import type { Operation, Present } from './operation';
import type { OperationContext } from './operationContext';
import type { ActivityRecord, Store } from '../store';
import { readTags } from '../machines/tags';

type Input = Present<CreateActivityInput>;

/**
 * Creates an activity, or finds the one of that name.
 *
 * @documented [activity.idempotent-create] CreateActivity is idempotent by name; other tags are ignored. {api-create-activity}
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateActivity.html
 */
export const createActivity: Operation<'CreateActivity', CreateActivityInput, CreateActivityOutput> = {
  name: 'CreateActivity',
  access: 'write',
  errors: [
    'ActivityAlreadyExists',
    'ActivityLimitExceeded',
    'InvalidEncryptionConfiguration',
    'InvalidName',
    'KmsAccessDeniedException',
    'KmsThrottlingException',
    'TooManyTags',
  ],
  about: (activityName, place) => activityArn({ ...place, activityName }),
  request: {
    name: required(shapes.name),
    tags: optional(shapes.tagList),
    encryptionConfiguration: optional(shapes.encryptionConfiguration),
  },
  perform(input, context) {
    const { name } = input;
    if (!isValidName(name)) throw new RefusalSignal(refusal('invalidName', { name }));
    const encryptionConfiguration = checkedEncryption(input.encryptionConfiguration) ?? { type: 'AWS_OWNED_KEY' };
    const { partition, region, account, store } = context;
    const arn = activityArn({ partition, region, account, activityName: name });
    const existing = store.activities.get(arn);
    if (existing === undefined) return shapeOf(create(arn, input, encryptionConfiguration, context));
    if (JSON.stringify(existing.encryptionConfiguration) !== JSON.stringify(encryptionConfiguration)) {
      throw new RefusalSignal(refusal('activityAlreadyExists', { activityArn: arn }));
    }
    return shapeOf(existing);
  },
};

function create(
  arn: string,
  { name, tags }: Input,
  encryptionConfiguration: Readonly<Record<string, unknown>>,
  { store, now, limits }: OperationContext,
): ActivityRecord {
  if (store.activities.size >= limits.activities) throw new RefusalSignal(refusal('activityLimitExceeded'));
  const activity = { arn, name, creationDate: now, encryptionConfiguration, tags: readTags(tags, {}, limits) };
  store.activities.set(arn, activity);
  return activity;
}

function shapeOf({ arn, creationDate }: ActivityRecord): CreateActivityOutput {
  return { activityArn: arn, creationDate: new Date(creationDate) };
}

/** Creates an activity that a seeded execution waits for, if it is not there. */
export function ensureActivity(arn: string, { activities }: Store, creationDate: number): void {
  if (activities.has(arn)) return;
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  activities.set(arn, { arn, name, creationDate, encryptionConfiguration: { type: 'AWS_OWNED_KEY' }, tags: {} });
}
