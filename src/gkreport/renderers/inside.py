"""What lies in a folder and what only seems to."""

from typing import TYPE_CHECKING

from gkreport.renderers.refusals import Unrenderable

if TYPE_CHECKING:
    from pathlib import Path


def within(path: "Path", folder: "Path") -> None:
    """Raise Unrenderable where a link leads out of the folder, or nowhere."""
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links in a circle
        inside = False
    if not inside:
        raise Unrenderable(f"模板 {path} 是通到文件夹外面的链接，不能用。请把内容复制成文件")
