"""The trees that the programs of langfuse 2 must show, and what is different about them with later generations.

A program that is moved from one to the other shows the same trees. What does come out different is what the clients
say differently, and each such thing is named here: a function that makes the later client's tree of langfuse 2's.
"""

from copy import deepcopy
from typing import Any

from sdk.normal_tree import Node
from sdk.openai_answers import BREAKDOWN, TOOL_ARGUMENTS, answer_to

QUESTION = "Will it rain in Paris? ☂"
BROKEN_QUESTION = "And in Rome, tomorrow?"
ANSWER = answer_to(QUESTION)
SUMMARY = answer_to("Paris in three words")
BEFORE_BREAKDOWN = "You said:"

PRINTED_BY_CHAT = f"{ANSWER}\n{BEFORE_BREAKDOWN} … {BREAKDOWN}\n"
PRINTED_BY_OBSERVED = f"{SUMMARY}\nno such city\n"


def chat() -> Node:
    """The streamed chat of Ada."""
    generation = {
        "type": "GENERATION", "name": "answer", "level": "DEFAULT", "input": _asked(QUESTION), "output": ANSWER,
        "model": "gpt-stub", "modelParameters": {"temperature": "0.2", "max_tokens": "256"},
        "usageDetails": {"input": 9, "output": 8, "total": 17},
        "costDetails": {"input": 0.001, "output": 0.002, "total": 0.003},
    }  # fmt: skip
    span = {
        "type": "SPAN", "name": "chat", "level": "DEFAULT", "input": _asked(QUESTION), "output": ANSWER,
        "children": [generation, _plan(QUESTION)],
    }  # fmt: skip
    scores = [
        {"name": "brevity", "dataType": "NUMERIC", "value": 0.5, "source": "API", "of": "answer"},
        {"name": "correct", "dataType": "BOOLEAN", "value": 1, "stringValue": "True", "source": "API"},
        {"name": "helpfulness", "dataType": "NUMERIC", "value": 0.9, "comment": "said it all", "source": "API"},
        {"name": "tone", "dataType": "CATEGORICAL", "value": 0, "stringValue": "friendly", "source": "API"},
    ]
    return _chat_of("ada", "trip-1", QUESTION) | {"output": ANSWER, "scores": scores, "children": [span]}


def broken_chat() -> Node:
    """The chat of Bob, whose model broke down in the middle of a sentence."""
    generation = {
        "type": "GENERATION", "name": "answer", "level": "ERROR", "statusMessage": BREAKDOWN,
        "input": _asked(BROKEN_QUESTION), "output": BEFORE_BREAKDOWN, "model": "breaks",
        "modelParameters": {"temperature": "0.2", "max_tokens": "256"},
    }  # fmt: skip
    span = {
        "type": "SPAN", "name": "chat", "level": "DEFAULT", "input": _asked(BROKEN_QUESTION),
        "output": f"Error: {BREAKDOWN}", "children": [generation, _plan(BROKEN_QUESTION)],
    }  # fmt: skip
    return _chat_of("bob", "trip-2", BROKEN_QUESTION) | {"scores": [], "children": [span]}


def brief() -> Node:
    """Decorated functions with two calls of the model below them: one that chooses a tool, one that is streamed."""
    tool_call = {"id": "call-1", "type": "function", "function": {"name": "weather", "arguments": TOOL_ARGUMENTS}}
    tool = {"type": "function", "function": {"name": "weather", "parameters": {"type": "object"}}}
    choice = {
        "type": "GENERATION", "name": "choose-tool", "level": "DEFAULT", "model": "gpt-stub-2026-03-01",
        "modelParameters": _stand_in_parameters(temperature="0"),
        "input": {"messages": [{"role": "user", "content": "Forecast for Paris?"}], "tools": [tool]},
        "output": {"role": "assistant", "content": None, "tool_calls": [tool_call]},
        "usageDetails": {
            "input": 1, "input_cached_tokens": 2, "output": 1, "output_reasoning_tokens": 1, "total": 5,
        },
    }  # fmt: skip
    forecast = {"tool": "weather", "arguments": TOOL_ARGUMENTS}
    fetching = {
        "type": "SPAN", "name": "fetch_forecast", "level": "DEFAULT", "input": _called_with("Paris"),
        "output": forecast, "children": [choice],
    }  # fmt: skip
    writing = {
        "type": "GENERATION", "name": "OpenAI-generation", "level": "DEFAULT", "model": "gpt-stub-2026-03-01",
        "modelParameters": _stand_in_parameters(temperature="1"),
        "input": [{"role": "user", "content": "Paris in three words"}], "output": SUMMARY,
        # OpenAI counts cached and reasoning tokens twice; these kinds are disjoint, so 4 in are 2 + 2 and 6 out 5 + 1.
        "usageDetails": {
            "input": 2, "input_cached_tokens": 2, "output": 5, "output_reasoning_tokens": 1, "total": 10,
        },
    }  # fmt: skip
    summarising = {
        "type": "SPAN", "name": "summarise", "level": "DEBUG", "metadata": {"style": "short"},
        "input": _called_with("Paris", forecast), "output": SUMMARY, "children": [writing],
    }  # fmt: skip
    return {
        "name": "brief", "userId": "ada", "sessionId": "trip-1", "tags": ["brief"], "environment": "default",
        "metadata": {"channel": "mail"}, "input": _called_with("Paris"), "output": SUMMARY,
        "scores": [{"name": "grounded", "dataType": "NUMERIC", "value": 0.75, "source": "API"}],
        "children": [fetching, summarising],
    }  # fmt: skip


