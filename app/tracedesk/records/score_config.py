"""Score configs: what scores of one kind may say."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

ConfigType: TypeAlias = Literal["NUMERIC", "CATEGORICAL", "BOOLEAN", "TEXT"]


@dataclass(frozen=True, slots=True)
class Category:
    """One verdict that may be chosen, and the number that stands for it."""

    label: str
    value: float


TRUTHS = (Category("True", 1.0), Category("False", 0.0))  # of every BOOLEAN config


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreConfigDraft:
    """What a client says of a new config. The bounds are included, and only a NUMERIC one may have them."""

    name: str
    data_type: ConfigType
    min_value: float | None = None
    max_value: float | None = None
    categories: tuple[Category, ...] | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreConfigChange:
    """What a client changes of a config; None: it stays."""

    name: str | None = None
    min_value: float | None = None
    max_value: float | None = None
    categories: tuple[Category, ...] | None = None
    description: str | None = None
    is_archived: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreConfig:
    """A config as it is stored; ``categories`` None: any number of the range, or any text."""

    config_id: str
    project_id: str
    name: str
    data_type: ConfigType
    min_value: float | None
    max_value: float | None
    categories: tuple[Category, ...] | None
    description: str | None
    is_archived: bool
    created_ns: int
    updated_ns: int
