"""How the page writes counts and shares: a share always with its base, none of a small one."""

from gkreport.survey.summary import data


def number(value: float) -> str:
    """A count, its thousands apart."""
    return f"{int(value):,}"


def percent(part: int, base: int) -> str:
    """A share with one decimal; never rounded to none or to all where it is not."""
    tenths = (2000 * part + base) // (2 * base)
    if part and not tenths:
        return "不到 0.1%"
    if part < base and tenths >= 1000:  # noqa: PLR2004 - tenths of a hundredth
        return "99.9% 以上"
    return f"{tenths // 10:,}.{tenths % 10}%"


def enough(base: int) -> bool:
    """Whether shares of so many say anything."""
    return base >= int(data()["fewest"])


def share(part: int, base: int, unit: str = "份") -> str:
    """A share with its base, or why there is none."""
    if enough(base):
        return f"{percent(part, base)}，共 {number(base)} {unit}"
    return f"共 {number(base)} {unit}"
