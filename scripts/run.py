r"""Set up and run: ``python3 scripts/run.py demo | test | explore | app | bench …`` with nothing but Python itself.

Makes ``.venv`` beside this project, installs the hash-locked requirements into it (once, and again
when they change), then runs the command there. On Windows: ``py scripts\run.py demo``.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)

VENV_PACKAGES = ("python3-venv",)
QT_PACKAGES = (
    "libegl1",
    "libgl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0",
)
FONT_PACKAGES = ("fontconfig", "fonts-noto-cjk")

USAGE = """用法: python3 scripts/run.py 命令

  demo          安装所需组件，用样例月份生成项目服务清单
  test          安装所需组件，运行全部检查和测试，最后列出最慢的十项
  explore       用随机的新例子多试十倍，专找反例；不属于 test
  app           安装所需组件，打开窗口
  bench [名称]   运行基准测试（不写名称时列出全部）
  match、check、template 等命令原样交给 main.py
"""


def main(argv: Sequence[str]) -> int:
    """Run one command; the exit code is that of what was run."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        say(f"需要 Python 3.11 或更高版本；现在运行的是 {found}。请安装新版本后再试。")
        return 2
    if not argv or argv[0] in {"-h", "--help", "help"}:
        say(USAGE)
        return 0 if argv else 2
    command, rest = argv[0], list(argv[1:])
    try:
        return run(command, rest)
    except Stuck as stuck:
        say(str(stuck))
        return 3


class Stuck(Exception):
    """Something is missing that this script may not install; the text is the exact next step."""


def run(command: str, rest: list[str]) -> int:
    """Set up what the command needs and run it."""
    if command == "test":
        python = ready_python("requirements-dev.txt", ("PySide6", "ortools", "pytest", "mypy"))
        ensure_window_libraries(python)
        return run_checks(python, rest)
    if command == "explore":
        python = ready_python("requirements-dev.txt", ("PySide6", "ortools", "pytest"))
        ensure_window_libraries(python)
        return explore(python, rest)
    if command == "bench":
        python = ready_python("requirements-dev.txt", ("ortools", "pytest"))
        return run_benchmark(python, rest)
    python = ready_python("requirements.txt", ("PySide6", "ortools", "openpyxl"))
    arguments = rest if command == "app" else [command, *rest]
    return call([str(python), str(ROOT / "main.py"), *arguments])


def run_checks(python: Path, rest: list[str]) -> int:
    """Lint, types, import contract and every test; all of them run even when one fails."""
    tools = python.parent
    steps = {
        "ruff": [str(tools / "ruff"), "check", "."],
        "ruff format": [str(tools / "ruff"), "format", "--check", "."],
        "import-linter": [str(tools / "lint-imports")],
        "pytest": [*pytest_on_every_core(python), "--durations=10", *rest],
    }
    began, results = time.monotonic(), {}
    with tempfile.TemporaryFile() as words:
        # It fills one core only and says nothing until its end: so it runs beside the others.
        types = begin([str(python), "-m", "mypy"], test_environment(), words)
        for name, command in steps.items():
            say(f"── {name}")
            results[name] = call(command, test_environment())
        say("── mypy")
        results["mypy"] = types.wait()
        words.seek(0)
        say(words.read().decode("utf-8", "replace").strip())
    say(f"用时 {time.monotonic() - began:.0f} 秒。")
    failed = [name for name, code in results.items() if code]
    say("全部检查和测试通过。" if not failed else f"未通过: {'、'.join(failed)}")
    return results["pytest"] or (1 if failed else 0)


def explore(python: Path, rest: list[str]) -> int:
    """Try the tests of any example with many more, drawn by chance; ``--hypothesis-seed=N`` repeats a run."""
    more = ["-m", "hypothesis", "--hypothesis-profile=explore", "--timeout=0"]
    return call([*pytest_on_every_core(python), *more, *rest], test_environment())


def pytest_on_every_core(python: Path) -> list[str]:
    """The command that runs tests in as many processes as there are cores."""
    return [str(python), "-m", "pytest", "-n", "auto", "--dist", "worksteal"]


def test_environment() -> dict[str, str]:
    """UTF-8 everywhere, windows that need no screen, and modules compiled once for the many processes tests start."""
    kept = {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": ""}
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ, **kept}


def run_benchmark(python: Path, rest: list[str]) -> int:
    """Run one benchmark by name, or list them."""
    folder = ROOT / "tests" / "benchmarks"
    known = {path.stem.removeprefix("bench_"): path for path in sorted(folder.glob("bench_*.py"))}
    if not rest or rest[0] not in known:
        say("可用的基准测试: " + "、".join(known))
        return 0 if not rest else 2
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return call([str(python), str(known[rest[0]]), *rest[1:]], environment)


