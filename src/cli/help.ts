const HELP: Readonly<Record<string, string>> = {
  serve: `Serves a fake Step Functions over HTTP, one for each Region and account, until it is ended (Ctrl-C).

  redrive-testkit serve
  redrive-testkit serve --definition checkout.asl.json --port 8083
  redrive-testkit serve --seed lambda-function-failed --seed task-timed-out
  redrive-testkit serve --definition LambdaSQS.asl.yaml --mock-config MockConfigFile.json --test-case RetryPath

Then, in another terminal:

  export AWS_ENDPOINT_URL_SFN=http://127.0.0.1:8083 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
  export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  aws stepfunctions list-state-machines
  curl -X POST $AWS_ENDPOINT_URL_SFN/_redrive-testkit/seed -d '{"mode": "task-failed"}'
  curl $AWS_ENDPOINT_URL_SFN/_redrive-testkit/        what else can be done to the fake

  --definition <file>     a state machine with the name of the file; JSON, or YAML; more than once
  --mock-config <file>    responses of Step Functions Local for those state machines
  --test-case <name>      which of its test cases
  --seed <mode>           an execution of the catalogue; more than once; 'redrive-testkit modes' lists them
  --port <number>         8083 unless given; 0 takes a free one
  --host <address>        127.0.0.1 unless given; 0.0.0.0 for other machines and containers
  --cors <origin>         a web page that may call; more than once`,
  print: `Prints the history of a captured execution, event by event.

  redrive-testkit print history.json
  redrive-testkit print incident/                     a folder that 'capture' has written
  aws stepfunctions get-execution-history --execution-arn <arn> | redrive-testkit print -

  --last <number>         only the last events`,
  plan: `Prints what a redrive of a captured execution would run again, start and keep.

  redrive-testkit plan incident/
  redrive-testkit plan history.json --definition checkout.asl.json
  aws stepfunctions get-execution-history --execution-arn <arn> | redrive-testkit plan -

  --definition <file>     the definition that it ran; it makes the plan whole`,
  report: `Writes a captured execution as a page: states, attempts, Map Runs and events, with what a redrive would do. The page is one
file that asks for nothing from anywhere, and holds the payloads: look at it before you pass it on.

  redrive-testkit report incident/                    a folder that 'capture' has written: incident.html
  redrive-testkit report history.json --definition checkout.asl.json --out order-7.html
  aws stepfunctions get-execution-history --execution-arn <arn> | redrive-testkit report - --out - > order-7.html

  --out <file>            named after what is read unless given; - for standard output
  --definition <file>     the definition that it ran; it makes the graph and the plan whole
  --title <text>          the name of the execution unless given`,
  capture: `Captures an execution from AWS into a folder: description, whole history, definition, Map Runs and their children. It only
reads, with the AWS SDK of your project (@aws-sdk/client-sfn) and your credentials. Accounts, names, payloads and causes are replaced unless
--raw is given; look at the files before you commit them.

  redrive-testkit capture arn:aws:states:eu-west-1:123456789012:execution:orders:order-7
  AWS_PROFILE=prod redrive-testkit capture <arn> --out test/incidents/order-7
  redrive-testkit capture <arn> --raw

  --out <folder>          incident unless given
  --raw                   as it is on AWS
  --region <region>       that of the ARN unless given
  --endpoint-url <url>    another endpoint, such as that of 'serve'

Then, in a test:

  const incident = sfn.seed(importExecution({ describe, history, definition }));`,
  explore: `Searches a workflow for what a redrive breaks: every task fails, is lost or is stopped at every point, and is redriven.
The exit code is 1 where something is found.

  redrive-testkit explore checkout.asl.json
  redrive-testkit explore checkout.asl.yaml --input '{"orderId": 7}' --faults 1
  redrive-testkit explore checkout.asl.json --json > findings.json

  --input <json>          {} unless given
  --faults <number>       how many faults one course may have: 2 unless given
  --redrives <number>     how often it is redriven: 3 unless given
  --limit <number>        how many courses are explored: 20000 unless given
  --json                  as data

Tasks answer {} here. With answers and idempotency keys of your own, use exploreRedrives of redrive-testkit/explore in a test.`,
  modes: `Lists the ways in which an execution of the catalogue can fail, or be refused a redrive.

  redrive-testkit modes
  redrive-testkit modes map                           those with 'map' in their name or sentence
  redrive-testkit modes --json`,
  example: `Writes a lesson into a folder of your project, with code, its test and the trap that the test catches.

  redrive-testkit example                             lists the lessons
  redrive-testkit example 03-lost-response            into 03-lost-response/
  redrive-testkit example 03 test/lessons/lost-response

What is there already is not overwritten.`,
};

export const helpOf = (command: string): string => `redrive-testkit ${command}\n\n${HELP[command]!}`;

export function overview(): string {
  return `redrive-testkit <command>

  serve      a fake Step Functions over HTTP          redrive-testkit serve --definition checkout.asl.json
  print      the history of a captured execution      redrive-testkit print history.json
  plan       what a redrive of it would do            redrive-testkit plan history.json
  report     it as a page to look at                  redrive-testkit report history.json
  capture    an execution from AWS, anonymized        redrive-testkit capture <execution ARN>
  explore    what a redrive breaks in a workflow      redrive-testkit explore checkout.asl.json
  modes      the ways to fail that can be seeded      redrive-testkit modes
  example    a lesson, copied into your project       redrive-testkit example 03-lost-response

'redrive-testkit <command> --help' shows more. Exit codes: 0 done, 1 something was found, 2 it could not be done.`;
}
