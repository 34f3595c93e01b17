"""Asks for one mapping rule, and shows what it would find in the newest spans."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from tracedesk.analysis.long_text import shortened
from tracedesk.analysis.rule_flaws import RuleFlaw, flaw_of
from tracedesk.records.mapping_rule import MappingRule
from tracedesk.ui.context import UiContext
from tracedesk.ui.screens.settings.rule_form import RuleForm
from tracedesk.ui.screens.settings.rule_words import flaw_words
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.words import number
from tracedesk.workflows.rule_preview import Preview, SeenSpans

LONGEST_VALUE = 60  # characters


class RuleDialog(QDialog):
    """``rule`` None: a new one."""

    chosen = Signal(MappingRule)

    def __init__(self, context: UiContext, rule: MappingRule | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rule_dialog")
        self.setWindowTitle(self.tr("Mapping rule"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._spans: SeenSpans | None = None
        self._form = RuleForm(rule, self)
        self._form.changed.connect(self._check)
        self._words = self._label("rule_words")
        self._found = self._label("rule_preview")
        self._found.setProperty("role", "muted")
        gap = theme_keeper().gap
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 5, gap * 5, gap * 5, gap * 4)
        layout.setSpacing(gap * 3)
        layout.addWidget(self._form)
        layout.addWidget(self._words)
        layout.addWidget(self._found)
        layout.addStretch(1)
        layout.addWidget(self._buttons())
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 84)
        self._trial = context.rules.trial
        self._trial.seen.connect(self._take_spans)
        self._trial.tried.connect(self._show_preview)
        self._trial.failed.connect(self._show_failure)
        self._check()
        self._trial.look(context.project.project_id)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(self)
        self._save = box.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._save.setObjectName("rule_save")
        self._save.setToolTip(self.tr("Keep the rule; it holds from the next export on"))
        self._save.setDefault(True)
        cancel = box.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setObjectName("rule_cancel")
        cancel.setToolTip(self.tr("Change nothing"))
        box.accepted.connect(self._accept)
        box.rejected.connect(self.reject)
        return box

    def _take_spans(self, seen: SeenSpans) -> None:
        self._spans = seen
        self._form.show_seen(seen.names, seen.scopes)
        self._check()

    def _check(self) -> None:
        rule = self._form.rule()
        flaw = flaw_of(rule)
        self._save.setEnabled(flaw is None)
        self._words.setText("" if flaw is None else flaw_words(flaw))
        self._words.setVisible(flaw is not None)
        # An attribute that is still to be named is no mistake.
        self._words.setProperty("role", "muted" if flaw is RuleFlaw.NO_KEY else None)
        self._words.style().polish(self._words)
        if flaw is None and self._spans is not None:
            self._trial.try_rule(rule, self._spans)
        else:
            self._found.clear()

    def _show_preview(self, preview: Preview) -> None:
        if self._spans is None or not self._save.isEnabled():
            return
        if not preview.span_count:
            self._found.setText(self.tr("No span of this project is stored yet to try it on."))
            return
        words = self.tr("Finds something in %1 of the newest %2 spans.")
        lines = [words.replace("%1", number(preview.match_count)).replace("%2", number(preview.span_count))]
        lines += [" ".join(shortened(value, LONGEST_VALUE).split()) for value in preview.values]
        self._found.setText("\n".join(lines))

    def _show_failure(self, error: Exception) -> None:
        self._found.setText(str(error))

    def _accept(self) -> None:
        self.chosen.emit(self._form.rule())
        self.accept()
