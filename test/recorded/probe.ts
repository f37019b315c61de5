import * as sdk from '@aws-sdk/client-sfn';
import { createFakeStepFunctions } from '../../src/service/createFake';
import { type FakeStepFunctions } from '../../src/service/fakeStepFunctions';
import { virtualClock } from '../../src/time/clock';
import { toRequestHandler } from '../../src/adapters/requestHandler';
import { Bindings } from './bindings';
import { withValues } from './standIns';
import { isObject } from './values';

/** The real client over a fake: what it is answered is kept as it was on the wire. */
export class Probe {
  /** What the stand-ins of the transcript are in this run. */
  readonly bindings = new Bindings();
  readonly sfn: FakeStepFunctions;
  private readonly client: sdk.SFNClient;
  private body: unknown;

  /** @param home where the recorded ARNs live, and the epoch milliseconds at which the clock starts */
  constructor(home: { readonly region: string; readonly account: string; readonly start: number }) {
    const { region, account, start } = home;
    this.sfn = createFakeStepFunctions({ region, account, clock: virtualClock(new Date(start)) });
    const handler = toRequestHandler(this.sfn);
    const listening: typeof handler = {
      ...handler,
      handle: async (...call) => {
        const answer = await handler.handle(...call);
        const text = Buffer.from(answer.response.body).toString('utf8');
        this.body = text === '' ? undefined : JSON.parse(text);
        return answer;
      },
    };
    this.client = new sdk.SFNClient({
      region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: listening,
      maxAttempts: 1,
    });
  }

  /** Moves the clock to an instant of the recording, if it is not beyond it already. */
  moveTo(epochMs: number): void {
    if (epochMs > this.sfn.clock.now()) this.sfn.clock.advanceTo(new Date(epochMs));
  }

  /**
   * One call at its time, with the stand-ins of earlier answers put in.
   *
   * @returns the body on the wire, whether it is an output or an error
   */
  async call(operation: string, request: unknown, at: number): Promise<unknown> {
    this.moveTo(at);
    const Command = (sdk as unknown as Record<string, new (input: unknown) => never>)[`${operation}Command`];
    if (Command === undefined) throw new Error(`the SDK has no ${operation}`);
    this.body = undefined;
    try {
      await this.client.send(new Command(withValues(request, this.bindings)));
    } catch (error) {
      if (this.body === undefined || !isServiceError(error)) throw error;
    }
    return this.body;
  }
}

/** An answer of the service, in contrast to a failure of the adapter or of this tool. */
function isServiceError(error: unknown): boolean {
  return error instanceof Error && isObject((error as Error & { $metadata?: unknown }).$metadata);
}

/** Region and account of an ARN. */
export function homeOfArn(arn: string): { region: string; account: string } | undefined {
  const [, , , region, account] = arn.split(':');
  return region === undefined || account === undefined ? undefined : { region, account };
}
