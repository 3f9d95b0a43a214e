"""What handouts add to the look of our Word files: room for notes, cards, what is said beside the matter."""

from __future__ import annotations

from konzept.write.docx_text import Looks
from konzept.write.ooxml import LOW
from konzept.write.ooxml_styles import ACCENT, INK, LINE
from konzept.write.ooxml_styles import QUIET as GREY

HEAD_SHADE = "DCE6EB"
BODY, QUIET, TINY = Looks("BodyText", "ListBullet"), Looks("Aside", "Aside"), "Tiny"
RULE = f'w:val="single" w:sz="4" w:space="1" w:color="{LINE}"'


def _size(half_points: int, color: str, extra: str = "") -> str:
    return f'{extra}<w:color w:val="{color}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _after(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="252" w:lineRule="auto"/>'


# name -> (style id, paragraph properties, run properties)
_PARAGRAPHS = {
    "Body Text": ("BodyText", '<w:spacing w:before="0" w:after="120" w:line="276" w:lineRule="auto"/>', ""),
    "Herausgeber": ("Issuer", _after(0, 40), _size(24, GREY)),
    "Nebensatz": ("Aside", _after(0, 80), _size(18, GREY)),
    "Notizlinie": ("Room", f'<w:pBdr><w:bottom {RULE}/><w:between {RULE}/></w:pBdr><w:spacing w:before="0" w:after="0" w:line="480" w:lineRule="exact"/>', ""),
    "Kein Abstand": ("Tiny", LOW, '<w:sz w:val="2"/><w:szCs w:val="2"/>'),
    "Karte Kopf": ("CardKicker", f"<w:suppressAutoHyphens/>{_after(0, 120)}", _size(17, GREY, "<w:b/>")),
    "Karte Titel": ("CardTitle", "<w:suppressAutoHyphens/>" + '<w:spacing w:before="0" w:after="100" w:line="240" w:lineRule="auto"/>', _size(52, ACCENT)),
    "Karte Zeile": ("CardLine", _after(0, 20), _size(22, INK)),
}  # fmt: skip
LOOKS = "".join(
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
    f"<w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    for name, (identity, ppr, rpr) in _PARAGRAPHS.items()
)
