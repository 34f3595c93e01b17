"""OpenAI's client with OpenLLMetry's instrumentation (``opentelemetry-instrumentation-openai``)."""

import openai_calls
import telling
from openai import OpenAI
from opentelemetry.instrumentation.openai import OpenAIInstrumentor

OpenAIInstrumentor().instrument(tracer_provider=telling.provider)
openai_calls.talk()
openai_calls.respond(OpenAI())
openai_calls.respond_with_a_tool(OpenAI())
openai_calls.embed(OpenAI())
telling.finish()
