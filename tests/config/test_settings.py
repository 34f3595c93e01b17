"""The settings file."""

import json
from pathlib import Path

import pytest

from tracedesk.config.settings import Settings, SettingsError, chosen_port, load_settings, save_settings


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    settings = Settings(port=4600, theme="dark", row_height="roomy", text_zoom=120, keep_receiving=True)
    save_settings(tmp_path / "config" / "settings.json", settings)
    assert load_settings(tmp_path / "config" / "settings.json") == settings
    assert [path.name for path in (tmp_path / "config").iterdir()] == ["settings.json"]


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()


def test_names_of_a_newer_version_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "light", "of_the_future": 1}', encoding="utf-8")
    assert load_settings(path) == Settings(theme="light")


@pytest.mark.parametrize(
    "wrong",
    [
        "{broken", "[]", "1", {"port": "4517"}, {"port": True}, {"port": -1}, {"port": 65_536}, {"theme": "purple"},
        {"row_height": "giant"}, {"text_zoom": 1.5}, {"keep_receiving": 1}, {"durability": "off"},
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_with_the_file_and_what_to_do(tmp_path: Path, wrong: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(wrong if isinstance(wrong, str) else json.dumps(wrong), encoding="utf-8")
    with pytest.raises(SettingsError, match=r"settings\.json.*Mend it or delete"):
        load_settings(path)


def test_the_environment_chooses_the_port_over_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen_port(Settings(port=4600)) == 4600
    monkeypatch.setenv("TRACEDESK_PORT", "0")
    assert chosen_port(Settings(port=4600)) == 0
    monkeypatch.setenv("TRACEDESK_PORT", "70000")
    with pytest.raises(SettingsError, match="TRACEDESK_PORT"):
        chosen_port(Settings())
