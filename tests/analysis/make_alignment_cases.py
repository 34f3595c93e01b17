"""Writes the cases of alignment: runs of programs, and the same runs after edits whose outcome is known.

``python tests/analysis/make_alignment_cases.py`` writes ``alignment_cases/*.json``, always the same ones. Each has two
outlines (two spaces a level, type, name) and ``pairs``: which line of one is which of the other.
"""

import json
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

FOLDER = Path(__file__).with_name("alignment_cases")
TOOLS = ("search_orders", "track_parcel", "refund_payment", "get_weather", "search_web", "read_file", "run_tests")
EXTRA = ("SPAN load_memory", "GUARDRAIL check_pii", "TOOL lookup_customer", "EVALUATOR judge_tone", "EVENT cache_miss")
NEW_NAMES = ("fetch_context", "rewrite_question", "compose_reply", "call_backend", "summarise", "route_request")
_ids = count()


@dataclass(eq=False)
class Node:
    label: str
    children: list["Node"] = field(default_factory=list)
    identity: int = field(default_factory=lambda: next(_ids))

    def all(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.all()


def node(label: str, *children: Node) -> Node:
    return Node(label, list(children))


def support_agent(chance: random.Random) -> Node:
    turns = [
        node(
            "SPAN turn",
            node("GENERATION claude-sonnet"),
            *(node(f"TOOL {tool}", node("SPAN GET /api")) for tool in chance.sample(TOOLS, chance.randint(1, 3))),
        )
        for _ in range(chance.randint(3, 6))
    ]
    return node("AGENT support-agent", node("GUARDRAIL check_input"), *turns, node("GENERATION final_answer"))


def rag(chance: random.Random) -> Node:
    queries = [node("EMBEDDING text-embedding-3-small"), node("RETRIEVER qdrant.search")]
    return node(
        "CHAIN answer_question",
        node("GENERATION rewrite_query"),
        node("CHAIN retrieve", *queries, *(node(f"RETRIEVER bm25 {part}") for part in range(chance.randint(1, 4)))),
        node("SPAN rerank", node("GENERATION cohere-rerank")),
        node("CHAIN answer", node("SPAN format_documents"), node("GENERATION gpt-4o"), node("SPAN parse_citations")),
        node("EVALUATOR faithfulness", node("GENERATION gpt-4o-mini")),
    )


def langgraph(chance: random.Random) -> Node:
    steps = []
    for _ in range(chance.randint(4, 8)):
        steps.append(node("CHAIN agent", node("CHAIN call_model", node("GENERATION ChatOpenAI")), node("CHAIN route")))
        tool = chance.choice(TOOLS)
        steps.append(node("CHAIN tools", node(f"TOOL {tool}")))
    return node("CHAIN LangGraph", *steps, node("CHAIN agent", node("CHAIN call_model", node("GENERATION ChatOpenAI"))))


def crew(chance: random.Random) -> Node:
    tasks = []
    for role in chance.sample(("researcher", "writer", "editor", "critic", "planner"), 4):
        calls = [node("GENERATION gpt-4o") for _ in range(chance.randint(1, 3))]
        tools = [node(f"TOOL {tool}") for tool in chance.sample(TOOLS, 2)]
        tasks.append(node(f"SPAN Task {role}", node(f"AGENT {role}", *(step for step in (*calls, *tools)))))
    return node("SPAN Crew.kickoff", *tasks)


def evaluation(chance: random.Random) -> Node:
    items = [
        node(f"SPAN item {number}", node("GENERATION answer"), node("EVALUATOR judge", node("GENERATION gpt-4o")))
        for number in range(chance.randint(10, 25))
    ]
    return node("SPAN experiment", node("SPAN load_dataset"), *items, node("SPAN report"))


def ai_sdk(chance: random.Random) -> Node:
    rounds: list[Node] = []
    for _ in range(chance.randint(2, 5)):
        rounds.append(node("GENERATION ai.streamText.doStream"))
        rounds.extend(node("TOOL ai.toolCall", node(f"SPAN {tool}")) for tool in chance.sample(TOOLS, 2))
    return node("SPAN POST /api/chat", node("SPAN auth"), node("SPAN ai.streamText", *rounds), node("SPAN save_chat"))


def coding_agent(chance: random.Random) -> Node:
    turns: list[Node] = []
    for number in range(chance.randint(12, 25)):
        turns.append(node("GENERATION claude-sonnet"))
        turns.append(node(f"TOOL {chance.choice(TOOLS)}", *(node("SPAN bash") for _ in range(number % 3))))
    return node("AGENT coder", node("SPAN read_instructions"), *turns, node("GENERATION summary"))


def runnables(chance: random.Random) -> Node:
    inner = node("GENERATION ChatAnthropic")
    for name in chance.sample(("prompt", "history", "retry", "fallback", "stream", "memory"), 5):
        steps = [node(f"SPAN {name}_before"), inner, node(f"SPAN {name}_after")]
        inner = node(f"CHAIN Runnable{name.title()}", *steps)
    return node("CHAIN RunnableSequence", inner, node("CHAIN StrOutputParser"))


def inner_nodes(root: Node) -> list[Node]:
    return [one for one in root.all() if one.children]


def insert(root: Node, chance: random.Random) -> str:
    above = chance.choice(inner_nodes(root))
    new = node(chance.choice(EXTRA))
    above.children.insert(chance.randint(0, len(above.children)), new)
    return f"inserted {new.label}"


def insert_branch(root: Node, chance: random.Random) -> str:
    above = chance.choice(inner_nodes(root))
    new = node("CHAIN retry_loop", node("GENERATION gpt-4o"), node(chance.choice(EXTRA)), node("SPAN wait"))
    above.children.insert(chance.randint(0, len(above.children)), new)
    return "inserted a branch of 4"


def repeat(root: Node, chance: random.Random) -> str:
    """One more round of what was done already, as when an agent asks once more."""
    above = chance.choice(inner_nodes(root))
    place = chance.randrange(len(above.children))
    again = deepcopy(above.children[place])
    for one in again.all():
        one.identity = next(_ids)
    above.children.insert(place + 1, again)
    return f"repeated {again.label}"


def delete(root: Node, chance: random.Random) -> str:
    most = len(list(root.all())) // 4
    choices = [(one, child) for one in inner_nodes(root) for child in one.children if len(list(child.all())) <= most]
    above, gone = chance.choice(choices)
    above.children.remove(gone)
    return f"deleted {gone.label} with {len(list(gone.all())) - 1} below it"


def rename(root: Node, chance: random.Random) -> str:
    step = chance.choice(list(root.all()))
    before = step.label
    kind, _, name = step.label.partition(" ")
    step.label = f"{kind} {chance.choice((f'{name}_v2', chance.choice(NEW_NAMES)))}"
    return f"renamed {before} to {step.label}"


def reorder(root: Node, chance: random.Random) -> str:
    above = chance.choice([one for one in inner_nodes(root) if len({child.label for child in one.children}) > 1])
    place = chance.randrange(len(above.children) - 1)
    moved = above.children.pop(place)
    above.children.insert(chance.randint(place + 1, len(above.children)), moved)
    return f"moved {moved.label} further down"


def wrap(root: Node, chance: random.Random) -> str:
    above = chance.choice(inner_nodes(root))
    begin = chance.randrange(len(above.children))
    end = chance.randint(begin + 1, len(above.children))
    above.children[begin:end] = [node("SPAN with_timeout", *above.children[begin:end])]
    return f"put {end - begin} steps below a new one"


def unwrap(root: Node, chance: random.Random) -> str:
    choices = [(one, child) for one in inner_nodes(root) for child in one.children if child.children]
    if not choices:
        return "nothing to take out"
    above, gone = chance.choice(choices)
    place = above.children.index(gone)
    above.children[place : place + 1] = gone.children
    return f"took {gone.label} out and left what was below it"


def mixed(root: Node, chance: random.Random) -> str:
    return "; ".join(edit(root, chance) for edit in chance.sample((insert, repeat, delete, rename, reorder, wrap), 5))


PROGRAMS = (support_agent, rag, langgraph, crew, evaluation, ai_sdk, coding_agent, runnables)
EDITS = (insert, insert_branch, repeat, delete, rename, reorder, wrap, unwrap, mixed)


def outline(step: Node, depth: int = 0) -> Iterator[tuple[str, int]]:
    yield "  " * depth + step.label, step.identity
    for child in step.children:
        yield from outline(child, depth + 1)


def case(program: Callable[[random.Random], Node], edit: Callable[[Node, random.Random], str]) -> dict[str, object]:
    chance = random.Random(f"{program.__name__} {edit.__name__}")
    left = program(chance)
    right = deepcopy(left)
    edits = [edit(right, chance) for _ in range(1 if edit is mixed else 3)]
    before, after = list(outline(left)), list(outline(right))
    place = {identity: number for number, (_, identity) in enumerate(after)}
    return {
        "edits": edits,
        "left": [line for line, _ in before],
        "right": [line for line, _ in after],
        "pairs": [[number, place[identity]] for number, (_, identity) in enumerate(before) if identity in place],
    }


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for program in PROGRAMS:
        for edit in EDITS:
            made = case(program, edit)
            lines = (f"{json.dumps(key)}: {json.dumps(value)}" for key, value in made.items())
            text = "{\n" + ",\n".join(lines).replace('", "', '",\n  "') + "\n}\n"
            (FOLDER / f"{program.__name__}-{edit.__name__}.json").write_text(text)


if __name__ == "__main__":
    main()
