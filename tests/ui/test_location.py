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


@pytest.mark.parametrize("screen", [screen for screen in SCREENS if screen != "trace"])
def test_a_screen_is_found_again_by_its_name(screen: str) -> None:
    assert str(parse_location(screen)) == screen


def test_the_text_of_usual_ids_is_plain() -> None:
    assert str(Location("trace", "0af7651916cd43dd", "b7ad-6b71")) == "trace/0af7651916cd43dd/b7ad-6b71"


@pytest.mark.parametrize(
    "text",
    ["", "trace", "trace/", "trace//step", "trace/a/", "trace/a/b/c", "traces/", "traces/a", "settings/x", "nowhere"],
)
def test_what_is_no_place_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="no place in Tracedesk"):
        parse_location(text)
