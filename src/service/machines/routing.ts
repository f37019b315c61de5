import type { StateMachineArn } from '../../model/arn';
import { RefusalSignal } from '../../model/outcome';
import { refusal } from '../../rules/faults';
import { WHOLE_WEIGHT } from './aliasRouting';
import type { OperationContext } from '../operations/operationContext';
import type { StateMachineAlias, StateMachineRecord, StateMachineRevision, StateMachineVersion } from '../store';

/** The revision that an execution starts with, and through what it was named. */
export interface Chosen {
  readonly revision: StateMachineRevision;
  readonly versionArn?: string;
  readonly aliasArn?: string;
}

/** The revision that an ARN stands for: the current one, that of a version, or one that an alias routes to. */
export function chooseRevision(
  machine: StateMachineRecord,
  arn: StateMachineArn,
  text: string,
  context: OperationContext,
): Chosen {
  if (arn.version !== undefined) {
    const version = machine.versions.find(({ number }) => number === arn.version);
    if (version === undefined) {
      throw new RefusalSignal(refusal('versionDoesNotExist', { stateMachineVersionArn: text }));
    }
    return { revision: version.revision, versionArn: version.arn };
  }
  if (arn.alias !== undefined) {
    const alias = machine.aliases.find(({ name }) => name === arn.alias);
    if (alias === undefined) throw unknownMachine(text);
    const version = routedVersion(machine, alias, context);
    return { revision: version.revision, versionArn: version.arn, aliasArn: alias.arn };
  }
  return { revision: machine.revisions.at(-1)! };
}

function unknownMachine(stateMachineArn: string): RefusalSignal {
  return new RefusalSignal(refusal('stateMachineDoesNotExist', { stateMachineArn }));
}

/** A version by the weights of an alias. */
function routedVersion(
  machine: StateMachineRecord,
  { routing }: StateMachineAlias,
  { ids }: OperationContext,
): StateMachineVersion {
  let drawn = routing.length === 1 ? 0 : ids.random() * WHOLE_WEIGHT;
  const route = routing.find(({ weight }) => (drawn -= weight) < 0) ?? routing[0]!;
  return machine.versions.find(({ arn }) => arn === route.stateMachineVersionArn)!;
}
