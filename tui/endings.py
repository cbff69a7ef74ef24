"""Ends that nobody asked for: signals, a vanished terminal, a crash.

A signal ends carrel as `Q` does, with the exit code that shells expect of it. A crash leaves a
report without any text of the person's: no values, no messages, only where in the program it was.
"""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from threading import Event
    from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""What asks a program to end."""

PATIENCE = 0.7
"""Seconds after which a program that was asked to end is ended, whatever it still does."""

LOOK_SECONDS = 2.0
"""How often it is looked whether the terminal is still there while another program has it."""

MOST_STRAYS = 10
"""Reports that one run leaves of errors that do not end it."""

_LEAVE = "\x1b[<u" + "".join(
    f"\x1b[?{mode}"
    for mode in ("2004l", "1000l", "1003l", "1015l", "1006l", "1004l", "7h", "1049l", "25h")
)


def end_on_signals(end: Callable[[int], None]) -> None:
    """Call `end` with the exit code, in the running event loop, when a signal asks for it.

    The handlers are Python's own and not those of the event loop, which would have to come to
    its turn first: also what blocks it ends in time.
    """
    import asyncio
    from contextvars import copy_context

    loop, context = asyncio.get_running_loop(), copy_context()

    def end_in_loop(number: int, _frame: object) -> None:
        _watch(128 + number)
        loop.call_soon_threadsafe(end, 128 + number, context=context)

    for number in SIGNALS:
        signal.signal(number, end_in_loop)
    signal.signal(signal.SIGQUIT, _quit)


def end_soon(code: int, end: Callable[[int], None]) -> None:
    """Call `end` with the exit code, and end all the same where it does not come to an end."""
    _watch(code)
    end(code)


def _watch(code: int) -> None:
    import threading

    watchdog = threading.Timer(PATIENCE, _end_now, [code])
    watchdog.daemon = True
    watchdog.start()


def _quit(number: int, _frame: object) -> None:
    """Give the terminal back, and then do what the system does: perhaps it keeps the memory."""
    give_terminal_back()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


@contextmanager
def signals_shared_with(process: int) -> Iterator[None]:
    """While another program has the terminal: it is asked to end together with this one.

    What is typed to interrupt or quit is meant for that program alone, as in `system(3)`. Where
    the terminal goes away without a word, this program hangs up by itself.
    """
    import threading

    numbers: tuple[int, ...] = (*SIGNALS, signal.SIGQUIT)
    kept = {number: signal.getsignal(number) for number in numbers}

    def pass_on(number: int, frame: FrameType | None) -> None:
        with suppress(ProcessLookupError):
            os.kill(process, number)
        handler = kept[number]
        if callable(handler):
            handler(number, frame)

    for number in kept:
        is_typed = number in (signal.SIGINT, signal.SIGQUIT)
        signal.signal(number, _leave_to_others if is_typed else pass_on)
    over = threading.Event()
    threading.Thread(target=_hang_up_without_terminal, args=(over,), daemon=True).start()
    try:
        yield
    finally:
        over.set()
        for number, handler in kept.items():
            signal.signal(number, handler)


def _hang_up_without_terminal(over: Event) -> None:
    while not over.wait(LOOK_SECONDS):
        if terminal_is_gone():
            os.kill(os.getpid(), signal.SIGHUP)
            return


def _leave_to_others(_number: int, _frame: object) -> None:
    """Nothing; unlike what is ignored, this is not handed down to programs that are begun."""


def end_at_once_on_signals() -> None:
    """Until the application runs: give the terminal back and end."""
    with suppress(termios.error, OSError):
        _modes[:] = termios.tcgetattr(0)
    for number in SIGNALS:
        signal.signal(number, lambda number, _: _end_now(128 + number))
    signal.signal(signal.SIGQUIT, _quit)


def terminal_is_gone() -> bool:
    """True where there was a terminal at the start and is none any more.

    Its end reaches a program as SIGHUP only where it is the program's controlling terminal.
    """
    if not _modes:
        return False
    try:
        termios.tcgetattr(0)
    except (termios.error, OSError):
        return True
    return False


_modes: list[Any] = []


@contextmanager
def keys_waiting() -> Iterator[None]:
    """While this lasts, what is typed is not echoed, and kept for whoever reads keys after it."""
    try:
        found = termios.tcgetattr(0)
        silent = [*found]
        silent[0] &= ~termios.ICRNL
        silent[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(0, termios.TCSANOW, silent)
    except (termios.error, OSError):
        yield
        return
    try:
        yield
    finally:
        termios.tcsetattr(0, termios.TCSANOW, found)


def give_terminal_back() -> None:
    """Undo what the reader has asked of the terminal; nothing where it has asked nothing."""
    if not _modes:
        return
    with suppress(OSError, termios.error):  # the terminal may be gone
        termios.tcsetattr(0, termios.TCSANOW, _modes)
        os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, _LEAVE.encode())


def _end_now(code: int) -> None:
    try:
        give_terminal_back()
    finally:
        os._exit(code)


def report_strays(
    folder: Path, tell: Callable[[Path], None], loop: AbstractEventLoop | None = None
) -> None:
    """Let errors that nobody waits for leave a report in `folder`, which `tell` is told of.

    Those are errors of threads, of objects that go away, and of the tasks of `loop`. Python
    prints what they quote, over whatever is on the screen.
    """
    import threading

    left = MOST_STRAYS

    def stray(error: BaseException | None) -> None:
        nonlocal left
        left -= 1
        if error is not None and left >= 0 and (report := report_crash(folder, error)):
            # The event loop may have ended before a thread does.
            with suppress(RuntimeError):
                tell(report)

    def unraisable(failed: Any) -> None:
        if isinstance(failed.exc_value, KeyboardInterrupt):
            # It came while an object went away, where Python drops it.
            with suppress(OSError):
                os.write(2, b"carrel: interrupted\n")
            _end_now(128 + signal.SIGINT)
        stray(failed.exc_value)

    threading.excepthook = lambda failed: stray(failed.exc_value)
    sys.unraisablehook = unraisable
    if loop is not None:
        loop.set_exception_handler(lambda _, context: stray(context.get("exception")))


def report_crash(folder: Path, error: BaseException | None) -> Path | None:
    """Write where in the program `error` was raised; None where nothing can be written."""
    from datetime import datetime

    from tui import __version__

    now = datetime.now().astimezone()
    lines = [
        f"carrel {__version__}, Python {sys.version.split()[0]}, {sys.platform}",
        now.isoformat(timespec="seconds"),
        "Holds no titles, notes, values or messages; only places in the program.",
        *(_places(error) if error else ["no exception was told"]),
    ]
    path = folder / f"{now:%Y%m%d-%H%M%S.%f}-{os.getpid()}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(0o600)
        path.write_text("\n".join(lines) + "\n", "utf-8")
    except OSError:
        return None
    return path


def _places(error: BaseException) -> Iterator[str]:
    import traceback

    cause: BaseException | None = error
    for _ in range(5):
        if cause is None:
            return
        yield f"\n{type(cause).__module__}.{type(cause).__qualname__}"
        for frame in traceback.extract_tb(cause.__traceback__)[-60:]:
            yield f"  {_in_program(frame.filename)}:{frame.lineno} in {frame.name}"
        # Textual wraps what a worker raised.
        inner = getattr(cause, "error", None)
        cause = inner if isinstance(inner, BaseException) else cause.__cause__ or cause.__context__


def _in_program(file: str) -> str:
    """`file` without the folders above the program, which may name the person."""
    parts = Path(file).parts
    for root in ("site-packages", "tui"):
        if root in parts:
            at = len(parts) - parts[::-1].index(root)
            return "/".join(parts[at:] if root == "site-packages" else parts[at - 1 :])
    return parts[-1] if parts else ""
