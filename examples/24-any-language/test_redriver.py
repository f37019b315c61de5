"""Tests in Python: the control interface does to the fake what a test in TypeScript does with `sfn`."""

import json
import unittest
import urllib.error
import urllib.request

from redriver import ENDPOINT, recover


def control(action, **members):
    request = urllib.request.Request(f"{ENDPOINT}/_redrive-testkit/{action}", json.dumps(members).encode())
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def calls():
    with urllib.request.urlopen(f"{ENDPOINT}/_redrive-testkit/calls") as response:
        return [call["operation"] for call in json.load(response)]


class RedriverTest(unittest.TestCase):
    def setUp(self):
        control("reset")

    def test_a_failed_order_is_redriven(self):
        order = control("seed", mode="lambda-function-failed", options={"state": "ChargeCard"})
        self.assertEqual(order["status"], "FAILED")
        self.assertEqual(recover(order["executionArn"]), 1)

    def test_it_fails_again_and_is_redriven_again(self):
        again = [{"fails": ["Card.Declined", "insufficient funds"]}, {"succeeds": {"paid": True}}]
        order = control("seed", mode="task-failed", options={"afterRedrive": again})
        self.assertEqual(recover(order["executionArn"]), 2)
        self.assertEqual(calls().count("RedriveExecution"), 2)

    def test_throttling_ends_it(self):
        order = control("seed", mode="task-failed")
        control("failNext", operation="RedriveExecution", refusal="throttled")
        with self.assertRaisesRegex(RuntimeError, "ThrottlingException"):
            recover(order["executionArn"])

    def test_misuse_is_told(self):
        with self.assertRaises(urllib.error.HTTPError) as misuse:
            control("seed", mode="task-faild")
        self.assertIn("task-failed", json.load(misuse.exception)["hint"])


if __name__ == "__main__":
    unittest.main()
