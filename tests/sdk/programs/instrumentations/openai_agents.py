"""An agent of OpenAI's Agents SDK with OpenInference's instrumentation."""

import agents
import telling
from openinference.instrumentation import using_attributes
from openinference.instrumentation.openai_agents import OpenAIAgentsInstrumentor

OpenAIAgentsInstrumentor().instrument(tracer_provider=telling.provider)


@agents.function_tool
def weather(city: str) -> str:
    """The weather of a city."""
    return "Sunny, 21 degrees"


def agent(model: str, *tools: agents.Tool, kind: str = "responses") -> agents.Agent:
    instructions = "You answer in one sentence."
    return agents.Agent(
        name="guide",
        instructions=instructions,
        model=model,
        tools=list(tools),
        model_settings=agents.ModelSettings(temperature=0.2, max_tokens=64),
    )


with using_attributes(user_id="ada", session_id="trip-1", tags=["beta"], metadata={"channel": "web"}):
    agents.Runner.run_sync(agent("gpt-4o"), "What is the capital of France?")
    agents.Runner.run_sync(agent("gpt-4o", weather), "What is the weather in Paris?")
    with telling.refused():
        agents.Runner.run_sync(agent("refuses"), "Will you answer?")
telling.finish()
