import type { CreateStateMachineInput } from '@aws-sdk/client-sfn';
import type { ItemReaderScript, ResultWriterScript } from '../../asl/script/mapRunScript';
import type { TaskScript } from '../../asl/script/taskScript';
import { checkOptions, invalid, isMembers, isWritten } from '../../model/arguments';

/** What `createStateMachine` of a fake takes: the members of the API, with less to say. */
export interface StateMachineSetup {
  name: string;
  /** Amazon States Language, as an object or as its JSON text. */
  definition: object | string;
  /** Values for `${Name}` in the definition. */
  definitionSubstitutions?: Readonly<Record<string, boolean | number | string>>;
  /** Outcomes by the name of the Task state. */
  tasks?: TaskScript;
  /** What the ItemReaders of Distributed Maps come to, by the name of the Map state: `reads([…])`, `readerFails(…)`. */
  itemReaders?: ItemReaderScript;
  /** What the ResultWriters of Distributed Maps come to, by the name of the Map state; they write unless scripted. */
  resultWriters?: ResultWriterScript;
  /** `STANDARD` unless given. */
  type?: 'STANDARD' | 'EXPRESS';
  /** A role of the fake's account unless given. */
  roleArn?: string;
  /** Publishes version 1 with it: the answer carries `stateMachineVersionArn`. */
  publish?: boolean;
  /** Only beside `publish`. */
  versionDescription?: string;
  tags?: CreateStateMachineInput['tags'];
  /** Kept and described; nothing is logged. */
  loggingConfiguration?: CreateStateMachineInput['loggingConfiguration'];
  /** Kept and described; nothing is traced. */
  tracingConfiguration?: CreateStateMachineInput['tracingConfiguration'];
}

const SETUP_MEMBERS = [
  ...['name', 'definition', 'definitionSubstitutions', 'tasks', 'itemReaders', 'resultWriters', 'type', 'roleArn'],
  ...['publish', 'versionDescription', 'tags', 'loggingConfiguration', 'tracingConfiguration'],
  'encryptionConfiguration',
];

/** What `createStateMachine` of a fake is given: what AWS checks is left to it. */
export function checkSetup(setup: unknown): void {
  const call = 'createStateMachine()';
  checkOptions(call, setup, SETUP_MEMBERS, "createStateMachine({ name: 'checkout', definition, tasks: { … } })");
  const { definition, definitionSubstitutions: substitutions } = setup as Record<string, unknown>;
  if (typeof definition !== 'string' && !isMembers(definition)) {
    const hint = "Write for example { StartAt: 'ChargeCard', States: { … } }.";
    throw invalid(`The definition of ${call} is an object, or its JSON text.`, definition, hint);
  }
  if (substitutions === undefined) return;
  const values = isWritten(substitutions) ? Object.values(substitutions) : [substitutions];
  const wrong = values.filter(
    (value) => !['string', 'number', 'boolean'].includes(typeof value) || value === substitutions,
  );
  if (wrong.length === 0) return;
  const hint = "Write for example { ChargeFn: 'arn:aws:lambda:us-east-1:123456789012:function:charge' }.";
  throw invalid(`The definitionSubstitutions of ${call} are an object of texts, numbers and booleans.`, wrong[0], hint);
}
