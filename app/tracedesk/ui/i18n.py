"""The window's language: the first of the system's that it can speak; English needs no translation."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from tracedesk.config.resources import resource


def install_translation(app: QCoreApplication, locale: QLocale | None = None) -> bool:
    """Load the translation for ``locale`` (the system's); without one the window speaks English."""
    ours = str(resource("i18n"))
    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name in map(_usual_name, (locale or QLocale.system()).uiLanguages()):
        if name.startswith("en"):
            return False
        if _install(app, f"tracedesk_{name}", ours):
            _install(app, f"qtbase_{name}", of_qt)  # the buttons of dialogs, the menus of text fields
            return True
    return False


def _usual_name(language: str) -> str:
    """Return "zh_CN" for "zh-Hans-SG": translations are named for where a language's script is at home."""
    wanted = QLocale(language)
    return QLocale(wanted.language(), wanted.script(), QLocale.Country.AnyCountry).name()


def _install(app: QCoreApplication, name: str, folder: str) -> bool:
    translator = QTranslator()
    if not translator.load(name, folder):
        return False
    translator.setParent(app)
    return QCoreApplication.installTranslator(translator)
