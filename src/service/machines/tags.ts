import type { Tag } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { constraintsViolated, refusal } from '../../rules/faults';
import { readArn } from '../../rules/arnForm';
import type { Limits } from '../../rules/limits';
import type { ActivityRecord, StateMachineRecord, Store } from '../store';

const RESERVED_PREFIX = 'aws:';

/** The tags of a resource with those of a request added. */
export function readTags(
  given: readonly Tag[] | undefined,
  present: Readonly<Record<string, string>>,
  limits: Limits,
): Record<string, string> {
  const entries = (given ?? []).map(({ key, value = '' }, index): [string, string] => {
    if (key === undefined) throw missingKey(index);
    /**
     * @recorded [tag.reserved] A reserved tag is refused with AccessDeniedException by a layer that spells the member Message.
     *   {recorded-deletion}
     */
    if (key.startsWith(RESERVED_PREFIX))
      throw new RefusalSignal(refusal('reservedTag', {}, { messageMember: 'Message' }));
    return [key, value];
  });
  // fromEntries, because `__proto__` is a tag like any other.
  const tags = Object.fromEntries([...Object.entries(present), ...entries]);
  if (Object.keys(tags).length > limits.tags) throw new RefusalSignal(refusal('tooManyTags'));
  return tags;
}

/** @assumed [tag.key] A tag needs a key. Because: a tag without one means nothing, although the model does not require it. */
function missingKey(index: number): RefusalSignal {
  const path = `tags.${index + 1}.member.key`;
  return new RefusalSignal(
    constraintsViolated([`Value null at '${path}' failed to satisfy constraint: Member must not be null`]),
  );
}

/**
 * The state machine or activity that carries tags.
 *
 * @recorded [tag.versions] A version carries no tags. {recorded-errors}
 */
export function requireTaggable(resourceArn: string, store: Store): StateMachineRecord | ActivityRecord {
  const form = readArn(resourceArn, 'stateMachine', 'activity');
  if ('refusal' in form) throw new RefusalSignal(form.refusal);
  const resource = store.stateMachines.get(resourceArn) ?? store.activities.get(resourceArn);
  if (resource === undefined) throw new RefusalSignal(refusal('resourceNotFound', { resourceArn }));
  return resource;
}
