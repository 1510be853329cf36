"""Words of the field in single cells → what they mean."""

import re
from dataclasses import dataclass
from functools import lru_cache

from matcher.domain import ApplicantType, Consent, Form, NeedStatus
from matcher.intake.text import name_like, narrow, split_outside_brackets

_URGENCY = (
    (3, re.compile(r"较重|次重")),
    (4, re.compile(r"较急|比较急|较迫切|比较迫切|较紧急|比较紧急|次急|急需|橙")),
    (
        1,
        re.compile(
            r"不(?:太|很|是很|怎么|算)?(?:急|紧急|着急|迫切)|非紧急|一般|普通|常规|日常|平常|^常$|较低|^低$|蓝|绿|四级|ⅳ级|^否$|缓|长期|正常"
        ),
    ),
    (3, re.compile(r"重要|重大|^重$|黄|^中$|中等|^次$|尽快")),
    (
        5,
        re.compile(
            r"特急|很急|极急|急迫|迫切|加急|紧急|十分急|非常急|最急|^急$|^高$|红|急难愁盼|^是$|立即|马上|火急|^急"
        ),
    ),
)


_COUNTED = re.compile(r"([1-5])→[1-5]\s*(?:超期|会议调整)\s*$")


def own_urgency(words: str) -> str:
    """A list's own words, without what our lists add where another urgency counts (较急 4→5 超期)."""
    found = _COUNTED.search(words)
    return words if found is None else words[: found.start()].strip() or found[1]


@lru_cache(maxsize=4096)
def urgency_of(words: str) -> int | None:
    """1 (常) to 5 (急); ``None`` when the words are unclear."""
    bare = re.sub(r"(?:色|级|件|事项|类|程度)$", "", narrow(words).lower())
    if match := re.fullmatch(r"([1-5])(?:\.0+)?", bare):
        return int(match.group(1))
    if re.fullmatch(r"★{1,5}☆*", bare):
        return bare.count("★")
    return next((level for level, pattern in _URGENCY if pattern.search(bare)), None)


_APPLICANTS = (
    (
        ApplicantType.MARKET_ENTITY,
        re.compile(r"市场主体|企业|商户|商家|个体|公司|两新|楼宇|商圈|新业态|经营"),
    ),
    (
        ApplicantType.DISTRICT_UNIT,
        re.compile(r"驻区|驻地|辖区单位|机关|事业|学校|单位|部队|医院|共建|成员单位"),
    ),
    (
        ApplicantType.RESIDENT,
        re.compile(r"居民|群众|个人|业主|村民|住户|家庭|老人|党员|骑手|市民|住民"),
    ),
    (ApplicantType.COMMUNITY, re.compile(r"社区|居委|村委|网格|街道|党组织|支部|物业|业委")),
)


@lru_cache(maxsize=4096)
def applicant_type_of(words: str) -> ApplicantType | None:
    """Who raises a need; ``None`` when the words are unclear."""
    bare = narrow(words)
    if "社区" in bare and "居民" in bare:
        return ApplicantType.RESIDENT
    return next((kind for kind, pattern in _APPLICANTS if pattern.search(bare)), None)


_FORM_WORDS = (
    (Form.SITE, r"场地|阵地|场所|场馆|空间|会议室|活动室|车位"),
    (Form.TALENT, r"人才|人力|志愿者?|队伍|师资|专家|智力|人员|组织资源"),
    (Form.MONEY, r"资金|经费|钱款|赞助|资助|基金"),
    (Form.GOODS, r"物资|物品|实物|设备|货物|器材|捐赠物"),
    (Form.SERVICE, r"服务|活动|义诊|培训"),
    (Form.WORKS, r"工程|施工|改造|建设"),
    (Form.INFO, r"信息|政策|技术|技能"),
    (Form.POST, r"岗位|就业|招聘"),
)
_FORMS = tuple((form, re.compile(pattern)) for form, pattern in _FORM_WORDS)
_FORM_CODE = re.compile(r"f([1-8])", re.IGNORECASE)
_BY_CODE = dict(
    zip(
        "12345678",
        (
            Form.SITE,
            Form.TALENT,
            Form.MONEY,
            Form.GOODS,
            Form.SERVICE,
            Form.WORKS,
            Form.INFO,
            Form.POST,
        ),
        strict=True,
    )
)


