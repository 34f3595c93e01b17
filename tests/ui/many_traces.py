"""Varied traces for lists and pictures, the same ones each time."""

import random

from tracedesk.records.rating import rating_score
from tracedesk.records.trace import Observation, Trace
from tracedesk.records.units import NS_PER_MS, NS_PER_S, pusd
from tracedesk.runtime import Runtime
from tracedesk.store.commit import Record

NAMES = (
    "support-agent", "rag-answer", "summarise-meeting", "code-review", "translate", "extract-invoice",
    "nightly-evaluation-of-the-retrieval-pipeline-with-a-name-that-is-far-too-long-for-any-column",
    "客服助手", "chat 💬",
)  # fmt: skip
USERS = ("mira@example.com", "jonas@example.com", "李伟", "ada", None)


def store_traces(runtime: Runtime, count: int, now_ns: int, *, seed: int = 5) -> None:
    """Store ``count`` traces of the last days: errors, running ones, unknown costs, and some ratings among them."""
    chance = random.Random(seed)
    at_ns = now_ns - 3 * NS_PER_S
    for first in range(0, count, 500):
        records: list[Record] = []
        for number in range(first, min(first + 500, count)):
            records += _trace(chance, number, at_ns)
            at_ns -= round(chance.expovariate(1 / 180) * NS_PER_S)
        runtime.writer.save(runtime.project_id, records).result()


def _trace(chance: random.Random, number: int, at_ns: int) -> list[Record]:
    trace_id = f"trace-{number:06d}"
    name = chance.choice(NAMES)
    length_ns = round(chance.lognormvariate(0.8, 0.9) * NS_PER_S)
    failed, running = chance.random() < 0.08, number < 2
    records: list[Record] = [
        Trace(
            trace_id=trace_id, said_ns=at_ns, timestamp_ns=at_ns, name=name, user_id=chance.choice(USERS),
            session_id=f"chat-{number // 4}" if chance.random() < 0.6 else None, tags=("production",),
            input="Where is my parcel?", output=None if running else "It arrives on Thursday.",
        ),
        Observation(
            observation_id=f"{trace_id}-root", trace_id=trace_id, said_ns=at_ns, type="AGENT", name=name,
            start_ns=at_ns, end_ns=None if running else at_ns + length_ns, level="ERROR" if failed else "DEFAULT",
        ),
    ]  # fmt: skip
    for step in range(chance.randint(1, 3)):
        tokens = chance.randint(40, 6_000)
        priced = chance.random() < 0.8
        model = "gpt-4o" if priced else "of-our-own"
        records.append(
            Observation(
                observation_id=f"{trace_id}-{step}", trace_id=trace_id, said_ns=at_ns + step + 1, type="GENERATION",
                parent_id=f"{trace_id}-root", name="answer", model=model, start_ns=at_ns + step * 20 * NS_PER_MS,
                end_ns=at_ns + length_ns // 2, usage={"input": tokens, "output": tokens // 7, "total": tokens * 8 // 7},
                cost={"total": pusd(tokens * 0.0000025)} if priced else None,
            )
        )  # fmt: skip
    if chance.random() < 0.15:
        records.append(
            rating_score(trace_id, chance.random() < 0.7, "too long" if chance.random() < 0.3 else None, at_ns)
        )
    return records
