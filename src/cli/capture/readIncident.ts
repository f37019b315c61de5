import type { Reader } from './reader';

type Members = Readonly<Record<string, unknown>>;

/** An execution as AWS tells it. */
export interface ReadExecution {
  readonly describe: Members;
  readonly history: { readonly events: readonly Members[] };
  readonly definition?: object | string;
}

/** An execution with the Map Runs that it has started, and their children. */
export interface ReadIncident {
  readonly execution: ReadExecution;
  readonly mapRuns: readonly { readonly describe: Members; readonly children: readonly ReadExecution[] }[];
}

/** AWS gives at most so many events on a page. */
const EVENTS_ON_A_PAGE = 1_000;

type Tell = (text: string) => void;

export async function readIncident(executionArn: string, reader: Reader, tell: Tell): Promise<ReadIncident> {
  const execution = {
    ...(await readExecution(executionArn, reader, tell)),
    ...(await readDefinition(executionArn, reader, tell)),
  };
  const hasMapRuns = execution.history.events.some(({ type }) => type === 'MapRunStarted');
  const started = hasMapRuns ? await reader.readAll('ListMapRuns', { executionArn }, 'mapRuns') : [];
  const mapRuns: ReadIncident['mapRuns'][number][] = [];
  for (const { mapRunArn } of started) {
    const describe = await reader.read('DescribeMapRun', { mapRunArn });
    const all = await reader.readAll('ListExecutions', { mapRunArn }, 'executions');
    // An Express child keeps no history.
    const standard = all.map((child) => child['executionArn'] as string).filter((arn) => !arn.includes(':express:'));
    const children: ReadExecution[] = [];
    for (const [at, child] of standard.entries()) {
      tell(`Map Run ${mapRuns.length + 1} of ${started.length}: child ${at + 1} of ${standard.length} …`);
      children.push(await readExecution(child, reader, () => undefined));
    }
    mapRuns.push({ describe, children });
  }
  return { execution, mapRuns };
}

async function readExecution(executionArn: string, reader: Reader, tell: Tell): Promise<ReadExecution> {
  const input = { executionArn, maxResults: EVENTS_ON_A_PAGE };
  const describe = await reader.read('DescribeExecution', { executionArn });
  tell(`Reading the history of an execution that is ${String(describe['status'])} …`);
  const events = await reader.readAll('GetExecutionHistory', input, 'events', (count) => tell(`${count} events …`));
  return { describe, history: { events } };
}

/** An import without it goes on in the state that the history leaves open: that is better than no incident. */
async function readDefinition(executionArn: string, reader: Reader, tell: Tell): Promise<{ definition?: string }> {
  try {
    const { definition } = await reader.read('DescribeStateMachineForExecution', { executionArn });
    return { definition: definition as string };
  } catch (error) {
    tell(`Without its definition, which AWS does not tell: ${(error as Error).name}.`);
    return {};
  }
}