@lru_cache(maxsize=4096)
def forms_of(words: str) -> tuple[tuple[Form, ...], tuple[str, ...]]:
    """Forms named in a list cell (场地+资金), and the pieces that name none."""
    found: set[Form] = set()
    unclear = []
    for piece in split_outside_brackets(
        re.sub(r"[和及与]", "、", narrow(words)), "、,，;；/+＋&\\|\n "
    ):
        named = _form_of(piece)
        if named is None:
            unclear.append(piece)
        else:
            found.add(named)
    return tuple(form for form in Form if form in found), tuple(unclear)


def _form_of(piece: str) -> Form | None:
    if match := _FORM_CODE.match(piece):
        return _BY_CODE[match.group(1)]
    tail = re.sub(r"(?:类|型|支持|资源|形式)$", "", piece)
    tail = {"专业服务": "服务", "人才志愿": "志愿", "技术": "信息"}.get(tail, tail)
    return next((form for form, pattern in _FORMS if pattern.search(tail)), None)


def looks_like_form(text: str) -> bool:
    """Whether every piece of a cell is the plain name of a form (场地, 人才, 物资+资金)."""
    pieces = split_outside_brackets(re.sub(r"[和及与]", "、", narrow(text)), "、,，;；/+＋&\\|\n ")
    return bool(pieces) and all(_PLAIN_FORM.fullmatch(piece) for piece in pieces)


