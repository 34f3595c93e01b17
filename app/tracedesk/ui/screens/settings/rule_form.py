"""The fields of one mapping rule."""

from collections.abc import Callable, Mapping
from typing import TypeVar, get_args

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QFormLayout, QLabel, QLineEdit, QWidget

from tracedesk.records.mapping_rule import LONGEST_TEXT, PART_FIELDS, Field, MappingRule, Place
from tracedesk.records.trace import Level, ObservationType
from tracedesk.ui.screens.settings.rule_words import FIELDS, PLACES, hint, order_words
from tracedesk.ui.theme import theme_keeper

_CHOICES: Mapping[Field, tuple[str, ...]] = {"type": get_args(ObservationType), "level": get_args(Level)}
_PARTS: Mapping[Field, tuple[str, ...]] = {
    "usage": ("input", "output", "total", "input_cached_tokens", "input_cache_creation", "output_reasoning_tokens"),
    "cost": ("input", "output", "total"),
    "model_parameters": ("temperature", "max_tokens", "top_p"),
}

Choice = TypeVar("Choice", Place, Field, bool)


class RuleForm(QWidget):
    """Shows a rule, and says which one its fields make."""

    changed = Signal()

    def __init__(self, rule: MappingRule | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        shown = rule or MappingRule(field="input")
        self._enabled = shown.enabled
        self._seen: Mapping[Place, tuple[str, ...]] = {}
        self._names, self._beside_names, self._scopes, self._parts, self._choices = (
            QStringListModel(self) for _ in range(5)
        )
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(theme_keeper().gap * 2)
        self._form.setHorizontalSpacing(theme_keeper().gap * 4)
        self._build_source(shown)
        self._build_target(shown)
        self._build_conditions(shown)
        self._adapt()
        self.setFocusProxy(self._key)

    def _build_source(self, shown: MappingRule) -> None:
        self._place = self._combo("rule_place", self.tr("Where the rule looks"), PLACES, shown.place)
        self._form.addRow(self.tr("&Look at"), self._place)
        self._key = self._line("rule_key", self.tr("The name of the attribute, or of the span"), shown.key, self._names)
        self._form.addRow(self.tr("&Name"), self._key)
        self._prefix = QCheckBox(self.tr("And all names that be&gin so"), self)
        self._prefix.setObjectName("rule_prefix")
        tip = self.tr("The rest of each name is then the kind or key, such as input in acme.tokens.input")
        self._prefix.setToolTip(tip)
        self._prefix.setChecked(shown.prefix)
        self._prefix.toggled.connect(lambda _: self._tell())
        self._form.addRow("", self._prefix)
        self._value = self._line("rule_value", self.tr("The rule holds for this value only"), shown.value)
        self._value.setPlaceholderText(self.tr("any value"))
        self._form.addRow(self.tr("Only if it &is"), self._value)

    def _build_target(self, shown: MappingRule) -> None:
        self._field = self._combo("rule_field", self.tr("What is found becomes this"), FIELDS, shown.field)
        self._form.addRow(self.tr("&Becomes"), self._field)
        self._part = self._line(
            "rule_part", self.tr("Which usage or cost, parameter or key of the metadata"), shown.part, self._parts
        )
        self._form.addRow(self.tr("&Kind or key"), self._part)
        self._becomes = self._line(
            "rule_becomes", self.tr("A text to take instead of what was found"), shown.becomes, self._choices
        )
        self._becomes.setPlaceholderText(self.tr("what was found"))
        self._form.addRow(self.tr("As the &text"), self._becomes)
        self._hint = QLabel(self)
        self._hint.setObjectName("rule_hint")
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._form.addRow("", self._hint)

    def _build_conditions(self, shown: MappingRule) -> None:
        self._scope = self._line(
            "rule_scope", self.tr("The instrumentation (scope) whose spans are meant"), shown.scope, self._scopes
        )
        self._scope.setPlaceholderText(self.tr("any instrumentation"))
        self._form.addRow(self.tr("Only &from"), self._scope)
        self._beside = self._line(
            "rule_beside", self.tr("Another attribute that has to be there"), shown.beside, self._beside_names
        )
        self._beside.setPlaceholderText(self.tr("no other attribute"))
        self._form.addRow(self.tr("Only besi&de"), self._beside)
        self._beside_value = self._line(
            "rule_beside_value", self.tr("The value that the other attribute has to have"), shown.beside_value
        )
        self._beside_value.setPlaceholderText(self.tr("any value"))
        self._form.addRow(self.tr("&with the value"), self._beside_value)
        orders = {True: lambda: order_words(first=True), False: lambda: order_words(first=False)}
        self._order = self._combo(
            "rule_order", self.tr("Whether the rule or the built-in tables come first"), orders, shown.first
        )
        self._form.addRow(self.tr("C&ounts"), self._order)

    def rule(self) -> MappingRule:
        """Return the rule, sound or not; texts are taken without the space around them."""
        return MappingRule(
            place=self._place.currentData(),
            key=self._key.text() if self._prefix.isChecked() else _text(self._key),  # names may begin with "LLM "
            prefix=self._prefix.isChecked(),
            value=_text(self._value) or None,
            field=self._field.currentData(),
            part=_text(self._part) if self._part.isEnabled() else "",
            becomes=_text(self._becomes) or None,
            scope=_text(self._scope),
            beside=_text(self._beside),
            beside_value=_text(self._beside_value) or None,
            first=self._order.currentData(),
            enabled=self._enabled,
        )

    def show_seen(self, names: Mapping[Place, tuple[str, ...]], scopes: tuple[str, ...]) -> None:
        """Offer what was seen in spans."""
        self._seen = names
        self._beside_names.setStringList(sorted({*names["span"], *names["resource"]}))
        self._scopes.setStringList(list(scopes))
        self._adapt()

    def _adapt(self) -> None:
        """Offer what goes with the chosen place and field, and nothing else."""
        field: Field = self._field.currentData()
        self._names.setStringList(list(self._seen.get(self._place.currentData(), ())))
        self._parts.setStringList(list(_PARTS.get(field, ())))
        self._choices.setStringList(list(_CHOICES.get(field, ())))
        of_family = self._prefix.isChecked() and self._place.currentData() != "name"
        self._part.setEnabled(field in PART_FIELDS and not of_family)
        self._form.setRowVisible(self._part, self._part.isEnabled())
        self._hint.setText(hint(field, of_family=of_family))
        self._form.setRowVisible(self._hint, bool(self._hint.text()))

    def _tell(self) -> None:
        self._adapt()
        self.changed.emit()

    def _combo(self, name: str, tip: str, choices: Mapping[Choice, Callable[[], str]], chosen: Choice) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(name)
        combo.setToolTip(tip)
        combo.setAccessibleName(tip)
        for value, title in choices.items():
            combo.addItem(title(), value)
        combo.setCurrentIndex(combo.findData(chosen))
        combo.currentIndexChanged.connect(lambda _: self._tell())
        return combo

    def _line(self, name: str, tip: str, text: str | None, known: QStringListModel | None = None) -> QLineEdit:
        line = QLineEdit(text or "", self)
        line.setObjectName(name)
        line.setToolTip(tip)
        line.setAccessibleName(tip)
        line.setMaxLength(LONGEST_TEXT)
        line.textChanged.connect(lambda _: self.changed.emit())
        if known is not None:
            completer = QCompleter(known, line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        return line


def _text(line: QLineEdit) -> str:
    return line.text().strip()
