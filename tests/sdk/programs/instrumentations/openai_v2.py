"""OpenAI's client with OpenTelemetry's own instrumentation; its variables choose how messages are told."""

import openai_calls
import telling
from openai import OpenAI
from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor

OpenAIInstrumentor().instrument(tracer_provider=telling.provider, logger_provider=telling.logs)
openai_calls.talk()
openai_calls.embed(OpenAI())
telling.finish()
