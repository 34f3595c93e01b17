"""Asks a model in a pipeline of Haystack, whose steps its connector tells langfuse of."""

import os

os.environ["HAYSTACK_CONTENT_TRACING_ENABLED"] = "true"  # before Haystack is imported, as its manual says

from haystack import Pipeline
from haystack.components.builders import ChatPromptBuilder
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack_integrations.components.connectors.langfuse import LangfuseConnector
from haystack_integrations.tracing.langfuse.tracer import tracing_context_var

pipeline = Pipeline()
pipeline.add_component("tracer", LangfuseConnector("advice"))
pipeline.add_component("asking", ChatPromptBuilder(variables=["city"]))
pipeline.add_component("model", OpenAIChatGenerator(model="gpt-stub", generation_kwargs={"temperature": 0.2}))
pipeline.connect("asking.prompt", "model.messages")
tracing_context_var.set({"user_id": "ada", "session_id": "trip-6", "tags": ["beta"]})
template = [ChatMessage.from_user("What to wear in {{city}}?")]
answered = pipeline.run({"asking": {"city": "Paris", "template": template}})
print(answered["model"]["replies"][0].text)
