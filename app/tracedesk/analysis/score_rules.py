"""The rules of score configs, and of the scores that name one (wire protocol, 4.3 and 4.5)."""

from dataclasses import replace

from tracedesk.records.score import LONGEST_TEXT, Score
from tracedesk.records.score_config import Category, ConfigType, ScoreConfig

TEXTS = frozenset({"CATEGORICAL", "TEXT", "CORRECTION"})  # types whose value is a text


def check_config(
    data_type: ConfigType,
    min_value: float | None,
    max_value: float | None,
    categories: tuple[Category, ...] | None,
) -> None:
    """Raise ValueError when a config of this type cannot have these bounds and categories."""
    if data_type != "NUMERIC" and (min_value, max_value) != (None, None):
        raise ValueError(f"minValue and maxValue are for NUMERIC configs, not for {data_type} ones")
    if min_value is not None and max_value is not None and max_value <= min_value:
        raise ValueError("maxValue must be greater than minValue")
    if data_type != "CATEGORICAL" and categories is not None:
        raise ValueError(f"categories are for CATEGORICAL configs, not for {data_type} ones")
    if data_type == "CATEGORICAL" and not categories:
        raise ValueError("categories are required for a CATEGORICAL config")
    for listed in ([one.label for one in categories or ()], [one.value for one in categories or ()]):
        if len(set(listed)) < len(listed):
            raise ValueError("categories must differ in their labels and in their values")


def fit_score(score: Score, config: ScoreConfig | None) -> Score:
    """Return the score as its config has it: with its name, and the number of the category.

    Raises:
        ValueError: there is no such config, or the score says what it does not allow.
    """
    if config is None:
        raise ValueError(f"There is no score config {score.config_id} in this project")
    if config.is_archived:
        raise ValueError(f"The score config {config.name} is archived")
    if not score.type_assumed and score.data_type != config.data_type:
        raise ValueError(f"The score config {config.name} takes {config.data_type} scores, not {score.data_type} ones")
    if (score.data_type in TEXTS) != (config.data_type in TEXTS):
        raise ValueError(f"The score config {config.name} takes {'texts' if config.data_type in TEXTS else 'numbers'}")
    named = replace(score, name=config.name, data_type=config.data_type, type_assumed=False)
    return _RULES[config.data_type](named, config)


def _number(score: Score, config: ScoreConfig) -> Score:
    if config.min_value is not None and score.value < config.min_value:
        raise ValueError(f"{score.value:g} is below {config.min_value:g}, the least that {config.name} takes")
    if config.max_value is not None and score.value > config.max_value:
        raise ValueError(f"{score.value:g} is above {config.max_value:g}, the most that {config.name} takes")
    return score


def _truth(score: Score, config: ScoreConfig) -> Score:
    if score.value not in (0, 1):
        raise ValueError(f"The score config {config.name} takes 0 and 1")
    return replace(score, string_value="True" if score.value else "False")


def _category(score: Score, config: ScoreConfig) -> Score:
    for category in config.categories or ():
        if category.label == score.string_value:
            return replace(score, value=category.value)
    listed = ", ".join(category.label for category in config.categories or ())
    raise ValueError(f"{score.string_value!r} is not a category of {config.name}, which has {listed}")


def _text(score: Score, config: ScoreConfig) -> Score:
    if not 1 <= len(score.string_value or "") <= LONGEST_TEXT:
        raise ValueError(f"The score config {config.name} takes texts of 1 to {LONGEST_TEXT} characters")
    return score


_RULES = {"NUMERIC": _number, "BOOLEAN": _truth, "CATEGORICAL": _category, "TEXT": _text}
