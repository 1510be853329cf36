"""With a command the command line, without one the window."""

import multiprocessing
import os
import sys

_WINDOW_OPTIONS = ("--ledger", "--month", "--preferences")


def main(argv: list[str]) -> int:
    """Run the program; the result is the process's exit code."""
    try:
        return _run(argv)
    except KeyboardInterrupt:  # while something is still being imported
        sys.stderr.write("已停止。\n")
        return 130


def _run(argv: list[str]) -> int:
    # Each of the two worlds is imported only when it is asked for: the window must not wait for the
    # readers, and the command line must work where Qt does not.
    if argv and not argv[0].startswith(_WINDOW_OPTIONS):
        from matcher.cli import main as run_command  # noqa: PLC0415 - see above

        return run_command(argv)
    try:
        from ui.app import main as open_window  # noqa: PLC0415 - see above
    except ImportError as error:
        sys.stderr.write(
            f"窗口打不开：界面组件没有装好（{error}）。\n"
            "请运行 python3 scripts/run.py app 自动安装；命令行用法见 python main.py --help。\n"
        )
        return 3
    if _has_no_screen():
        sys.stderr.write(
            "窗口打不开：这里没有图形桌面（例如远程命令行）。\n"
            "请在电脑的桌面上打开；只用命令行时见 python main.py --help。\n"
        )
        return 3
    return open_window(argv)


def _has_no_screen() -> bool:
    """Whether Qt would end the program with words of its own, since there is no desktop to draw on."""
    told = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in told)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main(sys.argv[1:]))
