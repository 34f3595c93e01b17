"""OpenAI's client with OpenTelemetry's own instrumentation; its variables choose how messages are told.

With ``older`` as argument it tells them as releases do that its users have not left yet.
"""

import sys

import openai_calls
import telling
from openai import OpenAI
from opentelemetry.instrumentation import openai_v2

if sys.argv[1:] == ["older"]:
    openai_v2.is_experimental_mode = lambda: False

openai_v2.OpenAIInstrumentor().instrument(tracer_provider=telling.provider, logger_provider=telling.logs)
openai_calls.talk()
openai_calls.embed(OpenAI())
telling.finish()
