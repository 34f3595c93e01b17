"""What the Langfuse SDKs from version 3 (Python) and 4 (JS) on set: ``langfuse.*``."""

from tracedesk.formats.dialects.rules import Family, NamedTexts, Prefix, TypeRule
from tracedesk.records.trace import Level

SCOPE = "langfuse-sdk"
USER_ID = "langfuse.user.id"
SESSION_ID = "langfuse.session.id"
# What LangChain users put into the metadata of a run, for want of a field.
USER_ID_IN_METADATA = ("langfuse.observation.metadata.langfuse_user_id", "langfuse.trace.metadata.langfuse_user_id")
SESSION_ID_IN_METADATA = (
    "langfuse.observation.metadata.langfuse_session_id",
    "langfuse.trace.metadata.langfuse_session_id",
)
TAGS_IN_METADATA = ("langfuse.observation.metadata.langfuse_tags", "langfuse.trace.metadata.langfuse_tags")

TRACE_NAME = "langfuse.trace.name"
TRACE_INPUT = "langfuse.trace.input"
TRACE_OUTPUT = "langfuse.trace.output"
TRACE_TAGS = "langfuse.trace.tags"
TAGS = "langfuse.tags"
PUBLIC = ("langfuse.trace.public", "langfuse.public")
TRACE_METADATA = ("langfuse.trace.metadata",)
OBSERVATION_METADATA = ("langfuse.observation.metadata", "langfuse.metadata")
ENVIRONMENT = "langfuse.environment"
VERSION = "langfuse.version"
RELEASE = "langfuse.release"
AS_ROOT = "langfuse.internal.as_root"
APP_ROOT = "langfuse.internal.is_app_root"

LEVEL = "langfuse.observation.level"
STATUS_MESSAGE = "langfuse.observation.status_message"
COMPLETION_START = "langfuse.observation.completion_start_time"
MODEL = "langfuse.observation.model.name"
MODEL_PARAMETERS = "langfuse.observation.model.parameters"
USAGE = "langfuse.observation.usage_details"
COST = "langfuse.observation.cost_details"
PROMPTS = (
    ("langfuse.observation.prompt.name", "langfuse.observation.prompt.version"),
    ("langfuse.prompt.name", "langfuse.prompt.version"),
)
TEXTS = NamedTexts(("langfuse.observation.input",), ("langfuse.observation.output",))

TYPE_KEY = "langfuse.observation.type"
TYPE = TypeRule(
    TYPE_KEY,
    {
        "span": "SPAN",
        "generation": "GENERATION",
        "event": "EVENT",
        "embedding": "EMBEDDING",
        "agent": "AGENT",
        "tool": "TOOL",
        "chain": "CHAIN",
        "retriever": "RETRIEVER",
        "guardrail": "GUARDRAIL",
        "evaluator": "EVALUATOR",
    },
)
# The Python SDK up to 3.3 called generations spans; these attributes give them away.
LAST_VERSION_WITHOUT_GENERATIONS = (3, 3)
SIGNS_OF_A_GENERATION = (
    MODEL,
    COST,
    USAGE,
    COMPLETION_START,
    MODEL_PARAMETERS,
    "langfuse.observation.prompt.name",
    "langfuse.observation.prompt.version",
)
LEVELS: dict[str, Level] = {
    "trace": "DEBUG",
    "verbose": "DEBUG",
    "debug": "DEBUG",
    "info": "DEFAULT",
    "log": "DEFAULT",
    "notice": "DEFAULT",
    "ok": "DEFAULT",
    "success": "DEFAULT",
    "default": "DEFAULT",
    "warn": "WARNING",
    "warning": "WARNING",
    "fatal": "ERROR",
    "critical": "ERROR",
    "error": "ERROR",
}
PREFIXES = (
    Prefix("langfuse.observation.metadata.", Family.OBSERVATION_METADATA),
    Prefix("langfuse.metadata.", Family.OBSERVATION_METADATA),
    Prefix("langfuse.trace.metadata.", Family.TRACE_METADATA),
)
UNLISTED = ("langfuse.trace.metadata", "langfuse.observation.metadata")
