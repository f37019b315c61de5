import { SendTaskFailureCommand, SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** What a waiting task has sent to those who decide. */
export interface Question {
  readonly orderId: number;
  readonly taskToken: string;
}

/** Questions about orders, and their answers. */
export class Approvals {
  private readonly questions = new Map<number, Question>();

  /** A redrive asks again, with another token: only the last question can be answered. */
  ask(question: Question): void {
    this.questions.set(question.orderId, question);
  }

  async decide(client: SFNClient, orderId: number, isApproved: boolean): Promise<void> {
    const { taskToken } = this.questions.get(orderId)!;
    const answer = isApproved
      ? client.send(new SendTaskSuccessCommand({ taskToken, output: '{"approved":true}' }))
      : client.send(new SendTaskFailureCommand({ taskToken, error: 'Order.Declined', cause: 'The limit is exceeded' }));
    await answer;
  }
}
