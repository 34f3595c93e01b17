"""The tree that a chain of LangChain must show, whichever callback handler watched it.

LangChain dumps its own objects between the steps, and what they hold changes with each of its versions. So only what
the program, the model and its tool said is compared.
"""

from typing import Any

from sdk.normal_tree import Node
from sdk.openai_answers import REFUSAL, answer_to

QUESTION = "Rain in Paris. What to wear?"
ANSWER = answer_to(QUESTION)
PRINTED = f"{ANSWER}\n400\n"

_STEP_TYPES = {"weather": "TOOL", "ChatOpenAI": "GENERATION"}


def report() -> Node:
    """The chain that went well, as langfuse 2 tells it."""
    answer = {
        "type": "GENERATION", "name": "ChatOpenAI", "level": "DEFAULT", "input": _asked(QUESTION), "output": ANSWER,
        "model": "gpt-stub-2026-03-01", "modelParameters": {"temperature": "0.2", "max_completion_tokens": "64"},
        "usageDetails": {
            "input": 7, "input_cache_read": 2, "output": 7, "output_reasoning": 1, "total": 17,
        },
    }  # fmt: skip
    weather = {"type": "SPAN", "name": "weather", "level": "DEFAULT", "output": "Rain in Paris."}
    steps = [
        answer,
        {"type": "SPAN", "name": "ChatPromptTemplate", "level": "DEFAULT", "input": {"news": "Rain in Paris."}},
        {"type": "SPAN", "name": "StrOutputParser", "level": "DEFAULT", "output": ANSWER},
        {
            "type": "SPAN", "name": "look-up", "level": "DEFAULT", "input": {"city": "Paris"},
            "output": {"news": "Rain in Paris."}, "children": [weather],
        },
    ]  # fmt: skip
    payload = {"input": {"city": "Paris"}, "output": ANSWER}
    root = {"type": "SPAN", "name": "report", "level": "DEFAULT", **payload, "children": steps}
    return _trace("report") | payload | {"children": [root]}


def refusal() -> Node:
    """The chain whose model refused."""
    failed = {
        "type": "GENERATION", "name": "ChatOpenAI", "level": "ERROR", "statusMessage": REFUSAL, "model": "refuses",
        "input": _asked("Snow. What to wear?"),
        "modelParameters": {"temperature": "0.2", "max_completion_tokens": "64"},
    }  # fmt: skip
    asking = {"type": "SPAN", "name": "ChatPromptTemplate", "level": "DEFAULT", "input": {"news": "Snow."}}
    root = {
        "type": "SPAN", "name": "refusal", "level": "ERROR", "statusMessage": REFUSAL, "input": {"news": "Snow."},
        "children": [failed, asking],
    }  # fmt: skip
    return _trace("refusal") | {"input": {"news": "Snow."}, "children": [root]}


def with_types_of_steps(node: Node) -> Node:
    """langfuse 3 and later tell chains and tools apart; for langfuse 2 both are spans."""
    typed = {"type": _STEP_TYPES.get(node["name"], "CHAIN")} if "type" in node else {}
    return node | typed | _children([with_types_of_steps(child) for child in node.get("children", ())])


def without_dumps(node: Node) -> Node:
    """A trace without LangChain's own objects, its notes in the metadata, and the words that wrap an error."""
    kept = {key: value for key, value in node.items() if key not in ("metadata", "costDetails")}
    match node["name"]:
        case "ChatPromptTemplate":
            kept.pop("output")
        case "StrOutputParser" | "weather":
            kept.pop("input")
        case "ChatOpenAI" if "output" in kept:
            kept["output"] = kept["output"]["content"]
    if REFUSAL in kept.get("statusMessage", ""):
        kept["statusMessage"] = REFUSAL
    return kept | _children([without_dumps(child) for child in node.get("children", ())])


def _children(children: list[Node]) -> Node:
    return {"children": children} if children else {}


def _asked(question: str) -> list[dict[str, Any]]:
    return [{"role": "system", "content": "You are terse."}, {"role": "user", "content": question}]


def _trace(name: str) -> Node:
    return {
        "name": name, "userId": "ada", "sessionId": "trip-3", "tags": ["beta"], "environment": "default", "scores": [],
    }  # fmt: skip
