"""MLflow tracing (``mlflow.*``), whose attributes are all JSON, texts in quotation marks as well.

The Langfuse server reads the texts only; the rest costs nothing where other rules found nothing.
"""

from tracedesk.formats.dialects.rules import NamedTexts, TypeRule

MODEL = "mlflow.llm.model"
USAGE = "mlflow.chat.tokenUsage"
COST = "mlflow.llm.cost"
COSTS = {"input": "input_cost", "output": "output_cost", "total": "total_cost"}
FIRST_CHUNK_EVENT = "mlflow.chunk.item.0"
TEXTS = NamedTexts(("mlflow.spanInputs",), ("mlflow.spanOutputs",))
TYPE = TypeRule(
    "mlflow.spanType",
    {
        "llm": "GENERATION",
        "chat_model": "GENERATION",
        "agent": "AGENT",
        "tool": "TOOL",
        "chain": "CHAIN",
        "workflow": "CHAIN",
        "retriever": "RETRIEVER",
        "embedding": "EMBEDDING",
        "guardrail": "GUARDRAIL",
        "evaluator": "EVALUATOR",
    },
)
# The arguments of a call are attributes of these names; only beside its own do they say something of a model.
PARAMETERS = (
    "temperature", "max_tokens", "max_completion_tokens", "max_output_tokens", "top_p", "top_k", "frequency_penalty",
    "presence_penalty", "seed", "stop", "n", "stream", "tool_choice", "response_format", "reasoning",
    "reasoning_effort",
)  # fmt: skip
