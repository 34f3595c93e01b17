"""What a route of the table serves, as people and other programs read it."""

import difflib
import re
from collections.abc import Iterable

from starlette.routing import Route

API = "/api/public"
_CONVERTOR = re.compile(r":\w+}")
_NEAREST = 3
_NEAR = 0.7  # of 1


def template(route: Route) -> str:
    """The path with the names of its parts, without how they are matched."""
    return _CONVERTOR.sub("}", route.path)


def unknown_route(asked: str, routes: Iterable[Route]) -> str:
    """Say that nothing is served under ``asked``, and what is: the nearest paths first, and where to read more."""
    served = sorted({template(route).removeprefix(API) for route in routes if route.path.startswith(API)})
    wanted = asked.removeprefix(API)
    nearest = difflib.get_close_matches(wanted, served, _NEAREST, cutoff=_NEAR) or _beginning_like(wanted, served)
    near = f" Near to it are {_listed(nearest)}." if nearest else ""
    lists = [path for path in served if "{" not in path]
    return f"Tracedesk does not serve {asked}.{near} It serves {_listed(lists)}; {API}/openapi.json tells more."


def _listed(paths: Iterable[str]) -> str:
    return ", ".join(API + path for path in paths)


def _beginning_like(wanted: str, served: list[str]) -> list[str]:
    """The first few paths that have the most parts in common with ``wanted``, from their beginnings."""
    parts = wanted.strip("/").split("/")
    while parts:
        found = [path for path in served if path.strip("/").split("/")[: len(parts)] == parts]
        if found:
            return found[:_NEAREST]
        parts.pop()
    return []
