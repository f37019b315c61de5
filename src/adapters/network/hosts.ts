/** `states.us-east-1.…` with all that can stand around it: `sync-`, `-fips`, the name of a VPC endpoint, any domain of any partition. */
const STEP_FUNCTIONS = /(?:^|\.)(?:sync-)?states(?:-fips)?\.[a-z]{2,4}(?:-[a-z]+)+-\d+(?:\.|$)/;

/** Loopback, in the spellings that reach a socket; `sync-` is what the SDK puts before every host. */
const LOOPBACK =
  /^(?:sync-)?(?:localhost|(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|::1|::|::ffff:127(?:\.\d{1,3}){3})$/;

/** A host as URLs, options and addresses write it: `[::1]`, `States.us-east-1.amazonaws.com.`. */
export function hostName(host: unknown): string {
  if (typeof host !== 'string') return '';
  return host
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

/** Whether a host is one of Step Functions, of whatever partition: standard, FIPS, dual stack, `sync-`, VPC endpoint. */
export function isStepFunctionsHost(host: unknown): boolean {
  return STEP_FUNCTIONS.test(hostName(host));
}

/** Whether a host is this machine itself. No host at all is: Node takes localhost then. */
export function isThisMachine(host: unknown): boolean {
  const name = hostName(host);
  return name === '' || LOOPBACK.test(name);
}
