/** What is asked of each contestant. A scenario answers what it saw, as a short text; `aws` is that of the real service. */
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  RedriveExecutionCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { SeedRecipe } from 'redrive-testkit';
import type { Kit } from './builtKit';
import type { Contestant, Scene } from './contestants';

interface Scenario {
  readonly title: string;
  readonly aws: string;
  readonly recipe: SeedRecipe;
  /** What can run a workflow and has no client is asked this too: it fails, and is begun again. */
  readonly withoutClient?: boolean;
  see(scene: Scene, executionArn: string): Promise<string>;
}

/** One row: what AWS does, and what each contestant did, by its name. */
export interface Verdict {
  readonly title: string;
  readonly aws: string;
  readonly seen: Readonly<Record<string, string>>;
  readonly withoutClient: boolean;
}

/** In the words of a client: accepted, or the name of the error. */
async function redrive(client: SFNClient, executionArn: string, clientToken?: string): Promise<string> {
  try {
    await client.send(new RedriveExecutionCommand({ executionArn, ...(clientToken && { clientToken }) }));
    return 'accepted';
  } catch (error) {
    const { name, code = name } = error as Error & { code?: string };
    return code;
  }
}

async function describe(client: SFNClient, executionArn: string): Promise<string> {
  const { status, redriveCount = 0 } = await client.send(new DescribeExecutionCommand({ executionArn }));
  return `${status}, redriven ${redriveCount}×`;
}

const MOST_POLLS = 5;

async function describeAtItsEnd(client: SFNClient, executionArn: string): Promise<string> {
  let last = '';
  for (let poll = 0; poll < MOST_POLLS && !last.startsWith('SUCCEEDED'); poll += 1)
    last = await describe(client, executionArn);
  return last;
}

/** How often each task was begun, and whether the attempt after the redrive links back to where its state was entered. */
function resumed(events: readonly HistoryEvent[]): string {
  const stateOf = (event: HistoryEvent): HistoryEvent | undefined =>
    event.type === 'TaskStateEntered' ? event : events.filter(({ id }) => id === event.previousEventId).map(stateOf)[0];
  const begun = events.filter(({ type }) => type === 'LambdaFunctionScheduled');
  const runs = TASKS.map(
    (name) => `${name} ${begun.filter((each) => stateOf(each)?.stateEnteredEventDetails?.name === name).length}×`,
  );
  const redriven = events.find(({ type }) => type === 'ExecutionRedriven')?.id ?? Infinity;
  const entry = events.find(({ id }) => id === begun.find((each) => each.id! > redriven)?.previousEventId);
  return `${runs.join(', ')}${entry?.type === 'TaskStateEntered' ? ', linked to its first entry' : ''}`;
}

const TASKS = ['ReserveStock', 'ChargeCard'] as const;

/** @see docs/FIDELITY.md for where each answer of AWS is documented or recorded. */
export function scenarios(kit: Kit): Scenario[] {
  const failed = kit.failedExecution('lambda-function-failed', { state: 'ChargeCard', statesAfter: [] });
  const only = (see: (client: SFNClient, arn: string) => Promise<string>) => (scene: Scene, arn: string) =>
    see(scene.client, arn);
  const redriveOnly = only((client, arn) => redrive(client, arn));
  const unknown = 'arn:aws:states:us-east-1:123456789012:execution:orders:nobody';
  return [
    { title: 'Redrive of a FAILED execution', aws: 'accepted', recipe: failed, see: redriveOnly },
    {
      title: 'Redrive of a SUCCEEDED execution',
      aws: 'ExecutionNotRedrivable',
      recipe: kit.refusedExecution('succeeded'),
      see: redriveOnly,
    },
    {
      title: 'Redrive of a RUNNING execution',
      aws: 'ExecutionNotRedrivable',
      recipe: kit.refusedExecution('running'),
      see: redriveOnly,
    },
    {
      title: 'Redrive 15 days after the stop',
      aws: 'ExecutionNotRedrivable',
      recipe: kit.failedExecution('lambda-function-failed', { stoppedAgo: kit.days(15) }),
      see: redriveOnly,
    },
    {
      title: 'Redrive of an execution that does not exist',
      aws: 'ExecutionDoesNotExist',
      recipe: failed,
      see: only((client) => redrive(client, unknown)),
    },
    {
      title: 'Redrive of a text that is no ARN',
      aws: 'InvalidArn',
      recipe: failed,
      see: only((client) => redrive(client, 'order-7')),
    },
    {
      title: 'Two redrives, one after the other',
      aws: 'accepted, then ExecutionNotRedrivable',
      recipe: failed,
      see: only(async (client, arn) => `${await redrive(client, arn)}, then ${await redrive(client, arn)}`),
    },
    {
      title: 'The same client token twice',
      aws: 'accepted, then accepted; redriven 1×',
      recipe: failed,
      see: only(async (client, arn) => {
        const answers = [await redrive(client, arn, 'token-1'), await redrive(client, arn, 'token-1')];
        return `${answers.join(', then ')}; ${(await describe(client, arn)).split(', ')[1]}`;
      }),
    },
    {
      title: 'DescribeExecution after the redrive',
      aws: 'RUNNING, redriven 1×',
      recipe: failed,
      see: only(async (client, arn) => {
        await redrive(client, arn);
        return describe(client, arn);
      }),
    },
    {
      title: 'DescribeExecution, polled to the end',
      aws: 'SUCCEEDED, redriven 1×',
      recipe: failed,
      see: only(async (client, arn) => {
        await redrive(client, arn);
        return describeAtItsEnd(client, arn);
      }),
    },
    {
      title: 'The history after the redrive',
      aws: `${TASKS[0]} 1×, ${TASKS[1]} 2×, linked to its first entry`,
      recipe: failed,
      withoutClient: true,
      see: only(async (client, arn) => {
        await redrive(client, arn);
        await describeAtItsEnd(client, arn);
        const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn: arn }));
        return resumed(events);
      }),
    },
    {
      title: 'A redrive is throttled: the SDK tries again',
      aws: 'accepted',
      recipe: failed,
      see: async ({ client, throttle }, arn) => {
        throttle();
        return redrive(client, arn);
      },
    },
    {
      title: 'The answer of a redrive is lost: the SDK tries again',
      aws: 'accepted; redriven 1×',
      recipe: failed,
      see: async ({ client, loseAnswer }, arn) => {
        loseAnswer();
        return `${await redrive(client, arn)}; ${(await describe(client, arn)).split(', ')[1]}`;
      },
    },
  ];
}

export async function judge(kit: Kit, contestants: readonly Contestant[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { title, aws, recipe, withoutClient = false, see } of scenarios(kit)) {
    const seen: Record<string, string> = {};
    for (const { name, open } of contestants) {
      const scene = open(recipe);
      seen[name] = await see(scene, scene.executionArns[0]!);
      scene.close();
    }
    verdicts.push({ title, aws, seen, withoutClient });
  }
  return verdicts;
}