_PLAIN_FORM = re.compile(
    r"(?:f\d)?(?:场地|阵地|场所|场馆|人才|人力|志愿|志愿者|资金|经费|物资|物品|实物|设备|货物|服务|专业服务|工程|信息|政策|岗位|技术|智力|组织|活动)(?:类|型|支持|资源|阵地|志愿|设备|改造|政策|机会)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom something is.

    Attributes:
        included: Groups named; empty = everybody.
        excluded: Groups shut out.
        only: Whether everybody but ``included`` is shut out.
    """

    included: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    only: bool = False


_EVERYBODY = re.compile(
    r"^(?:全体|所有|全部|广大|辖区|社区|本|各类|全社区|小区|街道)*(?:居民|群众|人群|人员|业主|人|居民群众|市民|对象)?(?:均可|不限|皆可|等)?$|^不限.*|^无限制$|^均可$"
)
_ONLY = re.compile(
    r"^(?:仅限?|只限|限|仅面向|仅供|只面向|只对|仅对|限于)(.+?)(?:参加|使用|开放)?$|^(.+?)(?:专属|专用)$"
)
_EXCEPT = re.compile(
    r"(?:除|不含|不包括|不面向|不接待|不接收|不对|非)(.+?)(?:以外|之外|外|开放|除外|$)"
)
_INNER = re.compile(r"[（(](?:仅限?|只限|限)([^）)]+)[）)]")


@lru_cache(maxsize=4096)
def audience_of(words: str) -> Audience:
    """For whom the words say it is: 老年人、儿童; 仅限党员; 除未成年人外."""
    bare = narrow(words)
    excluded = tuple(group for match in _EXCEPT.finditer(bare) for group in _groups(match.group(1)))
    rest = _EXCEPT.sub("", bare)
    inner = _INNER.search(rest)
    only = _ONLY.match(rest) or inner
    named = next((part for part in only.groups() if part), rest) if only else rest
    if not only and _EVERYBODY.match(named):
        return Audience((), excluded)
    return Audience(_groups(named), excluded, bool(only))


def _groups(words: str) -> tuple[str, ...]:
    """The groups named, in the list's own words; everybody is no group."""
    pieces = split_outside_brackets(re.sub(r"[和及与]|以及", "、", words), "、,;/+&|；，")
    named = (re.sub(r"(?<=.)等$", "", piece) for piece in pieces)
    return tuple(dict.fromkeys(piece for piece in named if not _EVERYBODY.match(piece)))


_WHOLE_STREET = re.compile(
    r"^(?:全街道?|全辖区?|全域|辖区内?|街道辖区内?|各社区|所有社区|全部社区|不限|全部|街道范围内?|本街道|全街道各社区|辖区各社区|街道各社区|街道所有社区|全街道范围|各个社区|全市|全区|均可|任意社区|\d+个社区)$"
)


def scope_of(words: str) -> tuple[str, ...]:
    """Communities named; empty = the whole street."""
    bare = re.sub(r"[和及与]", "、", name_like(words))
    pieces = split_outside_brackets(bare, "、,，;；/\n| ")
    if any(_WHOLE_STREET.match(narrow(piece)) for piece in pieces):
        return ()
    return tuple(dict.fromkeys(community_name(piece) for piece in pieces if community_name(piece)))


_COMMUNITY_TAIL = re.compile(
    r"(?<=社区)(?:居民委员会|居委会|党委|党总支|党支部|党群服务中心|大党委|村民委员会|村委会|综合党委|工作站|服务中心)+$"
)
_BOARD_TAIL = re.compile(r"(?<=..)(?:居民委员会|居委会)$")
_AREA = re.compile(r"^.*?(?:街道办事处|街道办|街道|镇|乡)(?=.{2,})")


@lru_cache(maxsize=16_384)
def community_name(words: str) -> str:
    """A community's name without what hangs on to it: 西站社区居委会 → 西站社区, 某街道西站社区 → 西站社区."""
    name = re.sub(r"[（(](?:盖章|公章|签章)[)）]", "", name_like(words)).strip()
    name = _COMMUNITY_TAIL.sub("", name)
    name = _BOARD_TAIL.sub(lambda match: "社区" if "社区" not in name else "", name)
    return _AREA.sub("", name) if "社区" in name or name.endswith("村") else name


@lru_cache(maxsize=16_384)
def community_stem(name: str) -> str:
    """What tells communities apart: 西站 of 西站社区, 和平 of 和平村."""
    return re.sub(r"(?<=.)(?:社区居委会|社区|居委会|村委会|村|居)$", "", community_name(name))


_OUT = re.compile(
    r"(?:属于?|系|为|是)?(?:物业|职能部门|部门|政府|开发商)(?:公司|企业)?(?:的)?(?:职责|责任|义务)|超出(?:联盟)?(?:职责|范围)|非联盟职责|不属于(?:联盟|党建)"
)
_TAKEN_BACK = re.compile(r"已?撤回|已?撤销|已取消|不再需要|已作废")
_REFUSED = re.compile(r"不予受理|不受理|不予采纳|已拒绝|已驳回|^驳回$|不予立项|^拒绝$")
_DONE = re.compile(
    r"(?:已|已经)?(?:办结|完成|解决|销号|办理完毕|办理完成|实现|圆梦)(?:[。.,，;；（(].*)?|是否办结[:：]是"
)


@lru_cache(maxsize=8192)
def status_of(status: str, remark: str) -> tuple[NeedStatus, str]:
    """Whether a need takes part, and the list's own words where it does not."""
    for words in (status, remark):
        bare = narrow(words)
        for pattern, meaning in (
            (_OUT, NeedStatus.OUT_OF_SCOPE),
            (_TAKEN_BACK, NeedStatus.WITHDRAWN),
            (_REFUSED, NeedStatus.REJECTED),
        ):
            if pattern.search(bare) and not re.search(
                r"^(?:不|非)(?:属于?|是|系)(?:物业|职能|部门|政府)|未(?:撤|受)", bare
            ):
                return meaning, words
    return NeedStatus.OPEN, ""


@lru_cache(maxsize=4096)
def is_done(status: str) -> bool:
    """Whether a status says that nothing is left to do."""
    return _DONE.fullmatch(narrow(status)) is not None


_LEFT = re.compile(r"退出|撤出|注销|不在册|停用|撤回|已取消|终止|暂停|^否$|撤销|失效")


def is_left(status: str) -> bool:
    """Whether a status says that a unit or resource is no longer there."""
    return _LEFT.search(narrow(status)) is not None


_NO_VOTE = re.compile(r"不需要?|无需|不涉及|不用|免")
_NOBODY_AGAINST = re.compile(r"(?:无人?|没有人?|未有)(?:提出)?(?:反对|异议|意见)")
_NOT_AGREED = re.compile(
    r"未|没|待|尚|否|不同意|不通过|反对|中$|正在|不足|不够|需要?$|需表决|需业主"
)
_AGREED = re.compile(r"同意|通过|是|达到|已达|赞成|完成|符合|✓|√|有")


@lru_cache(maxsize=4096)
def consent_of(written: str) -> tuple[bool, Consent | None]:
    """Whether the words were understood, and what they say of the owners' consent (``None`` = not needed)."""
    bare = narrow(written)
    if _NOBODY_AGAINST.search(bare):
        return True, Consent.GIVEN
    if _NO_VOTE.search(bare) and not re.search(r"同意|通过", bare):
        return True, None
    if _NOT_AGREED.search(bare):
        return True, Consent.WAITING
    return (True, Consent.GIVEN) if _AGREED.search(bare) else (False, None)


def is_reserve(told: str, status: str) -> bool:
    """Whether a unit is to be asked only where nobody else can: by its own column, or by its status."""
    bare = narrow(told)
    own = bool(bare) and not re.search(r"否|不|非|无|×|✗", bare)
    return own or bool(re.search(r"后备|备用", narrow(status)))
