import * as sdk from '@aws-sdk/client-sfn';

/** A command of a newer SDK than this package knows: the service may have the operation, the fake has not. */
export class ListWidgetsCommand extends sdk.ListActivitiesCommand {
  constructor(input: object) {
    super(input);
    this.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { headers: Record<string, string> };
        headers['x-amz-target'] = 'AWSStepFunctions.ListWidgets';
        return next(args);
      },
      { step: 'finalizeRequest' },
    );
  }
}
