"""MLflow tracing (``mlflow.*``)."""

from tracedesk.formats.dialects.rules import NamedTexts, TypeRule

TEXTS = NamedTexts(("mlflow.spanInputs",), ("mlflow.spanOutputs",))
# The Langfuse server does not read this; it costs nothing where other rules found nothing.
TYPE = TypeRule(
    "mlflow.spanType",
    {
        "llm": "GENERATION",
        "chat_model": "GENERATION",
        "agent": "AGENT",
        "tool": "TOOL",
        "chain": "CHAIN",
        "retriever": "RETRIEVER",
        "embedding": "EMBEDDING",
    },
)
