"""Places as text and back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracedesk.ui.location import SCREENS, Location, parse_location

IDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(IDS, st.none() | IDS)
@example("run/17", None)
@example("run/17", "step/100%/2")
def test_any_trace_is_found_again_by_its_text(trace_id: str, observation_id: str | None) -> None:
    place = Location("trace", trace_id, observation_id)
    assert parse_location(str(place)) == place


@given(IDS, st.none() | IDS, IDS, st.none() | IDS)
@example("run/17", None, "run/18", "step/100%")
def test_any_comparison_is_found_again_by_its_text(
    trace_id: str, observation_id: str | None, other_trace_id: str, other_observation_id: str | None
) -> None:
    place = Location("compare", trace_id, observation_id, other_trace_id, other_observation_id)
    assert parse_location(str(place)) == place


def test_the_text_of_a_comparison_of_two_traces_is_plain() -> None:
    assert str(Location("compare", "a1", None, "b2")) == "compare/a1/b2"


@pytest.mark.parametrize("screen", [screen for screen in SCREENS if screen not in ("trace", "compare")])
def test_a_screen_is_found_again_by_its_name(screen: str) -> None:
    assert str(parse_location(screen)) == screen


def test_the_text_of_usual_ids_is_plain() -> None:
    assert str(Location("trace", "0af7651916cd43dd", "b7ad-6b71")) == "trace/0af7651916cd43dd/b7ad-6b71"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "trace",
        "trace/",
        "trace//step",
        "trace/a/",
        "trace/a/b/c",
        "traces/",
        "traces/a",
        "settings/x",
        "nowhere",
        "compare",
        "compare/a",
        "compare/a/",
        "compare/a/b/c",
        "compare/a/b//",
        "compare//b",
        "compare/a/b/c/d/e",
    ],
)
def test_what_is_no_place_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="no place in Tracedesk"):
        parse_location(text)
