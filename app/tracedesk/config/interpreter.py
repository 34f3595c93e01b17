"""How Python itself is set for programs that take in much and keep little of it."""

import gc
import sys

SWITCH_INTERVAL_S = 0.0005  # an event loop must not wait 5 ms for the writer's thread at every piece of a body
NEW_OBJECTS = 50_000  # of some thousand records, all of which are gone soon, none is worth looking at for cycles


def prepare_for_traffic() -> None:
    gc.set_threshold(NEW_OBJECTS)
    sys.setswitchinterval(SWITCH_INTERVAL_S)