def ready_python(requirements: str, modules: Sequence[str]) -> Path:
    """A Python that has everything: the one running (under uv, say), or that of ``.venv``."""
    current = Path(sys.executable)
    if sys.prefix != sys.base_prefix and has_modules(current, modules):
        return current
    python = venv_python()
    if not python.exists():
        make_venv()
    install(python, ROOT / requirements)
    return python


def venv_python() -> Path:
    """Where the interpreter of ``.venv`` is, or will be."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def has_modules(python: Path, modules: Sequence[str]) -> bool:
    """Whether an interpreter finds all these modules."""
    question = "import importlib.util as u, sys; sys.exit(any(u.find_spec(m) is None for m in sys.argv[1:]))"
    return quiet([str(python), "-c", question, *modules]) == 0


def make_venv() -> None:
    """Create ``.venv`` with the standard library, installing Debian's missing half of it if need be."""
    say("[1/3] 建立运行环境 .venv …")
    if quiet([sys.executable, "-c", "import ensurepip, venv"]) != 0:
        if shutil.which("uv"):
            if call(["uv", "venv", "--seed", "--python", sys.executable, str(VENV)]) == 0:
                return
            raise Stuck("uv 未能建立 .venv，请看上面的说明。")
        ensure_packages(VENV_PACKAGES, "Python 缺少 venv 组件")
    if call([sys.executable, "-m", "venv", str(VENV)]) != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Stuck("未能建立 .venv：请确认项目文件夹可写、磁盘未满，然后重试。")


def install(python: Path, requirements: Path) -> None:
    """Install locked requirements once; a stamp beside them says which were installed."""
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    stamp = VENV / f"installed-{requirements.stem}.txt"
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    if quiet([str(python), "-m", "pip", "--version"]) != 0:
        call([str(python), "-m", "ensurepip", "--upgrade"])
    say(f"[2/3] 安装组件（{requirements.name}，首次约需几分钟）…")
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes"]
    if call([*pip, "-r", str(requirements)]) != 0:
        raise Stuck("组件未能全部安装：请看上面的说明，确认网络（或本地镜像）可用后重试。")
    stamp.write_text(wanted, encoding="ascii")
    say("[3/3] 组件已就绪。")


def ensure_window_libraries(python: Path) -> None:
    """Qt's system libraries and a Chinese font on Linux; other systems bring their own."""
    if not sys.platform.startswith("linux"):
        return
    if quiet([str(python), "-c", "import PySide6.QtGui, PySide6.QtWidgets, PySide6.QtSvg"]) != 0:
        ensure_packages(QT_PACKAGES, "缺少窗口所需的系统库")
    if not has_chinese_font():
        ensure_packages(FONT_PACKAGES, "缺少中文字体")


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font for Simplified Chinese."""
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(
        ["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False
    )
    return bool(listed.stdout.strip())


def ensure_packages(packages: Sequence[str], why: str) -> None:
    """Install Debian packages where this user may; else say the exact line to type.

    Raises:
        Stuck: Not a Debian, no right to install, or the installation failed.
    """
    line = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
    prefix = privilege()
    if shutil.which("apt-get") is None or prefix is None:
        raise Stuck(f"{why}。请运行下面一行后重试（其他系统请安装同名组件）：\n  {line}")
    say(f"{why}，正在安装：{' '.join(packages)} …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call([*prefix, "apt-get", "update", "-qq"], environment)
    apt = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if call([*prefix, *apt], environment) != 0:
        raise Stuck(f"{why}，自动安装未成功。请运行：\n  {line}")


def privilege() -> list[str] | None:
    """What to write before a command that needs root; ``None`` when this user may not."""
    if os.name == "nt":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and quiet(["sudo", "-n", "true"]) == 0:
        return ["sudo", "-n"]
    return None


def call(command: Sequence[str], environment: dict[str, str] | None = None) -> int:
    """Run a command where the user sees it, in the project's folder."""
    sys.stdout.flush()
    return subprocess.run(list(command), cwd=ROOT, env=environment, check=False).returncode


def begin(
    command: Sequence[str], environment: dict[str, str], words: BinaryIO
) -> "subprocess.Popen[bytes]":
    """Start a command in the project's folder; what it says goes into a file."""
    return subprocess.Popen(
        list(command), cwd=ROOT, env=environment, stdout=words, stderr=subprocess.STDOUT
    )


def quiet(command: Sequence[str]) -> int:
    """Run a command unseen."""
    return subprocess.run(
        list(command), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    ).returncode


def say(words: str) -> None:
    """Print at once, whatever the console's encoding."""
    encoding = sys.stdout.encoding or "utf-8"
    print(words.encode(encoding, "replace").decode(encoding), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
