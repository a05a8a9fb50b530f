"""The rules on personal data and secrecy, each true and false. All numbers are made up here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_language import CLEAN
from wording import findings, marked, told

from gkreport.rules import privacy
from gkreport.rules.lexicon import load

CHECKS = "10X98765432"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(first: str = "43000019900101001") -> str:
    """A number with its check sign, as the standard reckons it."""
    return first + CHECKS[sum(int(d) * w for d, w in zip(first, WEIGHTS, strict=True)) % 11]


def card(first: str = "622200000000000000") -> str:
    """A number with its check figure, as banks reckon it."""
    return next(first + d for d in "0123456789" if privacy._luhn(first + d))


VALID, CARD, SHORT = identity(), card(), card("622200000000001")
WRONG = VALID[:17] + CHECKS[CHECKS.index(VALID[17]) - 1]
PARTED = f"6222 0000 0000 0000 {CARD[16:]}"
MOBILE = "13800000000"


def test_the_clean_page_is_met_with_silence() -> None:
    assert told(CLEAN) == []


def test_known_check_figures() -> None:
    """The worked examples of both standards."""
    assert identity("11010519491231002") == "11010519491231002X"
    assert privacy._luhn("79927398713")
    assert not privacy._luhn("79927398710")


FAULTS = {
    "id-number": [
        (f"申请人身份证号{VALID}，已登记。", "error", VALID),
        (f"身份证：{VALID.lower()}。", "error", VALID),
        (f"身份证：{WRONG}。", "warning", WRONG),
    ],
    "mobile-number": [
        (f"联系人手机{MOBILE}。", "warning", MOBILE),
        ("咨询请拨打138-0000-0000。", "warning", "138-0000-0000"),
        ("咨询请拨打138 0000 0000。", "warning", "138 0000 0000"),
        (f"申请人可以拨打{MOBILE}咨询。", "warning", MOBILE),
        (f"申请人联系电话：{MOBILE}。", "error", MOBILE),
        (f"投诉人的手机号码是{MOBILE}。", "error", MOBILE),
    ],
    "bank-card": [
        (f"收款银行卡号{CARD}。", "error", CARD),
        (f"卡号：{SHORT}。", "error", SHORT),
        (f"账号：{CARD}。", "warning", CARD),
        (f"卡号：{PARTED}。", "error", PARTED),
    ],
    "applicant-named": [
        ("张某申请公开拆迁信息。", "warning", "张某"),
        ("李某某不服答复，提起行政诉讼。", "warning", "李某某"),
        ("王某参加了培训。", "note", "王某"),
        ("申请人张三提出申请。", "warning", "张三"),
        ("申请人李小四不服答复。", "warning", "李小四"),
        ("原告：王五，诉本机关。", "warning", "王五"),
        ("申请人为张小国，已经办结。", "warning", "张小国"),
        ("收到申请人张小国政府信息公开申请1件。", "warning", "张小国"),
        ("申请人为张小国的1件已经办结。", "warning", "张小国"),
    ],
    "personal-mailbox": [
        ("电子邮箱：abc_123@163.com。", "note", "abc_123@163.com"),
        ("电子邮箱：12345@QQ.com。", "note", "12345@QQ.com"),
    ],
    "case-number": [
        ("（2024）湘0000行初1号案件已经审结。", "note", "（2024）湘0000行初1号"),
        ("(2023)湘00行终12号案件已经审结。", "note", "(2023)湘00行终12号"),
        ("〔2024〕最高法行申3号案件。", "note", "〔2024〕最高法行申3号"),
    ],
    "secrecy-mark": [
        ("机密★1年\n本机关做好公开。", "error", "机密★1年"),
        ("密级：秘密\n本机关做好公开。", "error", "密级：秘密"),
        ("秘密\n本机关做好公开。", "error", "秘密"),
        ("【绝密】\n本机关做好公开。", "error", "【绝密】"),
        ("检查发现有的文件印着秘密★字样，已经要求各单位及时处理。", "warning", ""),
        ("内部资料，注意保存。", "warning", "内部资料，注意保存。"),
    ],
    "placeholder-number": [
        ("索引号：234234234444444444。", "note", "234234234444444444"),
        ("索引号：123456789012345。", "note", "123456789012345"),
    ],
}
EVERY_FAULT = [
    pytest.param(name, *fault, id=f"{name}-{n}")
    for name, faults in FAULTS.items()
    for n, fault in enumerate(faults)
]


@pytest.mark.parametrize(("name", "prose", "severity", "words"), EVERY_FAULT)
def test_a_fault_is_found(name: str, prose: str, severity: str, words: str) -> None:
    """By one rule, as heavy as it should be, pointing at the words."""
    [found] = [f for f in findings(prose) if f.severity != "note" or f.name == name]
    assert (found.name, found.severity) == (name, severity)
    assert marked(prose, found).upper().startswith(words.upper())


@pytest.mark.parametrize("name", ["id-number", "mobile-number", "bank-card"])
def test_no_finding_spreads_a_number(name: str) -> None:
    """What a finding says goes into lists and logs: the middle of a number is hidden there."""
    for prose, _, number in FAULTS[name]:
        [found] = [f for f in findings(prose) if f.name == name]
        said = f"{found.hit.message}{found.hit.found}{found.hit.hint}"
        assert number.upper() not in said.upper()
        assert "***" in said


LAWFUL = {
    "id-number": [
        "统一社会信用代码114304260061234560。",
        f"编号{VALID}12。",
        f"编号A{VALID}。",
        "身份证号430000********001X。",
        f"编号{identity('99000019900101001')}。",
        f"编号{identity('43000019901301001')}。",
        f"编号{identity('43000019900230001')}。",
        f"编号{identity('43000029900101001')}。",
    ],
    "mobile-number": [
        "咨询电话0000-1234567、12345。",
        "热线400-000-1234。",
        "编号138000000001。",
        "手机138****0000。",
        "登记12800000000件。",
        "网址：https://a.gov.cn/art/13800000000.html。",
        "电话07341234567。",
    ],
    "bank-card": [
        f"索引号：{CARD}。",
        f"编号{CARD[:-1]}{(int(CARD[-1]) + 1) % 10}。",
        "卡号6222222222222222。",
        f"卡号{CARD}/2024。",
        "卡号4300000000000000。",
        "卡号6222****0000。",
    ],
    "applicant-named": [
        "某单位不服答复，申请行政复议。",
        "允许某些信息不公开。",
        "本周某日。",
        "申请人王者风范。",
        "申请人陈述，理由成立。",
        "张某些。",
        "申请人、第三人均已告知。",
        "申请人张贴申请。",
        "申请人为王家村，已经办结。",
        "申请人为张小庄村，李村镇，已经办结。",
        "申请人为黄石市的企业，申请人为吴江籍，申请人为唐山人的。",
        "申请人为高等学校的，涉及申请人肖像权的，予以答复。",
        "申请人为陈述理由，申请人为自然人的9件。",
        "申请人孙子女、子女。",
        "对某一申请人的答复。",
        "某某县某某局收到申请。",
    ],
    "personal-mailbox": [
        "电子邮箱：xxgk@example.gov.cn。",
        "微信号@云溪发布。",
        "邮箱a@163.com.example.gov.cn。",
    ],
    "case-number": [
        "国办发〔2021〕30号。",
        "（2024）年第3号。",
        "规划（2024）初稿1号。",
        "祁政复决字〔2024〕3号。",
    ],
    "secrecy-mark": [
        "涉及国家秘密的，不予公开。",
        "机密、秘密文件不上网。",
        "做好保密审查，确定密级。",
        "密级：无。",
        "五星★评价。",
        "保密",
        "内部资料已经清理。",
        "内部事务信息不予公开。",
        "（一）属于国家秘密",
    ],
    "placeholder-number": [
        "登记1000000件。",
        "索引号：430426/2024-00012。",
        "编号20240116000123。",
    ],
}
EVERY_LAWFUL = [
    pytest.param(name, prose, id=f"{name}-{n}")
    for name, proses in LAWFUL.items()
    for n, prose in enumerate(proses)
]


@pytest.mark.parametrize(("name", "prose"), EVERY_LAWFUL)
def test_what_is_lawful_is_no_fault(name: str, prose: str) -> None:
    assert [f.hit.message for f in findings(prose) if f.name == name] == []


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ({"phone": MOBILE}, [("mobile-number", "note")]),
        ({"phone": "0000-1234567"}, []),
        ({"phone": ""}, []),
        ({"email": "office@163.com"}, [("personal-mailbox", "note")]),
        ({"email": "office@example.gov.cn"}, []),
        ({"email": "无"}, []),
        ({"address": "人民路 8 号"}, []),
    ],
    ids=str,
)
def test_the_contact_of_an_organ(contact: dict[str, str], expected: list[tuple[str, str]]) -> None:
    """A private number or mailbox there is a note, at its own line."""
    found = findings("本机关做好公开工作。", contact=contact)
    assert expected == [(f.name, f.severity) for f in found]
    assert all(f.line for f in found)


def test_a_title_is_looked_at_too() -> None:
    [found] = findings("本机关做好公开工作。", title="机密★1年")
    assert (found.name, found.hit.at) == ("secrecy-mark", ("title",))


def test_one_finding_for_many_numbers() -> None:
    numbers = "、".join(f"1380000000{n}" for n in range(6))
    [found] = findings(f"联系电话：{numbers}。")
    assert "共 6 处" in found.hit.message


@given(st.integers(0, 10**17 - 1))
def test_one_check_sign_in_eleven_fits(number: int) -> None:
    """For whatever seventeen figures there is exactly one sign."""
    first = f"{number:017}"
    assert [c for c in CHECKS if privacy._is_valid(first + c)] == [identity(first)[-1]]


@pytest.mark.parametrize("name", sorted(load("privacy")))
def test_a_list_says_nothing_twice(name: str) -> None:
    words = load("privacy")[name].split()
    assert len(set(words)) == len(words)
