"""The keys of a report file around the tables: names, types, and what they are in Chinese."""

from typing import Final, Literal, NamedTuple

Type = Literal["text", "year", "date", "period", "names", "choice", "table", "entries", "open"]


class Key(NamedTuple):
    """One key: `keys` are those of a table (or of each entry), `choices` the words allowed."""

    name: str
    type: Type
    title: str
    choices: tuple[tuple[str, str], ...] = ()
    keys: "tuple[Key, ...]" = ()
    required: bool = False


KINDS: Final = (
    ("government", "人民政府"),
    ("department", "政府部门"),
    ("township", "乡镇人民政府、街道办事处"),
    ("authorized", "法律、法规授权的组织"),
)
LEVELS: Final = (
    ("national", "国家"),
    ("province", "省级"),
    ("city", "市级"),
    ("county", "县级"),
    ("township", "乡级"),
)
CONTACT: Final = (
    Key("office", "text", "联系机构"),
    Key("address", "text", "地址"),
    Key("postcode", "text", "邮政编码"),
    Key("phone", "text", "电话"),
    Key("email", "text", "电子邮箱"),
)
ORGAN: Final = (
    Key("name", "text", "机关全称"),
    Key("kind", "choice", "机关类别", KINDS),
    Key("level", "choice", "机关层级", LEVELS),
    Key("region", "text", "行政区划名称"),
    Key("former", "names", "曾用名称"),
    Key("contact", "table", "联系方式", keys=CONTACT),
)
PUBLICATION: Final = (
    Key("date", "date", "公布日期"),
    Key("written", "date", "成文日期"),
    Key("period", "period", "统计期限的起止日期"),
)
ALLOW: Final = (
    Key("rule", "text", "规则的代码或名称", required=True),
    Key("place", "text", "只对哪一处：键名，如 applications.received；不写就是全文"),
    Key("reason", "text", "为什么不是问题", required=True),
)
EXTRA: Final = (Key("heading", "text", "标题"), Key("text", "text", "正文"))
PREFACE: Final = "preface"
TOP: Final = (
    Key("form", "text", "所用格式，以起用年度为名"),
    Key("year", "year", "报告年度"),
    Key("title", "text", "标题（与通常写法不同时）"),
    Key("organ", "table", "机关", keys=ORGAN),
    Key("publication", "table", "公布", keys=PUBLICATION),
    Key("headings", "table", "各部分标题（与格式不同时）"),
    Key("sections", "table", "各部分文字，段与段之间空一行"),
    Key("restated", "open", "对上年数字的更正"),
    Key("allow", "entries", "经核实、不再提示的问题", keys=ALLOW),
    Key("adjust", "open", "汇总时的调整"),
)
YEARS: Final = (1000, 9999)
"""The least and the greatest year: four digits."""
TYPES: Final = {
    "text": "文字（放在半角双引号里）",
    "year": "四位数的年份，不加引号",
    "date": "日期，写成 2026-01-16 这样，不加引号",
    "period": "两个日期，写成 [2025-01-01, 2025-12-31] 这样",
    "names": '一组文字，写成 ["甲局", "乙局"] 这样',
    "table": "一个表，以表头开始",
    "entries": "一个或多个表，以双层表头开始",
}  # fmt: skip
