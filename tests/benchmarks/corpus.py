"""Runs of made-up agents: what they asked of models and tools, and got. Everything follows from a seed and a number.

A run has eight steps with about 2 KB of texts each. Three in a hundred steps fail, four in a hundred runs are in
Chinese. The question of each run names its ``reference``, a word that nothing else has, for searches.
"""

import random
from dataclasses import dataclass

from benchmarks.prose import Prose, chinese_prose, latin_prose
from tracedesk.records.json import Json
from tracedesk.records.trace import ObservationType
from tracedesk.records.units import NS_PER_MS, NS_PER_S

STEPS = 8
FIRST_NS = 1_767_225_600 * NS_PER_S  # the start of 2026
GAP_NS = 2 * NS_PER_S  # a million runs are 23 days
ERROR_SHARE = 0.03
CHINESE_SHARE = 0.04
SESSION_SHARE = 0.7
SYSTEM_PROMPTS = 20
RUNS_A_SESSION = 4
USERS = 4_000
TAG_SHARE = 0.25
HEARD_MESSAGES = 3  # of the talk so far, beside the prompt
MEAN_MS: dict[ObservationType, int] = {"GENERATION": 1_500, "TOOL": 200, "RETRIEVER": 80}
APPLICATIONS = (
    "support-agent", "rag-answer", "code-review", "summarise-meeting", "extract-invoice", "plan-trip",
    "classify-ticket", "research-agent", "translate-page", "sql-assistant", "nightly-evaluation", "客服助手",
)  # fmt: skip
MODELS = (  # and what a token costs, in pico-dollars
    ("gpt-4o-mini", 150_000, 600_000),
    ("gpt-4o", 2_500_000, 10_000_000),
    ("claude-sonnet-4-5", 3_000_000, 15_000_000),
    ("gemini-2.5-flash", 300_000, 2_500_000),
    ("llama-3.3-70b-instruct", 0, 0),
)
TAGS = ("production", "beta", "long-context", "cached", "escalated", "reviewed")
FAILURES = (
    "TimeoutError: upstream did not answer within 30 s",
    "RateLimitError: 429 too many requests, retry after 20 s",
    "ValueError: the answer is not valid JSON",
)
PLANS: tuple[tuple[tuple[ObservationType, str, int], ...], ...] = (  # type, name and place of the parent of each step
    (
        ("AGENT", "agent", -1), ("RETRIEVER", "search-documents", 0), ("GENERATION", "plan", 0), ("CHAIN", "act", 0),
        ("TOOL", "look-up", 3), ("GENERATION", "read-result", 3), ("GUARDRAIL", "check", 0),
        ("GENERATION", "answer", 0),
    ),
    (
        ("CHAIN", "pipeline", -1), ("EMBEDDING", "embed-question", 0), ("RETRIEVER", "search-vectors", 0),
        ("SPAN", "rank", 0), ("GENERATION", "draft", 0), ("EVALUATOR", "judge", 0), ("GENERATION", "revise", 0),
        ("SPAN", "format", 0),
    ),
    (
        ("AGENT", "agent", -1), ("GENERATION", "think", 0), ("TOOL", "run-query", 0), ("GENERATION", "think", 0),
        ("TOOL", "fetch-page", 0), ("GENERATION", "think", 0), ("TOOL", "write-note", 0),
        ("GENERATION", "conclude", 0),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ModelCall:
    """Which model was called, and what it counted."""

    model: str
    input_tokens: int
    output_tokens: int
    input_pusd: int
    output_pusd: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``failure`` says why it failed."""

    step_id: str
    parent_id: str | None
    type: ObservationType
    name: str
    start_ns: int
    end_ns: int
    input: Json
    output: Json
    call: ModelCall | None
    failure: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an application; the first step is its root."""

    run_id: str
    name: str
    start_ns: int
    user: str
    session: str | None
    tags: tuple[str, ...]
    release: str
    steps: tuple[Step, ...]


def reference_of(number: int) -> str:
    """Return the word that only run ``number`` has."""
    return f"case{number * 7_919 % 100_000_007:08d}x"


class Corpus:
    """``seed`` decides ids and texts: two corpora of different seeds share no id."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._latin = latin_prose()
        self._chinese = chinese_prose()
        chance = random.Random("prompts")  # the same from run to run, as those of real programs
        self._prompts = [self._latin.cut(chance, chance.randint(200, 900)) for _ in range(SYSTEM_PROMPTS)]

    def run(self, number: int) -> Run:
        chance = random.Random(self._seed << 40 | number)
        prose = self._chinese if chance.random() < CHINESE_SHARE else self._latin
        begun_ns = FIRST_NS + number * GAP_NS + int(chance.random() * GAP_NS)
        question = f"{prose.cut(chance, 150)} ({reference_of(number)})"
        in_session = chance.random() < SESSION_SHARE
        return Run(
            run_id=f"{chance.getrandbits(128):032x}",
            name=chance.choice(APPLICATIONS),
            start_ns=begun_ns,
            user=f"user-{int(USERS * chance.random() ** 3):04d}@example.com",  # some are much busier than others
            session=f"session-{self._seed}-{number // RUNS_A_SESSION}" if in_session else None,
            tags=tuple(tag for tag in TAGS if chance.random() < TAG_SHARE),
            release=f"1.{number // 50_000}.{number // 5_000 % 10}",
            steps=_Talk(chance, prose, chance.choice(self._prompts), question).steps(begun_ns),
        )


class _Talk:
    """What is said in one run: each model call hears what was said before it."""

    def __init__(self, chance: random.Random, prose: Prose, prompt: str, question: str) -> None:
        self._chance = chance
        self._prose = prose
        self._question = question
        self._model = chance.choice(MODELS)
        self._messages = [_message("system", prompt), _message("user", question)]

    def steps(self, begun_ns: int) -> tuple[Step, ...]:
        chance = self._chance
        plan = chance.choice(PLANS)
        ids = [f"{chance.getrandbits(64):016x}" for _ in plan]
        made: list[Step] = []
        clock_ns = begun_ns + NS_PER_MS
        for (kind, name, parent), step_id in zip(plan[1:], ids[1:], strict=True):
            given, result, call = self._exchange(kind)
            length_ns = int(MEAN_MS.get(kind, 40) * chance.expovariate(1) * NS_PER_MS) + NS_PER_MS
            end_ns = clock_ns + length_ns
            made.append(Step(step_id, ids[parent], kind, name, clock_ns, end_ns, given, result, call, self._failure()))
            clock_ns = end_ns + int(chance.random() * 5 * NS_PER_MS)
        kind, name, _ = plan[0]
        answer = self._text(900)
        root = Step(ids[0], None, kind, name, begun_ns, clock_ns, self._question, answer, None, self._failure())
        return (root, *made)

    def _exchange(self, kind: ObservationType) -> tuple[Json, Json, ModelCall | None]:
        """Return what a step was given, its result, and what it had a model do."""
        chance = self._chance
        match kind:
            case "GENERATION":
                return self._ask()
            case "RETRIEVER":
                documents: list[Json] = [
                    {"id": f"doc-{int(chance.random() * 1e5)}", "score": round(chance.random(), 4), "text": text}
                    for text in (self._text(550), self._text(550), self._text(550))
                ]
                return self._question, documents, None
            case "TOOL":
                note = self._text(1_100)
                self._messages.append(_message("tool", note))
                wanted: dict[str, Json] = {"id": int(chance.random() * 1e9), "fields": ["status", "due", "note"]}
                return wanted, {"status": "shipped", "note": note, "next": None}, None
            case "EMBEDDING":
                return self._question, [round(chance.random() - 0.5, 6) for _ in range(96)], None
            case _:
                return self._text(900), self._text(700), None

    def _ask(self) -> tuple[Json, Json, ModelCall]:
        given = [self._messages[0], *self._messages[1:][-HEARD_MESSAGES:]]
        answer = _message("assistant", self._text(800))
        self._messages += (answer, _message("user", self._text(250)))
        model, input_price, output_price = self._model
        read, written = _tokens(given), _tokens([answer])
        return given, answer, ModelCall(model, read, written, read * input_price, written * output_price)

    def _text(self, length: int) -> str:
        return self._prose.cut(self._chance, int(length * (0.6 + 0.8 * self._chance.random())))

    def _failure(self) -> str | None:
        return self._chance.choice(FAILURES) if self._chance.random() < ERROR_SHARE else None


def _message(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}


def _tokens(messages: list[dict[str, str]]) -> int:
    return sum(len(message["content"]) for message in messages) // 4
