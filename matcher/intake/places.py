"""Which community a whole sheet belongs to, told by its title, sub-line, name or file."""

import re
from collections.abc import Iterable

from matcher.intake.text import name_like, narrow, one_line
from matcher.intake.words import community_name

_LEAD = re.compile(
    r"^.*(?:街道办事处|街道办|街道|镇|乡|[市区县]|\d年|\d月|第[一二三四五六七八九十]+季度|季度|单位|名称|附件|共建|关于|填报|上报|报送|所属|表)(?=.+社区$)"
)
_NOT_ONE = re.compile(
    r"^(?:各|全|本|该|所属|所在|我|某|辖区|街道|个|\d|居民|党|涉及|村|入|进|到|在|为|服务|双报到|[一二三四五六七八九十两]个)?社区$|各社区"
)
_BARE = re.compile(r"[\u3400-\u9fff]{2,4}")
_NO_PLACE = re.compile(
    r"需求|资源|清单|项目|单位|汇总|台账|说明|填表|统计|名单|表|月|年|季|总|街道|服务|成员|联盟|党|备注|模板|示例|对照|数据|字典|选项|附件|工作"
)


def community_in(text: str) -> str:
    """The one community a title or sub-line names, or empty."""
    found = []
    for match in re.finditer(r"[\u3400-\u9fff\d]{1,18}?社区", narrow(text)):
        name = community_name(re.sub(r"^.*\d", "", _LEAD.sub("", match.group())))
        if name and not _NOT_ONE.search(name):
            found.append(name)
    distinct = tuple(dict.fromkeys(found))
    return distinct[0] if len(distinct) == 1 else ""


def sheet_community(titles: Iterable[str], sheet: str, file: str, siblings: Iterable[str]) -> str:
    """The community of a sheet: from its titles, its name (西站 beside 东站 too), else the file's name.

    Args:
        titles: Lines above the header.
        sheet: Sheet name.
        file: File name.
        siblings: Names of the other sheets that hold the same kind of list.
    """
    lines = tuple(titles)
    reporters = [line for line in lines if re.search(r"填报|上报|报送|单位|社区[:：]", line)]
    for text in (sheet, *reporters, *lines):
        if name := community_in(text):
            return name
    if _is_bare_place(sheet) and any(
        _is_bare_place(other) or community_in(other) for other in siblings
    ):
        return f"{sheet.strip()}社区"
    return community_in(re.sub(r"\.[A-Za-z0-9]+$", "", file))


_REPORTER = re.compile(
    r"(?:填报|上报|报送|提供|资源|共建|成员)?单位(?:名称)?[:：](.+)$|^(?:填报|上报|报送)单位$"
)


def reporting_unit(titles: Iterable[str]) -> str:
    """The unit that hands in the sheet, told by a line above the header (填报单位：…), or empty."""
    lines = tuple(titles)
    for position, line in enumerate(lines):
        match = _REPORTER.search(narrow(line))
        if match is None:
            continue
        told = match.group(1) or (lines[position + 1] if position + 1 < len(lines) else "")
        name = re.split(
            r"[ 　\t]{2,}|填报|日期|时间|联系", re.sub(r"^.*[:：]", "", one_line(told))
        )[0]
        name = re.sub(r"[（(](?:盖章|公章|签章)[)）]|_+", "", name_like(name))
        if len(name) >= 3 and not re.search(r"万元|[:：]", name):
            return name
    return ""


def _is_bare_place(name: str) -> bool:
    bare = narrow(name)
    return bool(_BARE.fullmatch(bare)) and not _NO_PLACE.search(bare)