def refused() -> Node:
    """A decorated function that failed at once."""
    return {
        "name": "refused", "userId": "bob", "environment": "default", "input": _called_with(), "scores": [],
        "children": [],
    }  # fmt: skip


def marked_by_exception(trace: Node, status: str) -> Node:
    """OpenTelemetry marks a span that an exception leaves; langfuse 2 leaves the level to the program."""
    marked = deepcopy(trace)
    marked["children"][0] |= {"level": "ERROR", "statusMessage": status}
    return marked


def with_output_of_root(trace: Node) -> Node:
    """A trace from OpenTelemetry has its root's output until it is given its own; one of langfuse 2 has none."""
    return trace | {"output": trace["children"][0]["output"]}


def with_all_of_root(trace: Node) -> Node:
    """A program for langfuse 4 and 5 tells its trace nothing but by the root span, so both say the same."""
    [root] = trace["children"]
    told_root = root | {"metadata": trace["metadata"]}
    return trace | {"input": root["input"], "output": root["output"], "children": [told_root]}


def with_span_for_first_function(trace: Node) -> Node:
    """For langfuse 2 the first decorated function is the trace itself, for later ones it is the root span as well."""
    root: Node = {"type": "SPAN", "level": "DEFAULT"}
    root |= {name: trace[name] for name in ("name", "input", "output") if name in trace}
    if trace["children"]:
        root["children"] = trace["children"]
    return trace | {"children": [root]}


def with_finish_reason(node: Node) -> Node:
    """The stand-in for OpenAI of langfuse 3 and later notes why a streamed answer ended."""
    children = [with_finish_reason(child) for child in node.get("children", ())]
    noted: Node = {"metadata": {"finish_reason": "stop"}} if node["name"] == "OpenAI-generation" else {}
    return node | noted | ({"children": children} if children else {})


def _asked(question: str) -> list[dict[str, str]]:
    return [{"role": "system", "content": "You are terse."}, {"role": "user", "content": question}]


def _called_with(*arguments: object) -> dict[str, Any]:
    return {"args": list(arguments), "kwargs": {}}


def _stand_in_parameters(temperature: str) -> dict[str, str]:
    return {
        "temperature": temperature, "max_tokens": "inf", "top_p": "1", "frequency_penalty": "0",
        "presence_penalty": "0",
    }  # fmt: skip


def _chat_of(user: str, session: str, question: str) -> Node:
    return {
        "name": "chat", "userId": user, "sessionId": session, "tags": ["beta", "weather"], "input": question,
        "environment": "default", "metadata": {"channel": "web", "attempt": 1, "client": {"os": "linux"}},
    }  # fmt: skip


def _plan(question: str) -> Node:
    event = {
        "type": "EVENT", "name": "cache-miss", "input": {"key": "paris"}, "level": "WARNING",
        "statusMessage": "cold cache",
    }  # fmt: skip
    look_up = {
        "type": "SPAN", "name": "look-up", "level": "DEFAULT", "input": "paris", "output": ["weather", "map"],
        "children": [event],
    }  # fmt: skip
    return {
        "type": "SPAN", "name": "plan", "level": "DEBUG", "input": {"question": question},
        "output": {"tools": ["weather"]}, "metadata": {"steps": [1, 2]}, "children": [look_up],
    }  # fmt: skip
