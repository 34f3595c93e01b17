"""Names so short that several instrumentations use them (Pydantic, Pipecat, Logfire)."""

from tracedesk.formats.dialects.rules import NamedTexts

MODEL = "model"
MODEL_PARAMETERS = "model_config"
LOGFIRE_MESSAGE = "logfire.msg"
TEXTS = NamedTexts(("input",), ("output",))
