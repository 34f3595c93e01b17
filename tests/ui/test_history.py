"""Back and forward."""

from tracedesk.ui.history import LONGEST, History
from tracedesk.ui.location import Location

LIST, CONNECT, SETTINGS = Location("traces"), Location("connect"), Location("settings")


def test_back_and_forward_walk_the_places_and_stop_at_the_ends() -> None:
    history = History(LIST)
    history.go(CONNECT)
    history.go(SETTINGS)
    assert [history.back(), history.back(), history.back()] == [CONNECT, LIST, LIST]
    assert [history.forward(), history.forward(), history.forward()] == [CONNECT, SETTINGS, SETTINGS]


def test_going_somewhere_forgets_what_lay_ahead() -> None:
    history = History(LIST)
    history.go(CONNECT)
    history.back()
    history.go(SETTINGS)
    assert history.forward() == SETTINGS
    assert history.back() == LIST


def test_going_where_one_is_adds_nothing() -> None:
    history = History(LIST)
    history.go(CONNECT)
    history.go(CONNECT)
    assert history.back() == LIST


def test_steps_of_one_trace_are_one_place_and_other_traces_are_others() -> None:
    history = History(LIST)
    history.go(Location("trace", "a"))
    history.go(Location("trace", "a", "step"))
    history.go(Location("trace", "b"))
    assert history.back() == Location("trace", "a", "step")
    assert history.back() == LIST


def test_the_oldest_places_are_forgotten() -> None:
    history = History(LIST)
    for number in range(LONGEST + 5):
        history.go(Location("trace", str(number)))
    oldest = [history.back() for _ in range(LONGEST + 5)][-1]
    assert oldest == Location("trace", "5")
