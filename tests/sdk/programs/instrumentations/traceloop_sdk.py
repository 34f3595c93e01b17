"""A workflow of Traceloop's SDK around OpenAI's client."""

import openai_calls
from openai import OpenAI
from traceloop.sdk import Traceloop
from traceloop.sdk.decorators import task, workflow

Traceloop.init(app_name="travel", disable_batch=True)


@task(name="ask")
def ask() -> None:
    openai_calls.talk()
    openai_calls.embed(OpenAI())


@workflow(name="advice")
def advice() -> None:
    Traceloop.set_association_properties({"user_id": "ada", "session_id": "trip-1"})
    ask()


advice()
