"""What the cells of a column look like, to tell columns apart whose headers do not."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from matcher.intake.amounts import amount_of
from matcher.intake.days import day_of
from matcher.intake.phones import phones_of
from matcher.intake.text import is_ditto, is_nothing, narrow, one_line
from matcher.intake.words import looks_like_form
from matcher.sheets.book import Cell, CellKind
from matcher.vocabulary.headers import load_headers

_ORGANISATION = re.compile(
    r"公司|局|院|校|学|园|所|中心|银行|支行|店|厂|委|办|队|协会|学会|站|部|处|馆|集团|支部|党总支|物业|诊所|药房|商行|联合会|党组织|政府|街道|联盟|工会|团|社|会$|基金"
)
_PERSON = re.compile(r"[\u3400-\u9fff·]{2,4}")
_APPLICANT = re.compile(
    r"(?:居民|驻区单位|市场主体|社区|企业|群众|个人|单位|商户|辖区单位|居民群众|居民代表|社区党委|两新组织|物业|小区)(?:类|\(.*\))?"
)
_COMMUNITY = re.compile(r".*(?:社区|村|居委会|居|小区|网格|苑|花园|家园|片区)$")
_URGENCY = re.compile(
    r"(?:特急|紧急|较急|急|重要?|一般|普通|常规?|不急|红|黄|蓝|绿|橙|高|中|低|[1-5]|[一二三四]级|★+☆*)(?:色|件|级)?"
)
_WHEN = re.compile(
    r"\d年|月|日|周|星期|时|点|上午|下午|晚|长期|常年|全年|暑|寒假|节|天|期|季度|随时|年底|近期|\d[.:/-]\d"
)
_OFFER = re.compile(r"提供|免费|开放|可容纳|捐|讲师|承接|可供|组织.*志愿|我单位|共享|预约|专业|赠")
_WISH = re.compile(
    r"希望|盼|缺|想|没有|不足|坏|破|漏|困难|无人|急需|需要?|要求|建议|难|请|不亮|老化|不便|担心|影响|堵|脏|堆|增设|加装|解决|修"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares (0–1) of a column's filled cells.

    Attributes:
        filled: How many cells were looked at.
        number: Plain numbers.
        count: Anything an amount can be read from.
        day: Single days.
        when: Words of time.
        phone: Cells with a phone number.
        organisation: Names of organisations.
        person: Two to four characters, as names of people are.
        community: Communities, compounds, grids.
        applicant: Kinds of applicants.
        measure: Counting words alone.
        form: Names of forms alone.
        urgency: Degrees of urgency.
        long: Texts of more than ten characters.
        wish: Texts that wish for something.
        offer: Texts that offer something.
        serial: Rising whole numbers.
        distinct: Different texts per cell.
    """

    filled: int = 0
    number: float = 0.0
    count: float = 0.0
    day: float = 0.0
    when: float = 0.0
    phone: float = 0.0
    organisation: float = 0.0
    person: float = 0.0
    community: float = 0.0
    applicant: float = 0.0
    measure: float = 0.0
    form: float = 0.0
    urgency: float = 0.0
    long: float = 0.0
    wish: float = 0.0
    offer: float = 0.0
    serial: float = 0.0
    distinct: float = 0.0


def profile_of(cells: Iterable[Cell]) -> Profile:
    """The profile of a column's cells; empty ones (无, /) are left out."""
    kept = [c for c in cells if not is_nothing(c.text) and not is_ditto(c.text)]
    if not kept:
        return Profile()
    texts = [one_line(cell.text) for cell in kept]

    def share(test: Callable[[str], object]) -> float:
        return sum(1 for text in texts if test(text)) / len(texts)

    return Profile(
        filled=len(kept),
        number=share(_is_number),
        count=share(lambda text: len(text) <= 20 and amount_of(text)),
        day=sum(1 for cell in kept if cell.kind is CellKind.MOMENT or day_of(cell.text, "2026-06"))
        / len(kept),
        when=sum(1 for cell in kept if cell.kind is CellKind.MOMENT or _WHEN.search(cell.text))
        / len(kept),
        phone=share(_has_phone),
        organisation=share(lambda text: _ORGANISATION.search(text) and len(text) <= 40),
        person=share(_PERSON.fullmatch),
        community=share(_COMMUNITY.fullmatch),
        applicant=share(lambda text: _APPLICANT.fullmatch(narrow(text))),
        measure=share(lambda text: _is_measure(narrow(text))),
        form=share(looks_like_form),
        urgency=share(lambda text: _URGENCY.fullmatch(narrow(text))),
        long=share(lambda text: len(text) > 10),
        wish=share(_WISH.search),
        offer=share(_OFFER.search),
        serial=_serial(texts),
        distinct=len(set(texts)) / len(texts),
    )


@lru_cache(maxsize=8192)
def _is_number(text: str) -> bool:
    return re.fullmatch(r"[¥￥]?\d[\d,]*(?:\.\d+)?%?", narrow(text)) is not None


@lru_cache(maxsize=8192)
def _has_phone(text: str) -> bool:
    return any(len(phone.split("-")[0]) >= 7 for phone in phones_of(text)) or bool(
        re.search(r"1\d{2}\*{4}\d{4}", narrow(text))
    )


def _serial(texts: Sequence[str]) -> float:
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) <= 5]
    if len(numbers) < 2:
        return 0.0
    rising = sum(1 for a, b in pairwise(numbers) if b == a + 1)
    return rising / (len(texts) - 1)


def _is_measure(text: str) -> bool:
    """Whether a cell is a counting word alone, or one with how often (次/月)."""
    return text.split("/")[0] in load_headers().measures.words
