"""Names so short that several instrumentations use them (Pydantic, Pipecat, Logfire, Genkit)."""

from tracedesk.formats.dialects.rules import NamedTexts

MODEL = "model"
MODEL_PARAMETERS = "model_config"
GENKIT_NAME = "genkit:name"
LOGFIRE_MESSAGE = "logfire.msg"
TEXTS = NamedTexts(("input",), ("output",))
