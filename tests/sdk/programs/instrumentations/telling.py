"""Where the programs here send their spans and logs: to the address that OpenTelemetry's variables name."""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry._logs import set_logger_provider
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)
logs = LoggerProvider()
logs.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter()))
set_logger_provider(logs)


@contextmanager
def refused() -> Iterator[None]:
    """Hold that the model refuses to answer; each library has an error of its own for that."""
    try:
        yield
    except Exception as error:
        if "refuses today" not in str(error):
            raise
    else:
        raise AssertionError("the model did not refuse")


def finish() -> None:
    """Send what is left; the end of a program does so too, but not each library lets it come to that."""
    provider.shutdown()
    logs.shutdown()
