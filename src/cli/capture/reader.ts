import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isMembers } from '../../model/arguments';
import { TestkitError } from '../../model/testkitError';

type Members = Readonly<Record<string, unknown>>;

/** What is called on AWS: nothing that changes anything. */
type ReadOperation =
  | 'DescribeExecution'
  | 'DescribeMapRun'
  | 'DescribeStateMachineForExecution'
  | 'GetExecutionHistory'
  | 'ListExecutions'
  | 'ListMapRuns';

/** Reads from AWS. */
export interface Reader {
  read(operation: ReadOperation, input: object): Promise<Members>;
  /** One list of all pages. */
  readAll(
    operation: ReadOperation,
    input: object,
    member: string,
    onPage?: (count: number) => void,
  ): Promise<Members[]>;
  close(): void;
}

interface Client {
  send(command: object): Promise<Members>;
  destroy(): void;
}

type Sdk = Readonly<Record<string, new (input: object) => object>> & {
  readonly SFNClient: new (config: object) => Client;
};

/** With the SDK of the project, and the credentials that it finds. */
export function readerOf(cwd: string, region: string, endpoint: string | undefined): Reader {
  const sdk = sdkOf(cwd);
  const client = new sdk.SFNClient({ region, ...(endpoint === undefined ? {} : { endpoint }) });
  const read: Reader['read'] = async (operation, input) => {
    const Command = sdk[`${operation}Command`]!;
    const { $metadata: _, ...output } = await client.send(new Command(input));
    return withoutTypes(output) as Members;
  };
  return {
    read,
    async readAll(operation, input, member, onPage) {
      const all: Members[] = [];
      let nextToken: unknown;
      do {
        const page = await read(operation, { ...input, nextToken });
        all.push(...(page[member] as Members[]));
        onPage?.(all.length);
        ({ nextToken } = page);
      } while (nextToken !== undefined);
      return all;
    },
    close: () => client.destroy(),
  };
}

/** The `__type` of nested structures is of the wire: the AWS CLI shows none. */
function withoutTypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTypes);
  if (!isMembers(value) || value instanceof Date) return value;
  const entries = Object.entries(value).filter(([name]) => name !== '__type');
  return Object.fromEntries(entries.map(([name, member]) => [name, withoutTypes(member)]));
}

function sdkOf(cwd: string): Sdk {
  const name = '@aws-sdk/client-sfn';
  for (const place of [join(cwd, 'package.json'), __filename]) {
    try {
      return createRequire(place)(name) as Sdk;
    } catch (error) {
      if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new TestkitError({
    code: 'PEER_MISSING',
    what: `Executions are read with ${name}, which is not there.`,
    hint: `Install it: npm install --save-dev ${name}.`,
  });
}
