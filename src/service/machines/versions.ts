import { parseArn, type StateMachineArn } from '../../model/arn';
import { RefusalSignal } from '../../model/outcome';
import { refusal } from '../../rules/faults';
import type { OperationContext } from '../operations/operationContext';
import type { StateMachineRecord, StateMachineRevision, StateMachineVersion } from '../store';

/** @recorded [version.initial-revision] The first revision, which has no id, is called INITIAL in messages. {recorded-captures} */
export const INITIAL_REVISION = 'INITIAL';

/** The revision that new executions start with. */
export function currentRevision({ revisions, arn }: StateMachineRecord): StateMachineRevision {
  const revision = revisions.at(-1);
  if (revision === undefined) throw new Error(`${arn} has no revision`);
  return revision;
}

/** The version that the current revision was published as, if it was. */
export function publishedVersion(machine: StateMachineRecord): StateMachineVersion | undefined {
  const { revisionId } = currentRevision(machine);
  return machine.versions.find(({ revision }) => revision.revisionId === revisionId);
}

/**
 * Publishes the current revision.
 *
 * @documented [version.idempotent-publish] A revision that is published already answers its version. {api-publish-version}
 * @documented [version.numbers] Version numbers rise from 1 and are never used again. {api-publish-version}
 */
export function publishVersion(
  machine: StateMachineRecord,
  description: string | undefined,
  { now, limits }: Pick<OperationContext, 'now' | 'limits'>,
): StateMachineVersion {
  const published = publishedVersion(machine);
  if (published !== undefined) return published;
  if (machine.versions.length >= limits.versions) throw new RefusalSignal(refusal('versionQuota'));
  const version: StateMachineVersion = {
    arn: `${machine.arn}:${machine.nextVersion}`,
    number: machine.nextVersion,
    revision: currentRevision(machine),
    creationDate: now,
    ...(description === undefined ? {} : { description }),
  };
  machine.nextVersion += 1;
  machine.versions = [...machine.versions, version];
  return version;
}

/** @recorded [version.description-without-publish] A description without `publish` is refused. {recorded-errors} */
export function refuseDescriptionWithoutPublish(input: { publish?: boolean; versionDescription?: string }): void {
  if (input.versionDescription !== undefined && input.publish !== true) {
    throw new RefusalSignal(refusal('descriptionWithoutPublish'));
  }
}

/**
 * @documented [state-machine.labeled] The ARN of a Distributed Map state (`stateMachine:<name>/<label>`) is refused with a
 *   ValidationException by most operations. {api-delete-state-machine}
 */
export function refuseLabeledMachine(text: string): void {
  const arn = parseArn(text);
  if (arn?.resource !== 'stateMachine' || arn.label === undefined) return;
  throw new RefusalSignal(refusal('labeledStateMachine', {}, { reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS' }));
}

/**
 * Refuses an ARN with a version or alias where a machine itself is wanted.
 *
 * @recorded [state-machine.qualified] UpdateStateMachine does not take the ARN of a version or an alias. {recorded-deletion}
 */
export function refuseQualified({ version, alias }: StateMachineArn, stateMachineArn: string): void {
  if (version === undefined && alias === undefined) return;
  throw new RefusalSignal(refusal('stateMachineDoesNotExist', { stateMachineArn }));
}
