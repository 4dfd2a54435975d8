"""Words that came from elsewhere, in the character set they name; only those that people write in are believed.

Python knows codecs of that name that compress, that write addresses of hosts, or that need hours for a long text.
"""

import codecs
import re
from collections.abc import Iterable

_KNOWN = re.compile(
    r"utf-?8|us-ascii|ascii|utf-?16(?:le|be)?|iso-8859-\d{1,2}|windows-125\d|cp125\d|koi8-[ru]|iso-2022-jp|shift_jis"
    r"|euc-(?:jp|kr)|gbk?|gb2312|gb18030|big5"
)


def decoded(data: bytes, names: Iterable[str]) -> str:
    """The text in the first of these character sets that is known, else in UTF-8; what fits nowhere is replaced."""
    for name in names:
        if _KNOWN.fullmatch(name):
            try:
                return data.decode(codecs.lookup(name).name, "replace")
            except LookupError:
                continue
    return data.decode("utf-8", "replace")
