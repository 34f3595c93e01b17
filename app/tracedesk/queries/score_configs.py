"""Score configs of a project, and scores as their configs have them."""

from collections.abc import Iterable, Sequence
from functools import partial

from peewee import Database

from tracedesk.analysis.score_rules import fit_score
from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.pages import PageQuery
from tracedesk.records.score import Score
from tracedesk.records.score_config import ScoreConfig
from tracedesk.store.commit import Record
from tracedesk.store.database import chunks, rows
from tracedesk.store.score_config_rows import CONFIG_COLUMNS, stored_config

_SELECT = f"SELECT {CONFIG_COLUMNS} FROM score_config c WHERE"


def score_configs_page(
    database: Database, project_id: str, *, limit: int, offset: int
) -> tuple[list[ScoreConfig], int]:
    """Return one page, newest first, and the number of all."""
    conditions = Conditions()
    conditions.add(f"c.project_seq = {PROJECT_SEQ}", project_id)
    query = PageQuery(
        source="score_config c INDEXED BY score_config_by_time",
        key="c.seq",
        order="c.created_ns DESC, c.seq DESC",
        conditions=conditions,
    )
    return query.page(database, f"{_SELECT} c.seq = ?", partial(stored_config, project_id), limit=limit, offset=offset)


def score_configs_by_id(database: Database, project_id: str, config_ids: Iterable[str]) -> dict[str, ScoreConfig]:
    """Return the configs that there are of these ids."""
    found: dict[str, ScoreConfig] = {}
    for chunk in chunks(sorted(config_ids)):
        conditions = Conditions()
        conditions.add(f"c.project_seq = {PROJECT_SEQ}", project_id)
        conditions.add_any("c.config_id", chunk)
        for row in rows(database, f"{_SELECT} {conditions.where}", conditions.values):
            config = stored_config(project_id, row)
            found[config.config_id] = config
    return found


def fitted_scores(database: Database, project_id: str, records: Sequence[Record]) -> tuple[list[Record], list[str]]:
    """Return records, with scores as their configs have them, and why the scores that are left out do not fit."""
    named = {one.config_id for one in records if isinstance(one, Score) and one.config_id is not None}
    configs = score_configs_by_id(database, project_id, named)
    fitting: list[Record] = []
    misfits: list[str] = []
    for one in records:
        if not isinstance(one, Score) or one.config_id is None:
            fitting.append(one)
            continue
        try:
            fitting.append(fit_score(one, configs.get(one.config_id)))
        except ValueError as error:
            misfits.append(str(error))
    return fitting, misfits
