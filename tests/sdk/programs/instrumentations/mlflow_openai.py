"""OpenAI's client with MLflow's tracing, which exports to OpenTelemetry's address when that is set."""

import os

import openai_calls
from openai import OpenAI

# With the address of all signals it counts metrics as well, for which it wants a server of MLflow's.
os.environ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = os.environ.pop("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces"
os.environ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf"

import mlflow
import mlflow.openai

mlflow.openai.autolog()


@mlflow.trace(span_type="CHAIN")
def guide() -> None:
    mlflow.update_current_trace(user="ada", session_id="trip-1")
    openai_calls.talk()


guide()
client = OpenAI(max_retries=0)
openai_calls.respond(client)
openai_calls.embed(client)
mlflow.flush_trace_async_logging()
