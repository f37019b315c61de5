import type { RoutingConfigurationListItem } from '@aws-sdk/client-sfn';
import { parseArn, unqualified } from '../../model/arn';
import { RefusalSignal } from '../../model/outcome';
import { refusal, type FaultMessageName } from '../../rules/faults';
import type { OperationContext } from '../operations/operationContext';
import type { StateMachineAlias, StateMachineRecord } from '../store';

type Routing = StateMachineAlias['routing'];

/** @documented [alias.percentages] The weights of an alias are percentages. {api-create-alias} */
export const WHOLE_WEIGHT = 100;

/**
 * The routing of an alias, and the machine that its versions belong to.
 *
 * @recorded [alias.routing] An alias routes to one or two versions of one machine whose weights add up to 100. {recorded-errors}
 * @assumed [alias.order-of-checks] The checks stand in the order version ARNs, distinct, one machine, weights, existence. Because: the
 *   refusals were recorded one at a time.
 */
export function readRouting(
  items: readonly RoutingConfigurationListItem[],
  { store }: OperationContext,
): { machine: StateMachineRecord; routing: Routing } {
  const arns = items.map((item) => item.stateMachineVersionArn ?? '');
  const weights = items.map((item) => item.weight ?? 0);
  const machineArns = new Set(arns.map(machineOfVersion));
  if (machineArns.has(undefined)) throw refused('notAVersion', arns);
  if (new Set(arns).size < arns.length) throw refused('repeatedVersion', arns);
  if (machineArns.size > 1) throw refused('versionsOfTwoMachines', arns);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== WHOLE_WEIGHT) throw refused('weightsNotWhole', weights);

  const [machineArn = ''] = machineArns;
  const machine = store.stateMachines.get(machineArn);
  const isThere = (arn: string) => machine?.versions.some((version) => version.arn === arn) === true;
  if (machine === undefined || !arns.every(isThere)) throw new RefusalSignal(refusal('aliasDoesNotExist'));
  if (machine.deletedAt !== undefined) {
    throw new RefusalSignal(refusal('stateMachineDeleting', { stateMachineArn: machineArn }));
  }
  const routing = arns.map((stateMachineVersionArn, index) => ({
    stateMachineVersionArn,
    weight: weights[index] ?? 0,
  }));
  return { machine, routing };
}

/** Whether two routings send the same share to the same versions, in whatever order. */
export function isSameRouting(left: Routing, right: Routing): boolean {
  return sortedText(left) === sortedText(right);
}

/** The alias that an ARN names, and its machine. */
export function requireAlias(
  text: string,
  { store }: OperationContext,
): { machine: StateMachineRecord; alias: StateMachineAlias } {
  const arn = parseArn(text);
  const machine = arn?.resource === 'stateMachine' ? store.stateMachines.get(unqualified(arn)) : undefined;
  const alias = machine?.aliases.find((candidate) => candidate.arn === text);
  if (machine === undefined || alias === undefined) throw new RefusalSignal(refusal('aliasDoesNotExist'));
  return { machine, alias };
}

function machineOfVersion(text: string): string | undefined {
  const arn = parseArn(text);
  return arn?.resource === 'stateMachine' && arn.version !== undefined ? unqualified(arn) : undefined;
}

function refused(name: FaultMessageName, received: readonly (string | number)[]): RefusalSignal {
  /** @recorded [alias.routing-reason] A refused routing carries the reason INVALID_ROUTING_CONFIGURATION. {recorded-captures} */
  const extras = { reason: 'INVALID_ROUTING_CONFIGURATION' };
  return new RefusalSignal(refusal(name, { received: received.join(', ') }, extras));
}

function sortedText(routing: Routing): string {
  return routing
    .map(({ stateMachineVersionArn, weight }) => `${stateMachineVersionArn} ${weight}`)
    .sort()
    .join();
}
