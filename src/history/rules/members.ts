import { isMembers } from '../../model/arguments';
import { detailsMemberOf } from '../../model/historyEvent';
import type { TracedEvent } from '../trace';
import { type RuleContext, ruleFamily } from './historyRule';
import { DETAILS_MEMBERS } from './memberTable';
import { textFrom } from '../../model/capturedMember';

/** Members that GetExecutionHistory leaves out when it is asked for no execution data. */
const DATA = new Set(['input', 'inputDetails', 'output', 'outputDetails', 'parameters']);
/** The service's own mark on some structures, which the SDK hands through. */
const TYPE_MARK = '__type';
const ENVELOPE = new Set(['id', 'previousEventId', 'type', 'timestamp', TYPE_MARK]);

function checkDetailsMember({ source, type }: TracedEvent): string | undefined {
  const due = DETAILS_MEMBERS[type] === undefined ? undefined : detailsMemberOf(type);
  let found = false;
  for (const name in source) {
    if (ENVELOPE.has(name) || (source as Record<string, unknown>)[name] === undefined) continue;
    if (name !== due) return `carries ${name}, due: ${due ?? 'no details member'}`;
    if (!isMembers((source as Record<string, unknown>)[name])) return `${name} is no structure`;
    found = true;
  }
  return due !== undefined && !found ? `${due} is missing` : undefined;
}

function checkRequired({ details, type }: TracedEvent, { hasData }: RuleContext): string | undefined {
  const required = DETAILS_MEMBERS[type]?.required ?? [];
  const missing = required.find((name) => details[name] === undefined && (hasData || !DATA.has(name)));
  return missing && `${missing} is missing in the details`;
}

function checkForeign({ details, type }: TracedEvent): string | undefined {
  const members = DETAILS_MEMBERS[type];
  if (members === undefined) return undefined;
  for (const name in details) {
    const known = members.required.includes(name) || members.optional.includes(name) || name === TYPE_MARK;
    if (!known && details[name] !== undefined) return `${name} cannot be in the details`;
  }
  return undefined;
}

const MARKS = [
  ['input', 'inputDetails'],
  ['output', 'outputDetails'],
  ['assignedVariables', 'assignedVariablesDetails'],
] as const;

function checkTruncatedMark({ details }: TracedEvent): string | undefined {
  for (const [name, markName] of MARKS) {
    const mark = details[markName];
    if ((details[name] === undefined) !== (mark === undefined)) return `${name} without ${markName}, or the reverse`;
    if (mark !== undefined && !(isMembers(mark) && typeof mark['truncated'] === 'boolean')) {
      return `${markName} is not { truncated }`;
    }
  }
  return undefined;
}

const aKind = (kind: string): string => (kind === 'object' ? 'an object' : `a ${kind}`);

function checkKinds({ details }: TracedEvent): string | undefined {
  for (const name in details) {
    const due = KINDS[name];
    const found = typeof details[name];
    if (due !== undefined && found !== due && found !== 'undefined') return `${name} is ${aKind(found)}, due: ${due}`;
  }
  return undefined;
}

const KINDS: Readonly<Record<string, string>> = {
  name: 'string',
  region: 'string',
  roleArn: 'string',
  workerName: 'string',
  location: 'string',
  stateMachineVersionArn: 'string',
  stateMachineAliasArn: 'string',
  error: 'string',
  cause: 'string',
  resource: 'string',
  resourceType: 'string',
  mapRunArn: 'string',
  state: 'string',
  index: 'number',
  length: 'number',
  redriveCount: 'number',
  timeoutInSeconds: 'number',
  heartbeatInSeconds: 'number',
};

/** Which members each type of event carries. */
export const memberRules = ruleFamily('members', [
  {
    id: 'details',
    says: 'An event carries the details member of its type and no other; some types carry none.',
    evidence: 'recorded',
    source: 'recorded-histories',
    check: checkDetailsMember,
  },
  {
    id: 'required',
    says: 'The details hold the members that AWS always sends for their type.',
    evidence: 'recorded',
    source: 'recorded-histories',
    check: checkRequired,
  },
  {
    id: 'foreign',
    says: 'The details hold no member that their type does not have.',
    evidence: 'documented',
    source: 'api-model',
    check: checkForeign,
  },
  {
    id: 'truncated',
    says: 'Input, output and assigned variables come together with their details, which say whether they are truncated.',
    evidence: 'recorded',
    source: 'recorded-histories',
    check: checkTruncatedMark,
  },
  {
    id: 'kinds',
    says: 'Names, errors and ARNs are strings; indexes, lengths, counts and seconds are numbers.',
    evidence: 'documented',
    source: 'api-model',
    check: checkKinds,
  },
  {
    id: 'timeout',
    says: 'Timeouts of tasks (of heartbeats too) and of executions carry the error States.Timeout.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['ActivityTimedOut', 'ExecutionTimedOut', 'LambdaFunctionTimedOut', 'TaskTimedOut'],
    check: ({ details }) =>
      details['error'] === 'States.Timeout' ? undefined : `its error is ${textFrom(details['error'])}`,
  },
]);
