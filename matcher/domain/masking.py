"""What may be seen of a person: pure functions that mask names, numbers and addresses.

Identity card numbers are never shown.
What stands in running text is found by its shape and, for names, by the names of the name columns.
"""

import re
from collections.abc import Callable, Iterable

from matcher.domain.intake import Lists
from matcher.domain.needs import ApplicantType, Need

STAR = "*"
HIDDEN = STAR * 6
HIDDEN_PLACE = STAR * 2
SOMEBODY = "某某"

_COMPOUND = (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 宇文 长孙 司徒 司空 夏侯 轩辕 端木 百里 南宫 独孤 呼延 "
    "澹台 申屠 太史 闻人 钟离 东郭 南郭 西门 鲜于 万俟 闾丘 赫连 淳于 单于 公冶 宗政 濮阳 仲孙 拓跋"
)
_COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
_TITLES = (
    "女士",
    "先生",
    "老师",
    "医生",
    "主任",
    "书记",
    "大爷",
    "大妈",
    "奶奶",
    "爷爷",
    "阿姨",
    "叔叔",
    "师傅",
    "同学",
)


def mask_name(name: str) -> str:
    """A resident's name: 张某某, 张三, 欧阳明 become 张**, 张*, 欧阳*; a title (张女士) stays.

    A name in Latin letters keeps its first letter. What is no single name (blank, a unit) is left alone
    by the caller.
    """
    plain = re.sub(r"\s", "", name)
    if not plain:
        return ""
    surname = plain[:2] if plain[:2] in _COMPOUND_SURNAMES else plain[:1]
    rest = plain[len(surname) :]
    if rest in _TITLES:
        return plain
    if not rest:
        return STAR
    if plain.isascii():
        return surname + STAR * 2
    return surname + STAR * min(2, len(re.split(r"[·•・]", rest)[0]))


def spoken_name(name: str) -> str:
    """A resident's name as it is said before sixty people: 张三 and 张某某 become 张某某; a title (张女士) stays."""
    masked = mask_name(name)
    if not masked or name.isascii() or not masked.endswith(STAR):
        return masked
    return masked.rstrip(STAR) + SOMEBODY


def meeting_mask(lists: Lists) -> Callable[[str], str]:
    """Makes the one function through which the projector shows any text.

    Names of the month's name columns become 张某某, phones 138****5678; identity cards, number plates,
    mail addresses and doors are hidden.
    """
    names = sorted(names_in(lists), key=lambda name: (-len(name), name))
    found = re.compile("|".join(re.escape(name) for name in names if len(name) > 1) or r"(?!)")

    def mask(text: str) -> str:
        return found.sub(lambda match: spoken_name(match[0]), scrub(text))

    return mask


def mask_phone(phone: str, *, keep_landline: bool = False) -> str:
    """138****5678 for a mobile; a landline keeps its area code and its last two digits, or stays an office's."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
    if len(digits) == 11 and digits.startswith("1"):
        return f"{digits[:3]}{STAR * 4}{digits[7:]}"
    if keep_landline:
        return phone
    area = re.match(r"(0\d{2,3})-?", phone.strip())
    kept = area[1] + "-" if area else ""
    return f"{kept}{STAR * 6}{digits[-2:]}" if len(digits) >= 7 else STAR * len(digits)


def mask_place(place: str) -> str:
    """An address down to its compound: 翠园小区3栋2单元501室 becomes 翠园小区**."""
    return _replaced_doors(_IN_COMPOUND.sub(rf"\1{_escaped(HIDDEN_PLACE)}", place))


def scrub(text: str, *, names: Iterable[str] = ()) -> str:
    """Running text without what tells who somebody is.

    Identity and bank card numbers, mobile and landline phones, mail and chat addresses, number plates,
    building, unit and room numbers are masked; so is every name given. Full-width digits and letters
    become half-width ones.

    Args:
        text: Any text.
        names: Names from the name columns of the same month, masked wherever they stand.
    """
    text = mask_place(scrub_numbers(text))
    for name in sorted({name for name in names if len(name) > 1}, key=lambda n: (-len(n), n)):
        text = text.replace(name, mask_name(name))
    return text


def scrub_numbers(text: str) -> str:
    """Running text without identity and bank cards, phones, mail and chat addresses and number plates.

    Full-width digits and letters become half-width ones.
    """
    text = _CARD.sub(HIDDEN, text.translate(_HALF_WIDTH))
    text = _MAIL.sub(HIDDEN, text)
    text = _CHAT.sub(rf"\1{_escaped(HIDDEN)}", text)
    text = _MOBILE.sub(lambda match: mask_phone(match[0]), text)
    text = _LANDLINE.sub(HIDDEN, text)
    text = _LOCAL.sub(rf"\1{_escaped(HIDDEN)}", text)
    return _PLATE.sub(lambda match: match[0][:2] + STAR * 5, text)


def names_in(lists: Lists) -> frozenset[str]:
    """Every person named in a name column of the month, children of merged rows included."""
    written: list[str] = []
    for need in lists.needs:
        written.append(need.contact)
        written += [child.applicant for child in need.merged if _person(child.applicant)]
        if _may_be_person(need):
            written.append(need.applicant)
    written += [resource.contact for resource in lists.resources]
    written += [person for unit in lists.units for person in (unit.contact, unit.part_time_member)]
    for project in lists.projects:
        written += [project.leader, project.community_contact, project.unit_contact]
    return frozenset(name for words in written for name in _split(words))


def _may_be_person(need: Need) -> bool:
    return need.applicant_type in (None, ApplicantType.RESIDENT) and _person(need.applicant)


def _split(words: str) -> list[str]:
    """The names in a cell that may hold several, with titles and phones between them."""
    return [part for part in _BETWEEN_NAMES.split(words) if _person(part)]


def _person(words: str) -> bool:
    """Whether words may be one person's name rather than a group, a unit or a post."""
    return _NAME.fullmatch(words) is not None and not words.endswith(_NO_NAMES)


