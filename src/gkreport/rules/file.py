"""Rules about the file as such. Their hits come from reading it."""

from typing import TYPE_CHECKING

from gkreport.finding import FILE_FORMAT
from gkreport.rules import Case, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkreport.finding import Hit


@rule("GK001", name="broken-toml", basis=FILE_FORMAT, reads=False)
def broken_toml(_: Case) -> "Iterator[Hit]":
    """文件的写法不合格式，读到这里读不下去。

    报告文件一行写一项：左边是键，中间是半角等号，右边是数字、放在半角双引号里的文字，或者
    放在方括号里的一组数。多段的文字用三个双引号括起来，开头和收尾都是半角的三个。

    收尾的引号丢了，后面各项都会读成文字，所以先改最前面的一处，改好后再检查一次。数字前面不写 0，
    不写千位分隔的逗号；文字里的反斜杠要写成两个；说明的前面要有 #。

    错例：`licensing = 12件`（数字后面带了单位）
    正例：`licensing = 12`
    """
    yield from ()


@rule("GK002", name="full-width-sign", basis=FILE_FORMAT, reads=False)
def full_width_sign(_: Case) -> "Iterator[Hit]":
    """引号外面用了全角的符号或数字。

    用中文输入法时容易打出全角的等号、引号、逗号和数字。引号里面的文字用全角没有关系，引号外面
    一律要用半角。

    错例：`received ＝ [３，０]`
    正例：`received = [3, 0]`
    """
    yield from ()


@rule("GK003", name="wrong-encoding", basis=FILE_FORMAT, reads=False)
def wrong_encoding(_: Case) -> "Iterator[Hit]":
    """文件不是用 UTF-8 编码保存的。

    旧版记事本默认的“ANSI”在中文系统里是 GB18030，别的程序会把它读成乱码。

    改法：用记事本打开，选“另存为”，编码选 UTF-8，再保存。
    """
    yield from ()


@rule("GK004", name="empty-file", basis=FILE_FORMAT, reads=False)
def empty_file(_: Case) -> "Iterator[Hit]":
    """文件里什么都没有。

    改法：运行 `gkreport new 2025 --force` 重新生成一份，再填写。
    """
    yield from ()


@rule("GK005", name="duplicate-key", basis=FILE_FORMAT, reads=False)
def duplicate_key(_: Case) -> "Iterator[Hit]":
    """同一项写了两次，程序不知道以哪一次为准。

    改法：核对两处的内容，删去不对的一处。
    """
    yield from ()


@rule("GK006", name="unknown-key", basis=FILE_FORMAT, reads=False)
def unknown_key(_: Case) -> "Iterator[Hit]":
    """文件里有格式上没有的键，它的内容没有计入报告。

    多半是英文名打错了一个字母，程序会说出最接近的名字。

    错例：`recieved = [0, 0, 0, 0, 0, 0, 0]`
    正例：`received = [0, 0, 0, 0, 0, 0, 0]`
    """
    yield from ()


@rule("GK007", name="wrong-type", basis=FILE_FORMAT, reads=False)
def wrong_type(_: Case) -> "Iterator[Hit]":
    """这一项的内容不是应有的样子：该写日期的写了文字，该写文字的写了数字，等等。

    错例：`date = "2026年1月16日"`
    正例：`date = 2026-01-16`
    """
    yield from ()


@rule("GK008", name="missing-key", basis=FILE_FORMAT, reads=False)
def missing_key(_: Case) -> "Iterator[Hit]":
    """缺少报告必须写明的一项：年度，或者所用的格式。

    改法：在文件开头写上 `form = "2021"` 和 `year = 2025`（按实际的年度）。
    """
    yield from ()


@rule("GK009", name="branch-and-leaves", basis=FILE_FORMAT, reads=False)
def branch_and_leaves(_: Case) -> "Iterator[Hit]":
    """同一类既合写了一行，又分项写了几行，加总时会算重。

    有的报告把“（六）其他处理”印成一行，这时只写这一行；分成三项的，只写三项。

    改法：按报告实际的样子，留下其中一种写法。
    """
    yield from ()


@rule("GK010", name="wrong-length", basis=FILE_FORMAT, reads=False)
def wrong_length(_: Case) -> "Iterator[Hit]":
    """一行里数字的个数与表格的列数不符，不知道哪个数属于哪一列，整行按空缺处理。

    最后的总计可以不写，由 `gkreport fill` 补上；其余的列，没有的写 0。

    错例：`reconsideration = [1, 0, 0]`
    正例：`reconsideration = [1, 0, 0, 0, 1]`
    """
    yield from ()
