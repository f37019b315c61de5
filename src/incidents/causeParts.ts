/** A cause, taken apart: what AWS says, and what it tells of the user. */
export interface CauseParts {
  /** AWS's words before: in which state it was, who has answered. */
  readonly before: string;
  /** What happened. */
  readonly told: string;
  /** Whether AWS words it, so that only the ARNs in it are the user's. */
  readonly isOfAws: boolean;
  /** The service and its request, in the brackets in which the SDK puts them. */
  readonly service: string;
}

const BEFORE =
  /^(?:An error occurred while executing the state '.+' \(entered at the event id #\d+\)\. )?(?:Error contacting AWS Service\. \| Message from Service: )?/;
const SERVICE = / \(Service: \w+(?:[;,] [\w ]+: [^;,()]*)+\)(?: \(SDK Attempt Count: \d+\))?$/;

const ARN = 'arn:\\S+';
const SENTENCES = [
  "The state/task '[^']+' returned a result with a size exceeding the maximum number of bytes service limit\\.",
  'The specified tolerated failure threshold was exceeded',
  `The role ${ARN} is not authorized to assume the task state's role, ${ARN}\\.`,
  `User: ${ARN} is not authorized to perform: [\\w:]+ on resource: ${ARN} because no [\\w-]+ policy allows the [\\w:]+ action`,
  `The map run execution \\[${ARN}\\] which was managing this resource was aborted`,
  `The activity ${ARN} does not exist\\.`,
  '(?:[^|()]*\\. )?Failed to write a test manifest into the specified output bucket\\. Step Functions failed to assume the provided ' +
    'role\\. Please update your IAM trust policy to allow Step Functions to assume the role\\. \\| Message from STS: The ' +
    `principal states\\.amazonaws\\.com is not authorized to assume the provided role\\. \\(role: ${ARN}\\)`,
  'CSV headers cannot contain duplicates\\.',
];
const OF_AWS = new RegExp(`^(?:${SENTENCES.join('|')})$`);

export function causePartsOf(cause: string): CauseParts {
  const before = BEFORE.exec(cause)?.[0] ?? '';
  const service = SERVICE.exec(cause.slice(before.length))?.[0] ?? '';
  const told = cause.slice(before.length, cause.length - service.length);
  return { before, told, isOfAws: OF_AWS.test(told), service };
}
