"""A person's verdict on a whole trace: good or bad, with a comment. It is a score like any other."""

from tracedesk.records.score import Score

RATING = "rating"


def rating_id(trace_id: str) -> str:
    """The one rating of a trace has an id of its own, so that rating again replaces it."""
    return f"{RATING}:{trace_id}"


def rating_score(trace_id: str, good: bool, comment: str | None, now_ns: int) -> Score:
    return Score(
        score_id=rating_id(trace_id),
        said_ns=now_ns,
        name=RATING,
        data_type="BOOLEAN",
        value=float(good),
        string_value="True" if good else "False",
        trace_id=trace_id,
        source="ANNOTATION",
        timestamp_ns=now_ns,
        comment=comment,
    )
