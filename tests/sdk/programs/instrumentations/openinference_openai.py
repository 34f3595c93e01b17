"""OpenAI's client with OpenInference's instrumentation."""

import openai_calls
import telling
from openai import OpenAI
from openinference.instrumentation import using_attributes
from openinference.instrumentation.openai import OpenAIInstrumentor

OpenAIInstrumentor().instrument(tracer_provider=telling.provider)
with using_attributes(user_id="ada", session_id="trip-1", tags=["beta"], metadata={"channel": "web"}):
    openai_calls.talk()
    openai_calls.respond(OpenAI())
    openai_calls.respond_with_a_tool(OpenAI())
    openai_calls.embed(OpenAI())
telling.finish()
