"""An agent of OpenAI's Agents SDK with OpenTelemetry's own instrumentation, which tells of texts only."""

import agents
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.openai_agents import OpenAIAgentsInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
OpenAIAgentsInstrumentor().instrument(tracer_provider=provider)

agents.Runner.run_sync(agents.Agent("guide", model="gpt-4o"), "What is the capital of France?")
try:
    agents.Runner.run_sync(agents.Agent("guide", model="refuses"), "Will you answer?")
except Exception as error:
    if "refuses today" not in str(error):
        raise
provider.shutdown()
