"""The window's language: the system's, where there is a translation."""

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from tracedesk.config.resources import resource


def install_translation(app: QCoreApplication, locale: QLocale | None = None) -> bool:
    """Load the translation for ``locale`` (the system's); without one the window speaks English."""
    translator = QTranslator(app)
    folder = str(resource("i18n"))
    found = translator.load(locale or QLocale.system(), "tracedesk", "_", folder)
    return found and QCoreApplication.installTranslator(translator)
