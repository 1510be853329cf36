"""Checking a certificate on the command line."""

from pathlib import Path

from matcher import certify
from matcher.cli.result import level_words
from matcher.domain import Certificate


def report(path: Path) -> tuple[list[str], bool]:
    """What a certificate proves, line by line, and whether all it claims is true.

    Raises:
        FileRefused: It is no certificate.
    """
    certificate = certify.read(path)
    verdict = certify.verdict(certificate)
    lines = [f"{certificate.month} 方案证明：{_size(certificate)}"]
    if verdict.breaches:
        return [*lines, "  不成立：", *(f"    {words}" for words in verdict.breaches)], False
    lines.append("  逐条复核  每条硬性规则都遵守")
    told = zip(verdict.levels, verdict.grounds, strict=True)
    lines += [f"    {level_words(level)}（{ground}）" for level, ground in told]
    lines.append(f"  结论      {_conclusion(verdict)}")
    lines.append(f"  凭什么    {_grounds(certificate, verdict)}")
    lines.append(f"  用时      {verdict.seconds:.2f} 秒，只用整数算术，不经求解器")
    return lines, True


def _size(certificate: Certificate) -> str:
    found = certificate.candidates
    return (
        f"{len(found.needs)} 项需求、{len(found.offers)} 项资源、{len(found.pairs)} 对候选，"
        f"安排 {len(certificate.assignments)} 项对接"
    )


def _conclusion(verdict: certify.Verdict) -> str:
    if verdict.best:
        return "已证明：没有更好的方案"
    return "所写上界属实；尚有层级未证明到底，见上"


def _grounds(certificate: Certificate, verdict: certify.Verdict) -> str:
    """What was counted anew and what an engine is believed in."""
    counted = sum(level.bound == level.value for level in verdict.levels)
    words = f"硬性规则和 {counted}/{len(verdict.levels)} 级由这里重新核算"
    if counted == len(verdict.levels):
        return f"{words}，没有一处只凭求解引擎"
    if not verdict.believed:
        return f"{words}，其余各级没有证明到底"
    return f"{words}；只凭求解引擎（{certificate.engine}）的：{'、'.join(verdict.believed)}"
