"""Which language is spoken: what was chosen, or what the system speaks. It holds from a start to the next."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from poolviz.frame.languages import ENGLISH, best_of, catalogue_of, languages, speak
from poolviz.session.state import Notice


def language_for(choice: str) -> str:
    """The language that a choice means on this computer.

    >>> language_for("de"), language_for("no such language") in languages()
    ('de', True)
    """
    return choice if choice in languages() else best_of(QLocale.system().uiLanguages())


def begin_to_speak(choice: str, application: QCoreApplication) -> QTranslator | None:
    """Speak the chosen language, and let Qt's own dialogs speak it, too: by the translator returned."""
    code = language_for(choice)
    speak(code)
    if code == ENGLISH:
        return None
    translator = QTranslator(application)
    if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    return translator


def promise(choice: str, *, kept: bool) -> Notice:
    """What is told when another language was chosen, in that language: whoever wants it understands it.

    ``kept`` says whether the next start will know of the choice.
    """
    code = language_for(choice)
    if not kept:
        return Notice(NO_PROMISE if code == ENGLISH else catalogue_of(code)(NO_PROMISE))
    return Notice(_IN_ENGLISH if code == ENGLISH else catalogue_of(code)(PROMISE))


_IN_ENGLISH = "poolviz will speak English from its next start on."
PROMISE = "poolviz will speak this language from its next start on."
NO_PROMISE = "This start with --fresh keeps no settings; please choose the language after a usual start."
