import { parseArn, type StateMachineArn } from '../../model/arn';
import { RefusalSignal } from '../../model/outcome';
import { refusal } from '../../rules/faults';
import type { OperationContext } from '../operations/operationContext';
import type { StateMachineRecord, StateMachineRevision, StateMachineVersion } from '../store';

/** assumed: how AWS names the first revision, which has no id, in messages and in `revisionId`. */
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

/** Publishes the current revision; one that is published already keeps its version (documented). */
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

/** Recorded: a description without `publish` is refused. */
export function refuseDescriptionWithoutPublish(input: { publish?: boolean; versionDescription?: string }): void {
  if (input.versionDescription !== undefined && input.publish !== true) {
    throw new RefusalSignal(refusal('descriptionWithoutPublish'));
  }
}

/** Documented: an ARN of a Distributed Map state (`stateMachine:<name>/<label>`) is no state machine for most operations. */
export function refuseLabeledMachine(text: string): void {
  const arn = parseArn(text);
  if (arn?.resource !== 'stateMachine' || arn.label === undefined) return;
  throw new RefusalSignal(refusal('labeledStateMachine', {}, { reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS' }));
}

/** Recorded for UpdateStateMachine: where a machine itself is wanted, an ARN with a version or alias is none. */
export function refuseQualified({ version, alias }: StateMachineArn, stateMachineArn: string): void {
  if (version === undefined && alias === undefined) return;
  throw new RefusalSignal(refusal('stateMachineDoesNotExist', { stateMachineArn }));
}
