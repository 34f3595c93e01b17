"""Programs with the instrumentations of others, and what of a call of a model their generations must tell."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sdk.environments import GOOGLE_ADK, INSTRUMENTATIONS, JAVASCRIPT_AI, LITELLM, OPENAI_AGENTS
from sdk.model_calls import ModelCall, ToolCall, Turn
from sdk.openai_answers import REFUSAL
from sdk.reading import JsonObject
from tracedesk.analysis.message_parts import TextPart, ToolCallPart, ToolResultPart
from tracedesk.analysis.messages import conversation_in

CONTENT_ON_SPANS = {
    "OTEL_SEMCONV_STABILITY_OPT_IN": "gen_ai_latest_experimental",
    "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT": "span_only",
}
CONTENT_IN_EVENTS = CONTENT_ON_SPANS | {"OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT": "event_only"}
CONTENT_IN_OLDER_EVENTS = {"OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT": "true"}


@dataclass(frozen=True, slots=True)
class Program:
    """``unsaid`` says which fields of which calls (by a word of their question, "" for all) are not in the export."""

    dialect: str
    environment: str
    script: str
    arguments: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    unsaid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A generation as it is read back, with its trace."""

    generation: JsonObject
    trace: JsonObject

    def turns(self, side: str) -> list[Turn]:
        """Return who said what in the input or the output, as the window reads it."""
        found = conversation_in(self.generation[side])
        turns: list[Turn] = []
        for message in found.messages if found else ():
            words = " ".join(part.text for part in message.parts if isinstance(part, TextPart) and part.text)
            results = [_plain(part.result) for part in message.parts if isinstance(part, ToolResultPart)]
            turns += [(message.role, words)] if words else []
            turns += [("tool", result) for result in results]
        return turns

    def tools(self, side: str) -> list[ToolCall]:
        found = conversation_in(self.generation[side])
        parts = [part for message in (found.messages if found else ()) for part in message.parts]
        return [(part.name, part.arguments) for part in parts if isinstance(part, ToolCallPart)]

    def tokens(self, word: str) -> int:
        return sum(count for kind, count in self.generation["usageDetails"].items() if word in kind)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


Check = Callable[[ModelCall, Told], bool | None]


def _input(call: ModelCall, told: Told) -> bool:
    everything = json.dumps([told.generation["input"], told.generation["modelParameters"]], ensure_ascii=False)
    if call.type == "EMBEDDING":
        return call.turns[0][1] in everything
    turns = [turn for turn in told.turns("input") if turn[0] not in ("system", "developer")]
    return turns == list(call.turns) and all(
        json.dumps(words, ensure_ascii=False)[1:-1] in everything for words in call.instructions
    )


def _output(call: ModelCall, told: Told) -> bool | None:
    if call.answer is None:
        return None
    said = told.generation["output"]
    return said == call.answer if isinstance(said, str) else ("assistant", call.answer) in told.turns("output")


def _tools(call: ModelCall, told: Told) -> bool | None:
    if not call.tools_called and not call.answered_tools:
        return None
    return (told.tools("input"), told.tools("output")) == (list(call.tools_called), list(call.answered_tools))


def _usage(call: ModelCall, told: Told) -> bool | None:
    if call.tokens is None:
        return None
    if call.type == "EMBEDDING" and "input" not in told.generation["usageDetails"]:  # Vercel's tells a total only
        return bool(told.generation["usageDetails"].get("total") == call.tokens[0])
    return (told.tokens("input"), told.tokens("output")) == call.tokens


def _parameters(call: ModelCall, told: Told) -> bool | None:
    said = {str(value) for value in (told.generation["modelParameters"] or {}).values()}
    return {str(value) for value in call.parameters.values()} <= said if call.parameters else None


def _error(call: ModelCall, told: Told) -> bool:
    found = told.generation
    if call.refused:
        return found["level"] == "ERROR" and REFUSAL in str(found["statusMessage"])
    return bool(found["level"] == "DEFAULT")


def _first_token(call: ModelCall, told: Told) -> bool | None:
    found = told.generation
    if not call.streamed:
        return None
    return (
        found["completionStartTime"] is not None
        and found["startTime"] <= found["completionStartTime"] <= found["endTime"]
    )


def _whole(call: ModelCall, told: Told) -> bool | None:
    """Whether an answer has what one opens it for, whatever that says."""
    if call.refused or call.type != "GENERATION":
        return None
    return all(told.generation[name] for name in ("model", "input", "output", "usageDetails"))


