const KIBIBYTE = 1024;

/**
 * @documented [wire.request-size] A request of the API holds at most 1 MB. {service-quotas}
 * @assumed [wire.request-size-refusal] One that is larger is refused with status 413. Because: the answer of AWS is not known.
 */
export const MOST_REQUEST_BYTES = KIBIBYTE * KIBIBYTE;
