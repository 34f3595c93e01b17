"""Google Genkit (``genkit:*``): input and output as JSON, the model's name beside them."""

from tracedesk.formats.dialects.rules import TypeRule

SCOPE = "genkit-tracer"
NAME = "genkit:name"
SUBTYPE = "genkit:metadata:subtype"
MODELS = ("model", "background-model")
INPUT = "genkit:input"
OUTPUT = "genkit:output"
TYPE = TypeRule(
    SUBTYPE,
    {
        "model": "GENERATION",
        "background-model": "GENERATION",
        "embedder": "EMBEDDING",
        "tool": "TOOL",
        "tool.v2": "TOOL",
        "retriever": "RETRIEVER",
        "evaluator": "EVALUATOR",
    },
)