CHECKS: Mapping[str, Check] = {
    "whole": _whole,
    "name": lambda call, told: bool(told.generation["name"]),
    "type": lambda call, told: told.generation["type"] == call.type,
    "model": lambda call, told: told.generation["model"] in call.models,
    "parameters": _parameters,
    "input": _input,
    "output": _output,
    "tools": _tools,
    "usage": _usage,
    "cached": lambda call, told: None if call.cached is None else told.tokens("cached") == call.cached,
    "reasoning": lambda call, told: None if call.reasoning is None else told.tokens("reasoning") == call.reasoning,
    "audio": lambda call, told: None if call.audio is None else told.tokens("audio") == call.audio,
    "error": _error,
    "first token": _first_token,
    "user": lambda call, told: told.trace["userId"] == "ada",
    "session": lambda call, told: told.trace["sessionId"] == "trip-1",
    "tags": lambda call, told: told.trace["tags"] == ["beta"],
}  # fmt: skip
ALL = ("",)
NOBODY = {"user": ALL, "session": ALL, "tags": ALL}
OF_STREAMS = ("Name three rivers.", "Does it rain in Paris?")
OF_STREAMED_RESPONSES = ("Is it windy in Paris?",)
OF_PICTURES = ("What is in this picture?",)
OF_REFUSALS = ("Will you answer?",)
OF_EMBEDDINGS = ("a sentence to embed",)
PYTHON = "instrumentations/"
PROGRAMS = (
    Program("OpenInference, OpenAI", INSTRUMENTATIONS, f"{PYTHON}openinference_openai.py"),
    Program(
        "OpenInference, LangChain",
        INSTRUMENTATIONS,
        f"{PYTHON}openinference_langchain.py",
        unsaid={"first token": OF_STREAMS},
    ),
    Program(
        "OpenInference, OpenAI Agents",
        INSTRUMENTATIONS,
        f"{PYTHON}openai_agents.py",
        unsaid=dict.fromkeys(("model", "parameters", "input"), OF_REFUSALS),
    ),
    Program("OpenInference, LangGraph", INSTRUMENTATIONS, f"{PYTHON}langgraph_agent.py"),
    Program(
        "OpenTelemetry, OpenAI Agents",
        OPENAI_AGENTS,
        "openai-agents/guide.py",
        unsaid=NOBODY | {"cached": ALL, "reasoning": ALL, "model": OF_REFUSALS, "input": OF_REFUSALS},
    ),
    Program(
        "Google ADK",
        GOOGLE_ADK,
        "google-adk/guide.py",
        variables={"OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT": "SPAN_ONLY"},
        unsaid={"user": ALL, "tags": ALL},
    ),
    Program(
        "OpenLLMetry, OpenAI",
        INSTRUMENTATIONS,
        f"{PYTHON}openllmetry_openai.py",
        unsaid=NOBODY | {"reasoning": OF_STREAMS, "audio": ALL, "first token": OF_STREAMED_RESPONSES},
    ),
    Program(
        "Traceloop SDK",
        INSTRUMENTATIONS,
        f"{PYTHON}traceloop_sdk.py",
        unsaid={"tags": ALL, "reasoning": OF_STREAMS, "audio": ALL},
    ),
    *(
        Program(
            f"OpenTelemetry, OpenAI, {where}",
            INSTRUMENTATIONS,
            f"{PYTHON}openai_v2.py",
            arguments,
            variables,
            NOBODY | dict.fromkeys(("cached", "reasoning", "audio", "first token"), ALL) | {"input": unsaid_input},
        )
        for where, arguments, variables, unsaid_input in (
            ("spans", (), CONTENT_ON_SPANS, OF_PICTURES + OF_EMBEDDINGS),
            ("logs", (), CONTENT_IN_EVENTS, OF_PICTURES + OF_EMBEDDINGS),
            ("older logs", ("older",), CONTENT_IN_OLDER_EVENTS, OF_EMBEDDINGS),
        )
    ),
    *(
        Program(
            f"Pydantic AI {version}",
            INSTRUMENTATIONS,
            f"{PYTHON}pydantic_ai_agent.py",
            (version,),
            unsaid=NOBODY | {"input": OF_REFUSALS},
        )
        for version in ("2", "6")
    ),
    Program(
        "LiteLLM",
        LITELLM,
        "litellm/calls.py",
        variables={"OTEL_EXPORTER": "otlp_http", "LITELLM_LOCAL_MODEL_COST_MAP": "True"},
        unsaid={"session": ALL, "tags": ALL, "first token": ALL},
    ),
    Program(
        "Vercel AI SDK 5",
        JAVASCRIPT_AI,
        "javascript-ai/calls.mjs",
        ("5",),
        unsaid=dict.fromkeys(("cached", "reasoning"), ("capital", "weather")),
    ),
    Program(
        "Vercel AI SDK 7",
        JAVASCRIPT_AI,
        "javascript-ai/calls.mjs",
        ("7",),
        unsaid={"reasoning": ALL, "input": OF_EMBEDDINGS},
    ),
)


def table_of(results: Mapping[str, Mapping[str, list[Any]]]) -> str:
    """Return the share of right ones by dialect and field; "-": no call has it, "x": the export does not say it."""
    width = max(map(len, results), default=0)
    lines = [" " * width + "  " + "  ".join(CHECKS)]
    for dialect, by_field in results.items():
        cells = [_cell(by_field.get(name, [])).rjust(len(name)) for name in CHECKS]
        lines.append(f"{dialect.ljust(width)}  " + "  ".join(cells))
    return "\n".join(lines)


def _cell(marks: list[Any]) -> str:
    counted = [mark for mark in marks if mark in (True, False)]
    if not counted:
        return "x" if "unsaid" in marks else "-"
    return f"{sum(counted)}/{len(counted)}"
