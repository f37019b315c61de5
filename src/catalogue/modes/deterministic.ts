import { lambdaReturns } from '../../asl/script/scripting';
import { defaultLimits } from '../../rules/limits';
import { functionArn, kebab } from '../place';
import { takes } from './durations';
import { sceneMode } from './sceneMode';
import { sceneOf } from './workflow';

const again = { redriveEndsAs: 'FAILED' } as const;
const recorded = { evidence: 'recorded', source: 'recorded-histories' } as const;

/** One character more than a payload may have. */
const TOO_LONG = 'x'.repeat(defaultLimits.payloadBytes + 1);

/** Failures by the definition or by data: a redrive meets the same definition and the same input again. */
export const deterministicModes = {
  'no-choice-matched': sceneMode({
    ...again,
    says: 'No rule of a Choice state matches and it has no Default.',
    evidence: 'assumed',
    reason: 'The error is in the Amazon States Language specification; its cause was not recorded.',
    source: 'states-language',
    scene: () => ({
      states: {
        IsPaid: { Type: 'Choice', Choices: [{ Variable: '$.noSuchMember', IsPresent: true, Next: 'Paid' }] },
        Paid: { Type: 'Succeed' },
      },
      startAt: 'IsPaid',
      leaving: [],
    }),
  }),
  'path-not-found': sceneMode({
    ...again,
    ...recorded,
    says: 'The InputPath of a state leads nowhere.',
    recorded: [{ history: 'scenarios.base_scenarios.invalid_jsonpath_ST_INVALID_JSONPATH_IN_INPUTPATH' }],
    scene: () => sceneOf('ReadAddress', { Type: 'Pass', InputPath: '$.noSuchMember' }),
  }),
  'parameter-path-not-found': sceneMode({
    ...again,
    ...recorded,
    says: 'A path in the Parameters of a state leads nowhere.',
    recorded: [{ history: 'scenarios.base_scenarios.invalid_jsonpath_INVALID_JSONPATH_IN_STRING_EXPR_JSONPATH' }],
    scene: () => sceneOf('ReadAddress', { Type: 'Pass', Parameters: { 'address.$': '$.noSuchMember' } }),
  }),
  'output-path-not-found': sceneMode({
    ...again,
    ...recorded,
    says: 'The OutputPath of a Task leads nowhere in what the Task has answered.',
    recorded: [{ history: 'scenarios.base_scenarios.catch_states_runtime' }],
    scene: ({ place }) =>
      sceneOf('ChargeCard', {
        Type: 'Task',
        Resource: functionArn(place, kebab('ChargeCard')),
        OutputPath: '$.noSuchMember',
      }),
    tasks: () => ({ ChargeCard: lambdaReturns({}, { after: takes.step }) }),
  }),
  'wait-time-invalid': sceneMode({
    ...again,
    ...recorded,
    says: 'The SecondsPath of a Wait leads to no number of seconds.',
    recorded: [{ history: 'base.wait.base_wait_seconds_path_1_5' }],
    scene: () => sceneOf('WaitForWarehouse', { Type: 'Wait', SecondsPath: '$.noSuchMember' }),
  }),
  'intrinsic-failed': sceneMode({
    ...again,
    says: 'An intrinsic function is given what it cannot work with.',
    evidence: 'recorded',
    source: 'recorded-answers',
    scene: () => sceneOf('Count', { Type: 'Pass', Parameters: { 'count.$': "States.StringToJson('not JSON')" } }),
  }),
  'jsonata-evaluation-failed': sceneMode({
    ...again,
    ...recorded,
    says: 'A JSONata expression in the arguments of a Task returns nothing.',
    recorded: [{ history: 'assign.assign_reference_variables.undefined_reference_BASE_UNDEFINED_ARGUMENTS' }],
    scene: ({ place }) =>
      sceneOf('ChargeCard', {
        Type: 'Task',
        QueryLanguage: 'JSONata',
        Resource: functionArn(place, kebab('ChargeCard')),
        Arguments: '{% $states.input.noSuchMember %}',
      }),
  }),
  'data-limit-exceeded': sceneMode({
    ...again,
    ...recorded,
    says: 'A state returns more than 256 KiB.',
    recorded: [{ history: 'error_handling.states_errors.start_large_input' }],
    scene: () => sceneOf('RenderInvoice', { Type: 'Pass', Result: TOO_LONG }),
  }),
} as const;
