"""What the worker's reply about papers makes of the state; plain functions."""

from dataclasses import replace

from matcher.domain.papers import Papers, Placing
from matcher.service import PapersWritten, Reply
from ui.session.state import Notice, State


def after(state: State, reply: Reply, serial: int) -> State:
    """The state with the papers just written, and a notice that says so."""
    if not isinstance(reply, PapersWritten):
        return state
    papers = reply.papers
    tone = "warn" if papers.stopped or _beside(papers) else "good"
    notice = Notice(serial, written_words(papers), papers.folder, tone=tone)
    return replace(state, papers=papers, notice=notice)


def written_words(papers: Papers) -> str:
    """What was written, one sentence."""
    count, beside = len(papers.files), _beside(papers)
    words = f"已停止，写好了前 {count} 份文书" if papers.stopped else f"已写好 {count} 份文书"
    return f"{words}，其中 {beside} 份因原文件被改过或正打开而另存" if beside else words


def _beside(papers: Papers) -> int:
    return sum(file.placing is Placing.BESIDE for file in papers.files)
