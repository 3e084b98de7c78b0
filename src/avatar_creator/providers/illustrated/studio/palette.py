"""Every colour a studio portrait needs, made from a look's few: skin, hair, eyes, clothes, wall."""

from collections.abc import Mapping, Sequence

from avatar_creator.providers.illustrated import colors
from avatar_creator.providers.illustrated.colors import lightness, mixed
from avatar_creator.providers.illustrated.look import Look

_WARM_DARK = "#3a1420"
_DARK = "#1c1a26"
_LIGHT = "#ffffff"
_FRAMES = ("#2b282c", "#2b282c", "#5a3a26", "#34405e", "#7a2f3a", "#d2b98c")


def palette(look: Look) -> Mapping[str, str]:
    """Name of a colour variable in the parts → hex colour."""
    skin = colors.named("skin_tone", look.skin_tone)
    wall, shapes = colors.background(look.background)
    cloth = _told_from(look, "clothes", colors.clothes(look.style), (skin, wall))
    accent = _told_from(look, "accent", colors.accents(), (cloth, skin))
    cover = _cover(look, (skin, wall))
    return {
        **_skin(skin, look),
        **_hair(colors.named("hair_color", look.hair_color)),
        "iris": colors.named("eye_color", look.eye_color),
        "iris-deep": mixed(colors.named("eye_color", look.eye_color), _DARK, 0.5),
        "lash": mixed("#2a1a18", skin, 0.04),
        **_tones("cloth", cloth),
        "accent": accent,
        "accent-shade": mixed(accent, _DARK, 0.3),
        "accent-light": mixed(accent, "#fff6e0", 0.62),
        "inner": "#f8f5ef",
        "inner-shade": "#d9d3ca",
        **_tones("cover", cover),
        "frame": _told_from(look, "frame", _FRAMES, (skin,)),
        "metal": "#dba640",
        "paper": wall,
        "paper-deep": shapes,
        "paper-light": mixed(wall, _LIGHT, 0.5),
    }


def _skin(skin: str, look: Look) -> dict[str, str]:
    dark = lightness(skin) < 0.42
    made_up = look.gender == "female"
    lips = mixed(skin, "#c23b4a" if made_up else "#a8454a", 0.5 if made_up else 0.3)
    return {
        "skin": skin,
        "skin-shade": mixed(skin, "#7d2f1e" if not dark else "#1f0c0a", 0.3),
        "skin-line": mixed(skin, "#5a2418" if not dark else "#170806", 0.5),
        "skin-light": mixed(skin, "#fff3e2", 0.5 if not dark else 0.28),
        "blush": mixed(skin, "#e2504a", 0.6 if not dark else 0.4),
        "lips": mixed(lips, _LIGHT, 0.06) if dark else lips,
        "lips-deep": mixed(mixed(skin, "#8c2f35", 0.5), _WARM_DARK, 0.55),
    }


def _hair(hair: str) -> dict[str, str]:
    pale = lightness(hair) > 0.6
    shade = mixed(hair, "#4a3018" if pale else "#0d0809", 0.28 if pale else 0.4)
    brow = mixed(hair, "#3a2416", 0.42) if pale else mixed(hair, "#120c0c", 0.25)
    return {
        "hair": hair,
        "hair-shade": shade,
        "hair-light": mixed(hair, "#ffffff" if pale else "#f0c8a0", 0.4 if pale else 0.22),
        "hair-line": mixed(shade, _DARK, 0.35),
        "brow": brow,
        "beard": mixed(hair, "#120c0c", 0.08),
        "beard-shade": shade,
        "beard-light": mixed(hair, _LIGHT, 0.15),
    }


def _tones(name: str, color: str) -> dict[str, str]:
    return {
        name: color,
        f"{name}-shade": mixed(color, _DARK, 0.28),
        f"{name}-light": mixed(color, _LIGHT, 0.2),
        f"{name}-line": mixed(color, _DARK, 0.5),
    }


def _cover(look: Look, others: tuple[str, str]) -> str:
    if look.headwear == "peci":
        return "#23222a"
    if look.headwear == "blangkon":
        return "#5a3a26"
    return _told_from(look, "cover", colors.clothes("casual"), others)


def _told_from(look: Look, question: str, choices: Sequence[str], others: tuple[str, ...]) -> str:
    """A colour by the seed that does not melt into its neighbours."""
    clear = [color for color in choices if colors.apart(color, others, 90)]
    return look.chance.one_of(question, clear or choices)
