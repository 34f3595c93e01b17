"""A worker traced with plain OpenTelemetry; where its spans go, and with which key, the environment alone tells.

Its argument names the work.
"""

import json
import sys

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, StatusCode

provider = TracerProvider(resource=Resource.create({"service.name": "weather-worker", "deployment.environment": "lab"}))
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)
tracer = trace.get_tracer("weather", "1.4")


def work(name: str) -> None:
    attributes = {"user.id": "ada", "session.id": "trip-1", "input": "Paris ☂", "retries": 3, "dry": False}
    with tracer.start_as_current_span(name, attributes=attributes) as span:
        call_model()
        try:
            look_up("Rome")
        except KeyError:
            span.add_event("gave up", {"after": 1})
        span.set_attribute("output", "sunny")
        span.set_status(StatusCode.OK)


def call_model() -> None:
    messages = json.dumps([{"role": "user", "content": "weather?"}])
    with tracer.start_as_current_span("chat gpt-stub", kind=SpanKind.CLIENT) as span:
        span.set_attributes({"gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-stub"})
        span.set_attributes({"gen_ai.response.model": "gpt-stub-2026-03-01", "gen_ai.request.temperature": 0.2})
        span.set_attribute("gen_ai.input.messages", messages)
        span.set_attribute("gen_ai.output.messages", json.dumps([{"role": "assistant", "content": "sunny"}]))
        span.set_attributes({"gen_ai.usage.input_tokens": 12, "gen_ai.usage.output_tokens": 3})


def look_up(city: str) -> None:
    with tracer.start_as_current_span("look up"):
        raise KeyError(city)


work(sys.argv[1])
provider.shutdown()
