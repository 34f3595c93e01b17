"""What the names of a span's attributes say, whatever their values are.

Programs repeat a few sets of names. The tables of ``dialects`` are narrowed down once for each set, so a span costs
what its own attributes cost, however many dialects there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tracedesk.formats.dialects import langfuse, langfuse_experiment, mlflow, precedence
from tracedesk.formats.dialects.rules import (
    SPAN_NAME,
    CallEvent,
    ContentEvents,
    Family,
    InstructedMessages,
    Keys,
    ListedEvents,
    MessageEvents,
    NamedTexts,
    NumberedMessages,
    ScopeTexts,
    TextRule,
    TypeRule,
)
from tracedesk.formats.otlp.nesting import Plan, plan_of
from tracedesk.records.json import Json

_MOST_KNOWN = 2048  # sets of names
_MOST_CHARACTERS = 8192  # in the names of one set: what is remembered must not fill the memory


@dataclass(frozen=True, slots=True)
class Shape:
    """The rules of ``dialects.precedence`` that can say something of spans with these attributes, in their order."""

    families: Mapping[Family, tuple[tuple[str, str], ...]]  # the rest of each name, and the name
    plans: Mapping[Family, Plan]  # of the families that are spread over paths
    shapes_trace: Keys
    tells_of_trace: Keys
    environment: Keys
    user_id: Keys
    session_id: Keys
    tags: Keys
    public: Keys
    listed: Keys  # kept with the metadata
    name: Keys
    model: Keys
    model_parameters: Keys
    arguments: Keys  # of the call of a model, as MLflow tells them
    cost_total: Keys
    first_chunk: Keys
    of_experiment: bool
    types: tuple[TypeRule, ...]
    texts: tuple[TextRule, ...]


_known: dict[tuple[str | None, Keys], Shape] = {}


def shape_of(attributes: Mapping[str, Json], scope: str | None = None) -> Shape:
    """Return the shape of attributes; ``scope`` is one of ``scopes.RULED``, or None."""
    names = tuple(attributes)
    shape = _known.get((scope, names))
    if shape is None:
        shape = _shape(names, scope)
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        if sum(map(len, names)) <= _MOST_CHARACTERS:
            _known[scope, names] = shape
    return shape


def _shape(names: Keys, scope: str | None) -> Shape:
    families = _families(names)
    present = frozenset(names)

    def narrowed(keys: Keys) -> Keys:
        return tuple(key for key in keys if key in present)

    tells_of_trace = tuple(
        name for name in names if name in precedence.TELLS_OF_TRACE or name.startswith(langfuse.TRACE_METADATA)
    )
    return Shape(
        families=families,
        plans={family: plan_of(families[family]) for family in precedence.SPREAD if family in families},
        shapes_trace=tuple(name for name in names if name in precedence.SHAPES_TRACE or name in tells_of_trace),
        tells_of_trace=tells_of_trace,
        listed=tuple(name for name in names if not name.startswith(precedence.UNLISTED)),
        environment=narrowed(precedence.ENVIRONMENT),
        user_id=narrowed(precedence.USER_ID),
        session_id=narrowed(precedence.SESSION_ID),
        tags=narrowed(precedence.TAGS),
        public=narrowed(langfuse.PUBLIC),
        name=narrowed(precedence.NAME),
        model=narrowed(precedence.MODEL),
        model_parameters=narrowed(precedence.MODEL_PARAMETERS),
        arguments=narrowed(mlflow.PARAMETERS) if mlflow.TYPE.key in present else (),
        cost_total=narrowed(precedence.COST_TOTAL),
        first_chunk=narrowed(tuple(precedence.FIRST_CHUNK)),
        of_experiment=langfuse_experiment.ID in present,
        types=tuple(rule for rule in precedence.TYPES if _may_tell(rule, present, scope)),
        texts=tuple(
            rule for rule in precedence.TEXTS if rule.scope in (None, scope) and _may_find(rule, present, families)
        ),
    )


def _families(names: Keys) -> Mapping[Family, tuple[tuple[str, str], ...]]:
    families: dict[Family, tuple[tuple[str, str], ...]] = {}
    for name in names:
        for prefix in precedence.PREFIXES:
            rest = name.removeprefix(prefix.text)
            if rest not in (name, "", *prefix.without):
                families[prefix.family] = (*families.get(prefix.family, ()), (rest, name))
    return families


def _may_tell(rule: TypeRule, present: frozenset[str], scope: str | None) -> bool:
    return (
        (rule.key in present or rule.key == SPAN_NAME)
        and rule.scope in (None, scope)
        and (not rule.beside or not present.isdisjoint(rule.beside))
    )


def _may_find(rule: TextRule, present: frozenset[str], families: Mapping[Family, object]) -> bool:
    match rule:
        case MessageEvents() | ContentEvents() | CallEvent() | ScopeTexts():
            return True
        case ListedEvents():
            return rule.key in present
        case NamedTexts() | InstructedMessages():
            return not present.isdisjoint(rule.input + rule.output)
        case NumberedMessages():
            return not (
                present.isdisjoint((rule.input_key, rule.output_key))
                and families.keys().isdisjoint((rule.input_family, rule.output_family))
            )
