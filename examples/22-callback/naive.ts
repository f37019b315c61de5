import { Approvals as Latest, type Question } from './redriver';

/** Takes a second question about an order for a duplicate of the first. */
export class Approvals extends Latest {
  private readonly asked = new Set<number>();

  override ask(question: Question): void {
    if (this.asked.has(question.orderId)) return;
    this.asked.add(question.orderId);
    super.ask(question);
  }
}
