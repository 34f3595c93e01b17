"""An agent of Pydantic AI with its own instrumentation; the version of its format is the argument."""

import asyncio
import sys

import telling
from pydantic_ai import Agent
from pydantic_ai.models.instrumented import InstrumentationSettings

Agent.instrument_all(InstrumentationSettings(tracer_provider=telling.provider, version=int(sys.argv[1])))
guide = Agent(
    "openai-chat:gpt-4o",
    instructions="You answer in one sentence.",
    name="guide",
    model_settings={"temperature": 0.2, "max_tokens": 64},
)
forecaster = Agent("openai-chat:gpt-4o", name="forecaster")


@forecaster.tool_plain
def weather(city: str) -> str:
    """The weather of a city."""
    return "Sunny, 21 degrees"


async def stream() -> None:
    async with guide.run_stream("Name three rivers.") as answer:
        await answer.get_output()


guide.run_sync("What is the capital of France?")
asyncio.run(stream())
forecaster.run_sync("What is the weather in Paris?")
with telling.refused():
    Agent("openai-chat:refuses").run_sync("Will you answer?")
telling.finish()