def _replaced_doors(text: str) -> str:
    for pattern in _DOORS:
        text = pattern.sub(HIDDEN_PLACE, text)
    return text


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\")


_GAP = r"[ \t\-–—.·_]?"
_NUMBER = r"[\d一二三四五六七八九十百零〇两]+"
_BUILDING = rf"[A-Za-z甲乙丙丁]?{_NUMBER}(?:号楼|栋|幢|#楼?)|[A-Za-z]座"
_ROOM = rf"{_NUMBER}(?:号房|室|房)?"

_CARD = re.compile(
    r"(?<!\d)(?:\d{17}[Xx]|\d{15,19}|\d{6}[ -]\d{8}[ -]\d{3}[\dXx]|\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?)(?!\d)"
)
_MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)")
_LANDLINE = re.compile(
    r"(?<!\d)[(（]?0\d{2,3}[)）]?[ \-–—]?\d{7,8}(?:(?:转|[ \-–—])\d{1,5})?(?!\d)"
)
_LOCAL = re.compile(r"((?:电话|座机|致电|拨打|来电|联系方式)[^\d\n]{0,4})\d{7,8}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_CHAT = re.compile(r"((?:微信|QQ|qq|VX|vx)号?[:：]?\s*)[A-Za-z0-9_-]{5,}")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][ ·•-]?[A-Za-z0-9]{4,5}[A-Za-z0-9挂学警港澳](?![A-Za-z0-9])"
)
_IN_COMPOUND = re.compile(
    rf"(小区|花园|家园|公寓|[苑园院里村坊庭])(?:{_BUILDING}|{_NUMBER}单元|\d{{1,3}}-\d{{1,2}}-\d{{3,4}})+(?:{_ROOM})?(?:\d+)?"
)
_DOORS = (
    re.compile(rf"(?:{_BUILDING})(?:{_NUMBER}单元)?{_NUMBER}(?:号房|室|房)"),
    re.compile(rf"(?:{_BUILDING}){_NUMBER}单元(?:{_ROOM})?"),
    re.compile(rf"{_NUMBER}单元{_ROOM}"),
    re.compile(rf"(?:{_BUILDING})\d{{3,4}}(?!\d)"),
    re.compile(r"(?<![\d-])\d{1,2}-\d{1,2}-\d{3,4}(?![\d-])"),
    re.compile(r"(?<!\d)\d{3,4}(?:室|号房)"),
    re.compile(r"(?<=[路街巷弄组])\d+(?:-\d+)?号(?!院|线|楼)"),
)
_HALF_WIDTH = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))
    if not 0xFF3A < code < 0xFF41
}
_BETWEEN_NAMES = re.compile(r"[\s、，,;；/（）()：:0-9*\-]+")
_NAME = re.compile(r"[㐀-鿿𠀀-𰿿]{2,4}|[㐀-鿿]{1,8}[·•・][㐀-鿿]{1,12}")
_NO_NAMES = (
    "居民",
    "代表",
    "社区",
    "小区",
    "单位",
    "公司",
    "委会",
    "居委",
    "物业",
    "学校",
    "医院",
    "家长",
    "群众",
    "业主",
    "商户",
    "网格",
    "党员",
    "老人",
    "骑手",
    "志愿者",
    "中心",
    "银行",
    "支行",
    "协会",
    "专干",
    "户",
    "家庭",
    "人员",
    "家属",
    "职工",
    "员工",
    "师生",
    "学生",
    "儿童",
    "妇女",
    "残疾人",
    "联络员",
    *_TITLES,
)
