#!/bin/sh
# Seeds a failed execution, redrives it 13 days later, and shows that another two days are too many.
set -eu
call() { curl -sS "$AWS_ENDPOINT_URL_SFN" -H "x-amz-target: AWSStepFunctions.$1" -d "$2"; echo; }
control() { curl -sS "$AWS_ENDPOINT_URL_SFN/_redrive-testkit/$1" -d "$2"; echo; }
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

arn=$(control seed '{"mode": "task-failed", "options": {"afterRedrive": "timesOut"}}' | member executionArn)
control clock '{"advanceBy": 1123200000}' # 13 days
call RedriveExecution "{\"executionArn\": \"$arn\"}"
control settle '{}'
call DescribeExecution "{\"executionArn\": \"$arn\"}" | member status
control clock '{"advanceBy": 1296000000}' # 15 days
call RedriveExecution "{\"executionArn\": \"$arn\"}" | member __type
