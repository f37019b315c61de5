/**
 * How sure a claim is: `documented` on a page of AWS, `recorded` on the real service, `reported` by others who measured it there, or
 * `assumed`, where AWS is silent and the kit had to choose.
 */
export type Evidence = 'documented' | 'recorded' | 'reported' | 'assumed';

/** Where a claim comes from. */
export interface Source {
  readonly title: string;
  /** Page and anchor; absent for recordings. */
  readonly url?: string;
}

const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg';
const REFERENCE = 'https://docs.aws.amazon.com/step-functions/latest/apireference';

const page = (title: string, url: string): Source => ({ title, url });
const recording = (title: string): Source => ({ title });

/** Every source that a claim cites. Keys are stable; `docs/FIDELITY.md` prints the titles. */
export const sources = {
  'redrive-eligibility': page(
    'Developer Guide: redrive eligibility',
    `${GUIDE}/redrive-executions.html#redrive-eligibility`,
  ),
  'redrive-behavior': page('Developer Guide: redrive behavior of states', `${GUIDE}/redrive-executions.html`),
  'redrive-retries': page(
    'Developer Guide: retry behavior of redriven executions',
    `${GUIDE}/redrive-executions.html#redrive-retry-behavior`,
  ),
  'redrive-map-run': page('Developer Guide: redriving Map Runs', `${GUIDE}/redrive-map-run.html`),
  'map-run-eligibility': page(
    'Developer Guide: redrive eligibility of Map Run children',
    `${GUIDE}/redrive-map-run.html#redrive-eligibility-map-run`,
  ),
  'map-run-children': page(
    'Developer Guide: redrive behavior of child executions',
    `${GUIDE}/redrive-map-run.html#redrive-child-workflow-behavior`,
  ),
  'map-run-permission': page(
    'Developer Guide: permission to redrive a Map Run',
    `${GUIDE}/redrive-map-run.html#maprun-iam-permission`,
  ),
  'service-quotas': page('Developer Guide: service quotas', `${GUIDE}/service-quotas.html`),
  'error-handling': page('Developer Guide: error handling', `${GUIDE}/concepts-error-handling.html`),
  'inline-map': page('Developer Guide: Inline mode of Map', `${GUIDE}/state-map-inline.html`),
  'transforming-data': page('Developer Guide: JSONata', `${GUIDE}/transforming-data.html`),
  'intrinsic-functions': page('Developer Guide: intrinsic functions', `${GUIDE}/intrinsic-functions.html`),
  'state-task': page('Developer Guide: Task state', `${GUIDE}/state-task.html`),
  'integrate-optimized': page('Developer Guide: optimized integrations', `${GUIDE}/integrate-optimized.html`),
  'item-reader': page('Developer Guide: ItemReader', `${GUIDE}/input-output-itemreader.html`),
  'reported-jsonata': recording(
    'Measurements on the real service, published by users of an emulator (github.com/floci-io/floci, issue 2737), 2026-08',
  ),
  'reported-definitions': recording('Refusals of definitions that users of the real service quoted in public issues'),
  'states-language': page('Developer Guide: Amazon States Language', `${GUIDE}/concepts-amazon-states-language.html`),
  'state-choice': page('Developer Guide: Choice state', `${GUIDE}/state-choice.html`),
  'state-fail': page('Developer Guide: Fail state', `${GUIDE}/state-fail.html`),
  'context-object': page('Developer Guide: context object', `${GUIDE}/input-output-contextobject.html`),
  'result-writer': page('Developer Guide: ResultWriter', `${GUIDE}/input-output-resultwriter.html`),
  'state-wait': page('Developer Guide: Wait state', `${GUIDE}/state-wait.html`),
  'state-map-distributed': page('Developer Guide: Distributed mode of Map', `${GUIDE}/state-map-distributed.html`),
  'workflow-variables': page('Developer Guide: variables', `${GUIDE}/workflow-variables.html`),
  'api-validate-definition': page(
    'API Reference: ValidateStateMachineDefinitionDiagnostic',
    `${REFERENCE}/API_ValidateStateMachineDefinitionDiagnostic.html`,
  ),
  activities: page('Developer Guide: activities', `${GUIDE}/concepts-activities.html`),
  'api-redrive-execution': page('API Reference: RedriveExecution', `${REFERENCE}/API_RedriveExecution.html`),
  'api-describe-execution': page('API Reference: DescribeExecution', `${REFERENCE}/API_DescribeExecution.html`),
  'api-get-activity-task': page('API Reference: GetActivityTask', `${REFERENCE}/API_GetActivityTask.html`),
  'api-list-executions': page('API Reference: ListExecutions', `${REFERENCE}/API_ListExecutions.html`),
  'api-start-execution': page('API Reference: StartExecution', `${REFERENCE}/API_StartExecution.html`),
  'api-update-map-run': page('API Reference: UpdateMapRun', `${REFERENCE}/API_UpdateMapRun.html`),
  'api-create-state-machine': page('API Reference: CreateStateMachine', `${REFERENCE}/API_CreateStateMachine.html`),
  'api-update-state-machine': page('API Reference: UpdateStateMachine', `${REFERENCE}/API_UpdateStateMachine.html`),
  'api-delete-state-machine': page('API Reference: DeleteStateMachine', `${REFERENCE}/API_DeleteStateMachine.html`),
  'api-describe-state-machine': page(
    'API Reference: DescribeStateMachine',
    `${REFERENCE}/API_DescribeStateMachine.html`,
  ),
  'api-publish-version': page(
    'API Reference: PublishStateMachineVersion',
    `${REFERENCE}/API_PublishStateMachineVersion.html`,
  ),
  'api-create-alias': page('API Reference: CreateStateMachineAlias', `${REFERENCE}/API_CreateStateMachineAlias.html`),
  'api-create-activity': page('API Reference: CreateActivity', `${REFERENCE}/API_CreateActivity.html`),
  'api-common-errors': page('API Reference: common errors', `${REFERENCE}/CommonErrors.html`),
  'eventbridge-events': page(
    'Developer Guide: EventBridge events of executions',
    `${GUIDE}/eventbridge-integration.html`,
  ),
  'lambda-service-exceptions': page(
    'Developer Guide: Lambda service exceptions',
    `${GUIDE}/sfn-best-practices.html#bp-lambda-serviceexception`,
  ),
  'api-model': page(
    'Service model 2016-11-23 (aws/api-models-aws)',
    'https://github.com/aws/api-models-aws/tree/main/models/sfn',
  ),
  'reported-lambda-errors': recording(
    'Error payloads of Lambda functions, measured on the real service by users of an emulator (github.com/floci-io/floci, issue 3314)',
  ),
  'measured-branch-failures': recording(
    'Histories of failing branches, iterations and choices, measured on the real service by users of an emulator (github.com/floci-io/floci, issue 2868)',
  ),
  'recorded-redrives': recording('Redrives recorded on the real service, us-west-2, 2026-09-24'),
  'recorded-map-runs': recording('Map Runs and their redrives recorded on the real service, us-west-2, 2026-09-24'),
  'recorded-deletion': recording('Deletions of state machines recorded on the real service, us-west-2, 2026-09-24'),
  'api-test-state': page('API Reference: TestState', `${REFERENCE}/API_TestState.html`),
  'log-levels': page('Developer Guide: log levels', `${GUIDE}/cw-logs.html#cloudwatch-log-level`),
  'service-parameters': page(
    'Developer Guide: passing parameters to a service API',
    `${GUIDE}/connect-parameters.html`,
  ),
  'reported-parameters': recording('Parameters that the real service refused, quoted by its users in public code'),
  'reported-endpoints': recording(
    'The refusal of a plain HTTP endpoint, met by the simulation of a security tool (github.com/aws-samples/service-screener-v2)',
  ),
  'api-invoke': page('AWS Lambda: Invoke', 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html'),
  'reported-versions': recording('Tests of versions that a peer project has run on the real service'),
  'reported-callbacks': recording(
    'Refusals of task tokens, quoted from the real service in public code and issues of several projects',
  ),
  'recorded-callbacks': recording('Callbacks and task tokens recorded on the real service, 2026'),
  'recorded-errors': recording('Refusals recorded on the real service by validated integration tests, 2023 to 2026'),
  'recorded-histories': recording('Histories recorded on the real service by validated integration tests'),
  'recorded-answers': recording(
    'Answers of the real service to single states, recorded by the conformance suite of an interpreter, 2026-04',
  ),
  'reported-answers': recording(
    'Answers of the real service that the cases of the same suite note and assert, without the recording itself, 2026-04',
  ),
  'measured-jsonpath': recording(
    'Answers of Jayway JsonPath, measured by a comparison of implementations (github.com/cburgmer/json-path-comparison)',
  ),
  'reported-null-input': recording(
    'Failures of the real service on null inputs, quoted by its users (github.com/awslabs/states-language, issue 29)',
  ),
  'recorded-captures': recording('Captures of the real service with their wire bodies, us-west-2, 2026-09-23 and 24'),
  'recorded-throttling': recording('Throttled calls recorded on the real service with their headers'),
  'recorded-constraints': recording('Constraint violations measured on the real service, 2026-09-07'),
} as const satisfies Record<string, Source>;

/** Key of a source. */
export type SourceId = keyof typeof sources;
