"""An agent of OpenAI's Agents SDK with OpenTelemetry's own instrumentation."""

import agents
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.openai_agents import OpenAIAgentsInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
OpenAIAgentsInstrumentor().instrument(tracer_provider=provider)


@agents.function_tool
def weather(city: str) -> str:
    """The weather of a city."""
    return "Sunny, 21 degrees"


def ask(question: str, model: str, *tools: agents.Tool) -> None:
    settings = agents.ModelSettings(temperature=0.2, max_tokens=64)
    instructions = "You answer in one sentence."
    agent = agents.Agent("guide", instructions=instructions, model=model, tools=list(tools), model_settings=settings)
    agents.Runner.run_sync(agent, question)


ask("What is the capital of France?", "gpt-4o")
ask("What is the weather in Paris?", "gpt-4o", weather)
try:
    ask("Will you answer?", "refuses")
except Exception as error:
    if "refuses today" not in str(error):
        raise
provider.shutdown()
