"""OpenInference, the conventions of Arize Phoenix: ``openinference.*``, ``llm.*``, ``input.value``."""

from tracedesk.formats.dialects.rules import Family, NamedTexts, NumberedMessages, Prefix, TypeRule

MODEL = "llm.model_name"
OTHER_MODELS = ("embedding.model_name", "reranker.model_name")
FIRST_TOKEN_EVENT = "First Token Stream Event"
RESPONSE_MODEL = "llm.response.model"
MODEL_PARAMETERS = "llm.invocation_parameters"
COST = "llm.cost.total"
TAGS = "tag.tags"
TYPE = TypeRule(
    "openinference.span.kind",
    {
        "chain": "CHAIN",
        "retriever": "RETRIEVER",
        "embedding": "EMBEDDING",
        "agent": "AGENT",
        "tool": "TOOL",
        "guardrail": "GUARDRAIL",
        "evaluator": "EVALUATOR",
        "llm": "GENERATION",
    },
)
# Some of its instrumentations send one side as a value and the other as messages only.
TEXTS = NamedTexts(("input.value",), ("output.value",), Family.INPUT_MESSAGES, Family.OUTPUT_MESSAGES)
NUMBERED_MESSAGES = NumberedMessages(
    "llm.input_messages", Family.INPUT_MESSAGES, "llm.output_messages", Family.OUTPUT_MESSAGES
)
PREFIXES = (
    Prefix("llm.input_messages.", Family.INPUT_MESSAGES),
    Prefix("llm.output_messages.", Family.OUTPUT_MESSAGES),
    Prefix("llm.invocation_parameters.", Family.MODEL_PARAMETERS, without=frozenset({"model"})),
    Prefix("llm.token_count.", Family.USAGE),
)
UNLISTED = ("llm.input_messages", "llm.output_messages")
